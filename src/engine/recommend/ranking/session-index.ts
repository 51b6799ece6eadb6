import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { CHUNK_BITS, Chunks, WITHIN } from '../../../core/chunks.ts'
import { RecentRows } from '../../../core/recent-rows.ts'
import { loadRows, type RowStore, saveRows } from '../../../core/row-store.ts'

/** Longer sessions are remembered by their first clicks: hardly a person clicks as often. */
export const MOST_CLICKS = 64

/** By place: time of the last click, and how many distinct items. */
const TIME = 0
const SIZE = 1
const FIELDS = 2
/** When a session began is kept of about so many, evenly spread. */
const MILESTONES = 256

export interface PastSession {
  items: ArrayLike<number>
  /** Of its last click. */
  time: number
}

/**
 * Who else looked at this, newest first: the index of VMIS-kNN (Kersbergen, Sprangers &
 * Schelter, "Serenade", SIGMOD 2022), kept up to date by every click.
 *
 * An item knows the sessions that met it, ordered by when they did and bounded; a session
 * knows its items in order and its last time. A session that is still growing is seen by
 * others at once. When the index is full, the session that began first leaves it, and
 * takes its entries with it: they stand at the old end of their lists.
 */
export class SessionIndex implements RowStore {
  readonly mostSessions: number
  /** item → places of sessions, by when the session first met the item. */
  readonly lists: RecentRows
  /** place of a session → its items in order. */
  readonly #itemsOf = new RecentRows(MOST_CLICKS)
  /** Side by side, because whoever asks for the one asks for the other. */
  readonly #facts = new Chunks(Float64Array, FIELDS)
  /** Sessions ever begun; the oldest still here; places in use. */
  #begun = 0
  #oldest = 0
  #rows = 0
  readonly #stride: number
  readonly #milestones = new Float64Array(2 * MILESTONES)
  readonly #row = new Int32Array(MOST_CLICKS)

  constructor(mostSessions: number, sessionsPerItem: number) {
    this.mostSessions = mostSessions
    this.lists = new RecentRows(sessionsPerItem)
    this.#stride = Math.ceil(mostSessions / MILESTONES)
  }

  get count(): number {
    return this.#begun - this.#oldest
  }

  /** Since when sessions are remembered: about when the oldest here began, NaN without any. */
  get since(): number {
    return this.count > 0 ? this.#milestones[this.#milestoneOf(this.#oldest)] : Number.NaN
  }

  /** Begin a session; the number it is known by. */
  begin(time: number): number {
    if (this.count === this.mostSessions) this.#evictOldest()
    const session = this.#begun++
    if (session % this.#stride === 0) this.#milestones[this.#milestoneOf(session)] = time
    this.#setFacts(this.placeOf(session), time, 0)
    return session
  }

  /** One more click of a session. A session that has left the index learns nothing more. */
  add(session: number, item: number, time: number): void {
    if (!this.holds(session)) return
    const place = this.placeOf(session)
    const size = this.sizeAt(place)
    const isOver = this.#itemsOf.lengthOf(place) === MOST_CLICKS
    const isNew = !isOver && !this.#itemsOf.has(place, item)
    this.#setFacts(place, time, isNew ? size + 1 : size)
    if (isNew) this.lists.append(item, place)
    if (!isOver) this.#itemsOf.append(place, item)
  }

  /** False for a session that has left the index. */
  holds(session: number): boolean {
    return session >= this.#oldest && session < this.#begun
  }

  placeOf(session: number): number {
    return session % this.mostSessions
  }

  /** Places of the sessions that met an item, newest first; how many. */
  sessionsOf(item: number, into: Int32Array, most: number): number {
    return this.lists.newest(item, into, most)
  }

  /** Items of the session at a place, repeated ones too. */
  lengthAt(place: number): number {
    return this.#itemsOf.lengthOf(place)
  }

  /** Those items in order, to `from` on; how many. */
  itemsAt(place: number, into: Int32Array, from = 0): number {
    return this.#itemsOf.read(place, into, from)
  }

  timeAt(place: number): number {
    return this.#facts.list[place >>> CHUNK_BITS][(place & WITHIN) * FIELDS + TIME]
  }

  /** Distinct items of the session at a place. */
  sizeAt(place: number): number {
    return this.#facts.list[place >>> CHUNK_BITS][(place & WITHIN) * FIELDS + SIZE]
  }

  /** The newest sessions of two clicks or more, in the order they began: what a refit learns from. */
  newest(most: number): PastSession[] {
    const past: PastSession[] = []
    for (let s = Math.max(this.#oldest, this.#begun - most); s < this.#begun; s++) {
      const place = this.placeOf(s)
      const length = this.#itemsOf.read(place, this.#row)
      if (length > 1) past.push({ items: this.#row.slice(0, length), time: this.timeAt(place) })
    }
    return past
  }

  save(writer: ByteWriter): void {
    this.saveHead(writer)
    saveRows(this, writer)
    saveRows(this.lists, writer)
  }

  static load(reader: ByteReader): SessionIndex {
    const index = SessionIndex.loadHead(reader)
    loadRows(index, reader)
    loadRows(index.lists, reader)
    return index
  }

  saveHead(writer: ByteWriter): void {
    writer.count(this.mostSessions)
    writer.count(this.lists.limit)
    writer.count(this.#begun)
    writer.count(this.#oldest)
    for (const time of this.#milestones) writer.f64(time)
  }

  static loadHead(reader: ByteReader): SessionIndex {
    const index = new SessionIndex(reader.count(), reader.count())
    index.#begun = reader.count()
    index.#oldest = reader.count()
    if (index.count < 0 || index.count > index.mostSessions) {
      throw new RangeError(`a session index of ${index.count} sessions is not one of ours`)
    }
    for (let i = 0; i < 2 * MILESTONES; i++) index.#milestones[i] = reader.f64()
    return index
  }

  /** Places in use; the rows of the index are the sessions at them. */
  get rows(): number {
    return this.#rows
  }

  saveRow(place: number, writer: ByteWriter): void {
    writer.f64(this.timeAt(place))
    this.#itemsOf.saveRow(place, writer)
  }

  loadRow(place: number, reader: ByteReader): void {
    const time = reader.f64()
    this.#itemsOf.loadRow(place, reader)
    const length = this.#itemsOf.read(place, this.#row)
    let size = 0
    for (let i = 0; i < length; i++) if (this.#row.indexOf(this.#row[i]) === i) size++
    this.#setFacts(place, time, size)
  }

  #setFacts(place: number, time: number, size: number): void {
    if (place >= this.#rows) {
      this.#facts.makeRoom(place + 1)
      this.#rows = place + 1
    }
    const facts = this.#facts.list[place >>> CHUNK_BITS]
    facts[(place & WITHIN) * FIELDS + TIME] = time
    facts[(place & WITHIN) * FIELDS + SIZE] = size
  }

  #milestoneOf(session: number): number {
    return Math.floor(session / this.#stride) % this.#milestones.length
  }

  #evictOldest(): void {
    const place = this.placeOf(this.#oldest++)
    const length = this.#itemsOf.read(place, this.#row)
    for (let i = 0; i < length; i++) {
      if (this.#row.indexOf(this.#row[i]) === i) this.lists.remove(this.#row[i], place)
    }
    this.#itemsOf.clear(place)
  }
}
