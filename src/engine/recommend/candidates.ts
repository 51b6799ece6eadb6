/**
 * What a strategy proposes for one list, in columns that are used again from query to
 * query: objects for the 115 candidates of a page took a fifth of the time of a decision.
 *
 * `code` and `about` become the reason, `about` being an item or a category, −1 for none.
 * Scores are above 0, higher is better, and compared only within one strategy.
 */
export class Candidates {
  /** Those not taken out yet. */
  count = 0
  #gathered = 0
  items: Int32Array
  scores: Float64Array
  abouts: Int32Array
  readonly codes: string[] = []

  constructor(room = 128) {
    this.items = new Int32Array(room)
    this.scores = new Float64Array(room)
    this.abouts = new Int32Array(room)
  }

  clear(): void {
    this.count = 0
    this.#gathered = 0
  }

  add(item: number, score: number, code: string, about: number): void {
    if (this.count === this.items.length) this.#grow()
    const at = this.count++
    this.#gathered = this.count
    this.items[at] = item
    this.scores[at] = score
    this.codes[at] = code
    this.abouts[at] = about
  }

  /** A list that is already in order: scores fall gently from `weight`. */
  addInOrder(items: readonly number[], most: number, code: string, about: number, weight = 1) {
    const length = Math.min(items.length, most)
    for (let i = 0; i < length; i++) this.add(items[i], fallen(weight, i), code, about)
  }

  /**
   * Take out the highest score, the lower item on a tie, and tell where it stands now:
   * valid until the next `add`; −1 when there is none left. A list takes a few of some
   * sixty candidates: looking for each costs less than sorting all.
   */
  takeBest(): number {
    const { items, scores, count } = this
    if (count === 0) return -1
    let best = 0
    for (let i = 1; i < count; i++) {
      const lead = scores[i] - scores[best]
      if (lead > 0 || (lead === 0 && items[i] < items[best])) best = i
    }
    this.count--
    this.#swap(best, this.count)
    return this.count
  }

  /** Put all that were taken out back in. */
  restore(): void {
    this.count = this.#gathered
  }

  #swap(a: number, b: number): void {
    const { items, scores, abouts, codes } = this
    const [item, score, about, code] = [items[a], scores[a], abouts[a], codes[a]]
    items[a] = items[b]
    scores[a] = scores[b]
    abouts[a] = abouts[b]
    codes[a] = codes[b]
    items[b] = item
    scores[b] = score
    abouts[b] = about
    codes[b] = code
  }

  #grow(): void {
    const { items, scores, abouts } = this
    this.items = new Int32Array(items.length * 2)
    this.scores = new Float64Array(items.length * 2)
    this.abouts = new Int32Array(items.length * 2)
    this.items.set(items)
    this.scores.set(scores)
    this.abouts.set(abouts)
  }
}

/** The score of a place in a list, the first being 0. */
export function fallen(weight: number, place: number): number {
  return weight / (1 + place / 8)
}
