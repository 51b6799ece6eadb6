import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Column } from '../../../core/column.ts'
import { RecentRows } from '../../../core/recent-rows.ts'

/** Longer sessions are remembered by their first clicks: hardly a person clicks as often. */
export const MOST_CLICKS = 64

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
export class SessionIndex {
  readonly mostSessions: number
  /** item → places of sessions, by when the session first met the item. */
  #sessionsOf: RecentRows
  /** place of a session → its items in order. */
  #itemsOf: RecentRows
  /** By place: time of the last click, and how many distinct items. */
  #times = new Column()
  #sizes = new Column()
  /** Sessions ever begun; the oldest still here. */
  #begun = 0
  #oldest = 0
  readonly #row = new Int32Array(MOST_CLICKS)

  constructor(mostSessions: number, sessionsPerItem: number) {
    this.mostSessions = mostSessions
    this.#sessionsOf = new RecentRows(sessionsPerItem)
    this.#itemsOf = new RecentRows(MOST_CLICKS)
  }

  get count(): number {
    return this.#begun - this.#oldest
  }

  /** Begin a session; the number it is known by. */
  begin(time: number): number {
    if (this.count === this.mostSessions) this.#evictOldest()
    const session = this.#begun++
    this.#times.set(this.placeOf(session), time)
    this.#sizes.set(this.placeOf(session), 0)
    return session
  }

  /** One more click of a session. A session that has left the index learns nothing more. */
  add(session: number, item: number, time: number): void {
    if (session < this.#oldest || session >= this.#begun) return
    const place = this.placeOf(session)
    this.#times.set(place, time)
    if (this.#itemsOf.lengthOf(place) === MOST_CLICKS) return
    if (!this.#itemsOf.has(place, item)) {
      this.#sessionsOf.append(item, place)
      this.#sizes.set(place, this.#sizes.get(place) + 1)
    }
    this.#itemsOf.append(place, item)
  }

  placeOf(session: number): number {
    return session % this.mostSessions
  }

  /** Places of the sessions that met an item, newest first; how many. */
  sessionsOf(item: number, into: Int32Array, most: number): number {
    return this.#sessionsOf.newest(item, into, most)
  }

  /** Items of the session at a place, in order; how many. */
  itemsAt(place: number, into: Int32Array): number {
    return this.#itemsOf.read(place, into)
  }

  timeAt(place: number): number {
    return this.#times.get(place)
  }

  /** Distinct items of the session at a place. */
  sizeAt(place: number): number {
    return this.#sizes.get(place)
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
    writer.count(this.mostSessions)
    writer.count(this.#begun)
    writer.count(this.#oldest)
    this.#sessionsOf.save(writer)
    this.#itemsOf.save(writer)
    this.#times.save(writer)
    this.#sizes.save(writer)
  }

  static load(reader: ByteReader): SessionIndex {
    const index = new SessionIndex(reader.count(), 2)
    index.#begun = reader.count()
    index.#oldest = reader.count()
    index.#sessionsOf = RecentRows.load(reader)
    index.#itemsOf = RecentRows.load(reader)
    index.#times = Column.load(reader)
    index.#sizes = Column.load(reader)
    if (index.count < 0 || index.count > index.mostSessions) {
      throw new RangeError(`a session index of ${index.count} sessions is not one of ours`)
    }
    return index
  }

  #evictOldest(): void {
    const place = this.placeOf(this.#oldest++)
    const length = this.#itemsOf.read(place, this.#row)
    for (let i = 0; i < length; i++) {
      if (this.#row.indexOf(this.#row[i]) === i) this.#sessionsOf.remove(this.#row[i], place)
    }
    this.#itemsOf.clear(place)
  }
}
