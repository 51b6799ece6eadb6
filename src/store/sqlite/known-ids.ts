import { hashWords, readUuidWords } from '../../core/uuid-words.ts'
import { REMEMBERED_DAYS } from '../window.ts'
import { dayPath } from './day-file.ts'
import { type Held, type KnownDay, loadFilter, SealedDay, type Sought } from './known-day.ts'
import { OpenDay, type OpenDayNeeds } from './open-day.ts'
import { FILTER_SEEDS, sealDay } from './seal-day.ts'
import { dropStretches, STRETCH } from './stretch.ts'

/**
 * The ids of the last 8 days, exactly: memory says where to look, the record
 * itself decides.
 *
 *     sealed day   filter in memory, 2 bytes an id; index in its file
 *     open day     the same, a quarter of a million ids at a time, in files that go with the process;
 *                  of the newest a table of places in memory, ten to thirteen bytes an id
 */
export class KnownIds {
  /** Words of the id that was sought last. */
  readonly words = new Uint32Array(4)
  readonly #folder: string
  readonly #seeds: Uint32Array
  readonly #needs: OpenDayNeeds
  readonly #sought: Sought = { id: '', receivedAt: 0, slot: 0, mark: 0, place: 0, bits: 0 }
  /** Oldest first. */
  #days: KnownDay[] = []

  /**
   * @param seeds two secret numbers: a sender must not be able to choose ids that collide
   * @param stretch ids of the open day that stand in memory before they go into a file
   */
  constructor(
    folder: string,
    seeds: Uint32Array,
    inFlight: (position: number) => Held | undefined,
    stretch = STRETCH,
  ) {
    this.#folder = folder
    this.#seeds = seeds
    this.#needs = { inFlight, seed: seeds[1], stretch }
    dropStretches(folder)
  }

  /**
   * Position of the remembered record with this id, or 0.
   * @throws RangeError when the id is no UUID.
   */
  find(id: string, receivedAt: number): number {
    readUuidWords(id, this.words)
    const sought = this.#sought
    sought.id = id
    sought.receivedAt = receivedAt
    this.#hash()
    for (let i = this.#days.length - 1; i >= 0; i--) {
      const position = this.#days[i].find(sought)
      if (position > 0) return position
    }
    return 0
  }

  /** Remember what was sought last, at this place. */
  add(day: number, position: number): void {
    this.openDay(day, position).add(this.#sought, position)
  }

  /** Remember what a day file holds already: only its words are known. */
  addWords(day: OpenDay, words: Uint32Array, position: number): void {
    this.words.set(words)
    this.#hash()
    day.add(this.#sought, position)
  }

  /** The newest day, begun if it is new. @param first its first position */
  openDay(day: number, first: number): OpenDay {
    const newest = this.#days[this.#days.length - 1]
    if (newest?.day === day) return newest as OpenDay
    const begun = new OpenDay(dayPath(this.#folder, day), day, first, this.#needs)
    this.#days.push(begun)
    this.#forgetBefore(day - REMEMBERED_DAYS)
    return begun
  }

  /** Everything up to this place is on disk. */
  settle(durable: number): void {
    const newest = this.#days.at(-1)
    if (newest instanceof OpenDay) newest.settle(durable)
  }

  /** Days in `[from, before)` that are not sealed. */
  openDays(from: number, before: number): number[] {
    return this.#days
      .filter(known => known instanceof OpenDay && known.day >= from && known.day < before)
      .map(known => known.day)
  }

  /** A sealed day; it is sealed here and now if a killed process did not come to it. */
  loadSealed(day: number): void {
    const path = dayPath(this.#folder, day)
    let filter = loadFilter(path)
    if (!filter) {
      sealDay(path)
      filter = loadFilter(path)!
    }
    this.#replace(new SealedDay(path, day, filter))
  }

  /** The file of a sealed day was changed: what it knows is read again, if it still matters. */
  reload(day: number): void {
    if (this.#days.some(known => known.day === day)) this.loadSealed(day)
  }

  close(): void {
    for (const known of this.#days) known.close()
    this.#days = []
  }

  #hash(): void {
    const sought = this.#sought
    sought.slot = hashWords(this.words, this.#seeds[0])
    sought.mark = hashWords(this.words, this.#seeds[1])
    sought.place = hashWords(this.words, FILTER_SEEDS[0])
    sought.bits = hashWords(this.words, FILTER_SEEDS[1])
  }

  #replace(sealed: SealedDay): void {
    this.#days.find(known => known.day === sealed.day)?.close()
    this.#days = [...this.#days.filter(known => known.day !== sealed.day), sealed]
    this.#days.sort((a, b) => a.day - b.day)
  }

  #forgetBefore(day: number): void {
    for (const known of this.#days) if (known.day < day) known.close()
    this.#days = this.#days.filter(known => known.day >= day)
  }
}
