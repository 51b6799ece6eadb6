/** How many items a ranking tells. */
const TOP = 128
/** How many it holds, so that some may leave before all must be looked at again. */
const HELD = 2 * TOP

/**
 * The best items of a shelf by one score, sorted when first asked for and kept in order
 * from then on: a feed of thousands rarely reaches the list.
 */
export class Ranking {
  readonly #scoreOf: (item: number) => number
  /** Items must score above this to be ranked at all. */
  readonly #above: number
  /** The best of all, best first; undefined until asked for. */
  #held: Scored[] | undefined
  /** The same by number: a feed asks of a million items whether they are held, and few are. */
  #members = new Set<number>()
  /** Nobody else is ranked. */
  #isAll = false
  #told: readonly number[] | undefined

  constructor(scoreOf: (item: number) => number, above: number) {
    this.#scoreOf = scoreOf
    this.#above = above
  }

  /** At most 128 of all items, best first, the earlier one on a tie. */
  of(all: Iterable<number>): readonly number[] {
    if (this.#held === undefined || (this.#held.length < TOP && !this.#isAll)) this.#lookAt(all)
    this.#told ??= this.#held!.slice(0, TOP).map(({ item }) => item)
    return this.#told
  }

  /** The item came, or has another score. */
  put(item: number): void {
    if (this.#held === undefined) return
    this.drop(item)
    const scored = { item, score: this.#scoreOf(item) }
    if (scored.score <= this.#above) return
    const place = placeOf(scored, this.#held)
    if (place === this.#held.length && !this.#isAll) return
    this.#held.splice(place, 0, scored)
    this.#members.add(item)
    if (place < TOP) this.#told = undefined
    if (this.#held.length <= HELD) return
    this.#members.delete(this.#held.pop()!.item)
    this.#isAll = false
  }

  /** The item left. */
  drop(item: number): void {
    if (this.#held === undefined || !this.#members.delete(item)) return
    const place = this.#held.findIndex(held => held.item === item)
    this.#held.splice(place, 1)
    if (place < TOP) this.#told = undefined
  }

  #lookAt(all: Iterable<number>): void {
    let best: Scored[] = []
    let least = this.#above
    this.#isAll = true
    for (const item of all) {
      const score = this.#scoreOf(item)
      if (score <= least) {
        if (score > this.#above) this.#isAll = false
        continue
      }
      best.push({ item, score })
      if (best.length < 2 * HELD) continue
      best = best.sort(bestFirst).slice(0, HELD)
      least = best[HELD - 1].score
      this.#isAll = false
    }
    if (best.length > HELD) this.#isAll = false
    this.#held = best.sort(bestFirst).slice(0, HELD)
    this.#members = new Set(this.#held.map(({ item }) => item))
    this.#told = undefined
  }
}

interface Scored {
  item: number
  score: number
}

function placeOf(scored: Scored, held: readonly Scored[]): number {
  let low = 0
  let high = held.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (bestFirst(held[middle], scored) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function bestFirst(a: Scored, b: Scored): number {
  return b.score - a.score || a.item - b.item
}
