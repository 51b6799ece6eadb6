/** How many items a ranking keeps at hand. */
const TOP = 128

/**
 * The best items of a shelf by one score, sorted when first asked for and again only
 * after a change that can reach the list: a feed of thousands rarely does.
 */
export class Ranking {
  readonly #scoreOf: (item: number) => number
  /** Items must score above this to be ranked at all. */
  readonly #above: number
  #items: readonly number[] | undefined

  constructor(scoreOf: (item: number) => number, above: number) {
    this.#scoreOf = scoreOf
    this.#above = above
  }

  /** At most 128 of all items, best first, the earlier one on a tie. */
  of(all: readonly number[]): readonly number[] {
    this.#items ??= top(all, this.#scoreOf, this.#above)
    return this.#items
  }

  /** The item came, left, or has another score. */
  touch(item: number): void {
    if (this.#items !== undefined && this.#matters(item, this.#items)) this.#items = undefined
  }

  #matters(item: number, items: readonly number[]): boolean {
    if (items.includes(item)) return true
    const scored = this.#scored(item)
    if (scored.score <= this.#above) return false
    return items.length < TOP || bestFirst(scored, this.#scored(items[TOP - 1])) < 0
  }

  #scored(item: number): Scored {
    return { item, score: this.#scoreOf(item) }
  }
}

interface Scored {
  item: number
  score: number
}

function top(all: readonly number[], scoreOf: (item: number) => number, above: number): number[] {
  const scored: Scored[] = []
  let least = above
  for (const item of all) {
    const score = scoreOf(item)
    if (score <= least) continue
    scored.push({ item, score })
    if (scored.length < 2 * TOP) continue
    scored.sort(bestFirst).length = TOP
    least = scored[TOP - 1].score
  }
  return scored
    .sort(bestFirst)
    .slice(0, TOP)
    .map(({ item }) => item)
}

function bestFirst(a: Scored, b: Scored): number {
  return b.score - a.score || a.item - b.item
}
