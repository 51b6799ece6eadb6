import { ByLastUse } from '../../../core/by-last-use.ts'
import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { DAY, HOUR, MINUTE } from '../../../core/clock.ts'
import type { DecisionMade } from '../../../schema/decision.ts'
import type { ShopEvent } from '../../../schema/event.ts'
import type { SegmentChanged, SegmentNoted } from '../../../schema/segment.ts'
import { VISIT_TYPES } from '../../genome/shape.ts'
import { TOUCHPOINTS } from './bounds.ts'
import { HeldSegments } from './held-segments.ts'
import { SegmentCounts, STEPS } from './segment-counts.ts'

/** People whose segments are known; the one not seen for longest goes first. */
const MOST_PEOPLE = 20_000
/** Pages that wait to be seen and answered, each for so long. */
const MOST_WAITING = 4_096
const WAIT_MS = 30 * MINUTE
/** Whoever was seen so lately is here. */
const HERE_MS = 5 * MINUTE

/** Somebody came into a segment, or left it. */
export interface Crossing {
  type: 'segment.entered' | 'segment.left'
  segment: string
}

interface Person {
  mask: number
  at: number
  hour: number
  day: number
  /** Steps of this day that are counted, a bit each. */
  steps: number
}

/** A page that was decided: whose segments it counts for, and which places of it were seen and clicked. */
interface Waiting {
  mask: number
  need: number
  at: number
  placements: number[]
  seen: number
  clicked: number
}

/**
 * Who belongs to which segment, from the situation each decision is made in, and what became
 * of them. A visitor is in a segment until a page finds them in another situation.
 */
export class Segments {
  readonly held = new HeldSegments()
  readonly counts = new SegmentCounts()
  readonly #people = new ByLastUse<Person>()
  readonly #waiting = new Map<string, Waiting>()

  change(changed: SegmentChanged): void {
    const place = this.held.change(changed)
    if (place < 0) return
    this.counts.clear(place)
    const others = ~(1 << place)
    for (const [, person] of this.#people) person.mask &= others
    for (const waiting of this.#waiting.values()) waiting.mask &= others
  }

  note(noted: SegmentNoted): void {
    this.held.note(noted)
  }

  /** A page was decided for somebody: whoever is left alone is here too, and is shown nothing. */
  decided(id: string, visitor: string, made: DecisionMade, time: number): Crossing[] {
    const mask = this.held.maskOf(made.characteristics)
    const known = this.#people.get(visitor)
    if (mask === 0 && known === undefined) return []
    const crossed = this.#crossingsOf(known?.mask ?? 0, mask)
    const person = this.#meet(visitor, known, mask, time)
    // The look that brought them came before the page was known to be theirs.
    if (made.page === 'product') this.#step(person, 'looked', time)
    if (mask === 0 || made.slice === 'holdout') return crossed
    const need = VISIT_TYPES.indexOf(made.characteristics.visit as never)
    const placements = made.choices.map(({ placement }) =>
      TOUCHPOINTS.indexOf(placement.split(':')[0] as never),
    )
    this.#await(id, { mask, need: Math.max(0, need), at: time, placements, seen: 0, clicked: 0 })
    for (const [n] of placements.entries()) this.#touch(id, n, 'moments', time)
    return crossed
  }

  /** Somebody did something: a step of their day, an answer to a page. */
  observe({ name, visitor, decision }: ShopEvent, time: number): void {
    if (decision !== undefined) this.#answered(name, decision, time)
    const person = visitor === undefined ? undefined : this.#people.get(visitor)
    if (person === undefined || person.mask === 0) return
    person.at = time
    if (name === 'view_item') this.#step(person, 'looked', time)
    else if (name === 'add_to_cart') this.#step(person, 'carted', time)
    else if (name === 'purchase') this.#step(person, 'ordered', time)
  }

  /** Who is here now, the newest first. */
  here(place: number, now: number): string[] {
    const here: string[] = []
    for (const [visitor, { mask, at }] of this.#people) {
      if (mask & (1 << place) && now - at <= HERE_MS) here.push(visitor)
    }
    return here.reverse()
  }

  /** Who belongs to it by the newest page they opened, the newest first. */
  members(place: number): string[] {
    const members: string[] = []
    for (const [visitor, { mask }] of this.#people) if (mask & (1 << place)) members.push(visitor)
    return members.reverse()
  }

  merge(from: string, into: string): void {
    const person = this.#people.get(from)
    this.#people.delete(from)
    if (person !== undefined && !this.#people.has(into)) this.#people.set(into, person)
  }

  has(visitor: string): boolean {
    return this.#people.has(visitor)
  }

  forget(visitor: string): void {
    this.#people.delete(visitor)
  }

  save(writer: ByteWriter): void {
    this.held.save(writer)
    this.counts.save(writer)
    writer.text(JSON.stringify([...this.#people]))
    writer.text(JSON.stringify([...this.#waiting]))
  }

  static load(reader: ByteReader): Segments {
    const segments = new Segments()
    segments.held.load(reader)
    segments.counts.load(reader)
    const people: [string, Person][] = JSON.parse(reader.text())
    for (const [visitor, person] of people) segments.#people.set(visitor, person)
    const waiting: [string, Waiting][] = JSON.parse(reader.text())
    for (const [id, page] of waiting) segments.#waiting.set(id, page)
    return segments
  }

  #crossingsOf(before: number, now: number): Crossing[] {
    const crossed: Crossing[] = []
    const note = (mask: number, type: Crossing['type']) =>
      each(mask, place => {
        const segment = this.held.at(place)?.id
        if (segment !== undefined) crossed.push({ type, segment })
      })
    note(before & ~now, 'segment.left')
    note(now & ~before, 'segment.entered')
    return crossed
  }

  #meet(visitor: string, known: Person | undefined, mask: number, time: number): Person {
    const [hour, day] = [Math.floor(time / HOUR), Math.floor(time / DAY)]
    const person = known ?? { mask: 0, at: 0, hour: 0, day: 0, steps: 0 }
    const isNewHour = person.hour !== hour
    // In a segment they were not in a moment ago they begin anew.
    const entered = mask & ~person.mask
    each(isNewHour ? mask : entered, place => this.counts.hour(place, time))
    if (person.day !== day) person.steps = 0
    const steps = person.day !== day ? mask : entered
    each(steps, place => this.counts.step(place, 'visited', time))
    Object.assign(person, { mask, at: time, hour, day })
    this.#people.set(visitor, person)
    if (this.#people.size > MOST_PEOPLE) this.#people.delete(this.#people.first![0])
    return person
  }

  #step(person: Person, step: (typeof STEPS)[number], time: number): void {
    const bit = 1 << STEPS.indexOf(step)
    if (person.steps & bit) return
    person.steps |= bit
    each(person.mask, place => this.counts.step(place, step, time))
  }

  #await(id: string, page: Waiting): void {
    this.#waiting.set(id, page)
    for (const [old, { at }] of this.#waiting) {
      if (page.at - at <= WAIT_MS && this.#waiting.size <= MOST_WAITING) return
      this.#waiting.delete(old)
    }
  }

  /** Whoever clicks has seen, told or not. */
  #answered(name: string, decision: string, time: number): void {
    const dot = decision.indexOf('.')
    const id = dot < 0 ? decision : decision.slice(0, dot)
    const n = dot < 0 ? 0 : Number(decision.slice(dot + 1))
    const page = this.#waiting.get(id)
    if (page === undefined || page.placements[n] === undefined || n >= 31) return
    const bit = 1 << n
    const isClick = name === 'click'
    if (!isClick && name !== 'impression' && name !== 'dismiss') return
    if (!(page.seen & bit)) this.#touch(id, n, 'shown', time)
    page.seen |= bit
    if (!isClick || page.clicked & bit) return
    page.clicked |= bit
    this.#touch(id, n, 'answered', time)
  }

  /** Counted on the day the page was decided, so that a day never shows more than it had. */
  #touch(id: string, n: number, fate: 'moments' | 'shown' | 'answered', time: number): void {
    const { mask, need, placements, at = time } = this.#waiting.get(id)!
    if (placements[n] < 0) return
    each(mask, place => this.counts.touch(place, need, placements[n], fate, at))
  }
}

/** Each bit that is set. */
function each(mask: number, act: (place: number) => void): void {
  for (let place = 0; mask >>> place !== 0; place++) if (mask & (1 << place)) act(place)
}
