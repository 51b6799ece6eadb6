/**
 * What a method thinks of items, for one question. Kept from question to question, because
 * to make a map of them each time costs more than the method itself.
 */
export class Scores {
  /** Items that have a score, in the order in which they got one. */
  readonly items: number[] = []
  #of = new Float64Array(1024)

  add(item: number, score: number): void {
    if (score <= 0) return
    if (item >= this.#of.length) this.#grow(item)
    if (this.#of[item] === 0) this.items.push(item)
    this.#of[item] += score
  }

  clear(): void {
    for (const item of this.items) this.#of[item] = 0
    this.items.length = 0
  }

  /** The items with the highest scores, best first; the first to be scored wins a tie. */
  best(count: number, without = -1): number[] {
    const of = this.#of
    const top: number[] = []
    for (const item of this.items) {
      if (item === without) continue
      if (top.length === count && of[item] <= of[top[count - 1]]) continue
      let at = Math.min(top.length, count - 1)
      for (; at > 0 && of[top[at - 1]] < of[item]; at--) top[at] = top[at - 1]
      top[at] = item
    }
    return top
  }

  #grow(item: number): void {
    const larger = new Float64Array(Math.max(item + 1, this.#of.length * 2))
    larger.set(this.#of)
    this.#of = larger
  }
}
