import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Column } from '../../core/column.ts'

/** How many leaders each list keeps. */
const LEADERS = 96
/** Beside a count so many half-lives newer, history adds nothing; and 2 ** 1024 is no number. */
const NOTHING_BESIDE = 60
/** The list of everything, as a category. */
export const OVERALL = -1

/**
 * Counts that halve every `halfLifeMs`, and who leads in each category and overall.
 *
 * A count v at time t is kept as log₂ v + t / half-life, which does not change while
 * time passes (forward decay: Cormode, Shkapenyuk, Srivastava & Xu, 2009). Such a
 * number only ever rises, so a leader list that is touched only by the item that
 * has just risen stays exact.
 */
export class Popularity {
  readonly halfLifeMs: number
  #levels = new Column(-Infinity)
  /** Category + 1 → items, best first. */
  readonly #leaders: number[][] = [[]]

  constructor(halfLifeMs: number) {
    this.halfLifeMs = halfLifeMs
  }

  /** @param lists those the item belongs to: categories, `OVERALL`. Without any it is only counted. */
  add(item: number, lists: readonly number[], weight: number, time: number): void {
    const now = time / this.halfLifeMs
    const ahead = this.#levels.get(item) - now
    if (ahead > NOTHING_BESIDE) return
    this.#levels.set(item, now + Math.log2(2 ** ahead + weight))
    for (const list of lists) this.#rise(this.#listOf(list), item)
  }

  /** The decayed count now. */
  countOf(item: number, time: number): number {
    return 2 ** (this.#levels.get(item) - time / this.halfLifeMs)
  }

  /** At most 96 items, best first. An item that has left the category may still stand here. */
  leaders(category: number): readonly number[] {
    return this.#leaders[category + 1] ?? []
  }

  save(writer: ByteWriter): void {
    writer.f64(this.halfLifeMs)
    this.#levels.save(writer)
    writer.count(this.#leaders.length)
    for (const list of this.#leaders) {
      writer.count(list.length)
      for (const item of list) writer.count(item)
    }
  }

  static load(reader: ByteReader): Popularity {
    const popularity = new Popularity(reader.f64())
    popularity.#levels = Column.load(reader, -Infinity)
    const lists = reader.count()
    for (let category = 0; category < lists; category++) {
      const list = popularity.#listOf(category - 1)
      for (let left = reader.count(); left > 0; left--) list.push(reader.count())
    }
    return popularity
  }

  #listOf(category: number): number[] {
    while (this.#leaders.length <= category + 1) this.#leaders.push([])
    return this.#leaders[category + 1]
  }

  #rise(list: number[], item: number): void {
    const level = this.#levels.get(item)
    const isFull = list.length === LEADERS
    const last = isFull ? this.#levels.get(list[LEADERS - 1]) : -Infinity
    if (level < last) return
    let at = list.indexOf(item)
    if (at < 0) {
      if (!isFull) at = list.push(item) - 1
      else if (level > last) at = LEADERS - 1
      else return
    }
    for (; at > 0 && level > this.#levels.get(list[at - 1]); at--) list[at] = list[at - 1]
    list[at] = item
  }
}
