import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import type { Segment, SegmentChanged, SegmentNote, SegmentNoted } from '../../../schema/segment.ts'
import { MOST_NOTES, MOST_SEGMENTS } from './bounds.ts'

interface Held {
  segment: Segment
  notes: SegmentNote[]
}

/** The segments of a shop, each in a place of its own, and what their teams wrote. */
export class HeldSegments {
  #places: (Held | null)[] = []

  /** Place of a segment, −1. */
  placeOf(id: string): number {
    return this.#places.findIndex(held => held?.segment.id === id)
  }

  at(place: number): Segment | undefined {
    return this.#places[place]?.segment
  }

  all(): Segment[] {
    return this.#places.flatMap(held => (held ? [held.segment] : []))
  }

  get isFull(): boolean {
    return this.all().length >= MOST_SEGMENTS
  }

  /** Newest last. */
  notesOf(id: string): readonly SegmentNote[] {
    return this.#places[this.placeOf(id)]?.notes ?? []
  }

  /** @returns the place whose counts begin anew, −1 for none */
  change({ id, segment }: SegmentChanged): number {
    const known = this.placeOf(id)
    if (segment === undefined) {
      if (known >= 0) this.#places[known] = null
      return known
    }
    const place = known >= 0 ? known : this.#freePlace()
    if (place < 0) return -1
    const before = this.#places[place]
    this.#places[place] = { segment, notes: before?.notes ?? [] }
    return before?.segment.since === segment.since ? -1 : place
  }

  /** Written anew under its id it is the same note: a task that is done. */
  note({ segment, note }: SegmentNoted): void {
    const held = this.#places[this.placeOf(segment)]
    if (!held) return
    const known = held.notes.findIndex(({ id }) => id === note.id)
    if (known >= 0) held.notes[known] = note
    else held.notes = [...held.notes, note].slice(-MOST_NOTES)
  }

  /** Which segments these characteristics are in, a bit each. */
  maskOf(characteristics: Readonly<Record<string, string>>): number {
    let mask = 0
    for (let place = 0; place < this.#places.length; place++) {
      const when = this.#places[place]?.segment.when
      if (when && isIn(when, characteristics)) mask |= 1 << place
    }
    return mask
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify(this.#places))
  }

  load(reader: ByteReader): void {
    this.#places = JSON.parse(reader.text())
  }

  #freePlace(): number {
    const free = this.#places.indexOf(null)
    if (free >= 0) return free
    return this.#places.length < MOST_SEGMENTS ? this.#places.push(null) - 1 : -1
  }
}

function isIn(when: Segment['when'], values: Readonly<Record<string, string>>): boolean {
  for (const name in when) if (values[name] !== when[name]) return false
  return true
}
