/** Mean and variance of the weight, then score and information that the model has not explained. */
const FIELDS = 4
/** Prior information of the test (Robbins' mixture). */
const RHO = 8
const LEAST_INFORMATION = 3
/** Evidence from which a conjunction gets a weight. */
const PROMOTE = Math.log(100)
/** Information after which the older half counts half: what was true once fades. */
const MOST_INFORMATION = 400

/**
 * The recipe's way with conjunctions, which ours is compared with. What each conjunction does to each arm beyond what its parts explain: first a sum of
 * surprises, and a weight of its own once they are unlikely to be chance. Having a weight is a
 * modelling decision and claims nothing: claims are the ledger's.
 */
export class PromotedWeights {
  readonly #arms: number
  #stats: Float32Array
  /** Arms for which the row has a weight, as bits. */
  #promoted: Uint32Array

  constructor(arms: number) {
    if (arms > 32) throw new RangeError('a placement has at most 32 arms')
    this.#arms = arms
    this.#stats = new Float32Array(64 * arms * FIELDS)
    this.#promoted = new Uint32Array(64)
  }

  makeRoom(rows: number): void {
    if (rows <= this.#promoted.length) return
    let size = this.#promoted.length
    while (size < rows) size = Math.ceil(size * 1.5)
    this.#promoted = widened(this.#promoted, size)
    this.#stats = widened(this.#stats, size * this.#arms * FIELDS)
  }

  /** Arms for which the row has a weight, as bits. */
  promoted(row: number): number {
    return row < this.#promoted.length ? this.#promoted[row] : 0
  }

  mean(row: number, arm: number): number {
    return this.#stats[(row * this.#arms + arm) * FIELDS]
  }

  variance(row: number, arm: number): number {
    return this.#stats[(row * this.#arms + arm) * FIELDS + 1]
  }

  set(row: number, arm: number, mean: number, variance: number): void {
    const at = (row * this.#arms + arm) * FIELDS
    this.#stats[at] = mean
    this.#stats[at + 1] = variance
  }

  /**
   * One more surprise.
   *
   * @returns whether the row got a weight by it, or a nudge to the one it has
   */
  surprise(row: number, arm: number, score: number, information: number, prior: number): boolean {
    const stats = this.#stats
    const at = (row * this.#arms + arm) * FIELDS
    const s = (stats[at + 2] += score)
    const v = (stats[at + 3] += information)
    if (s * s <= 2 * PROMOTE * (v + RHO)) {
      if (v > MOST_INFORMATION) this.#fade(at)
      return false
    }
    if (v <= LEAST_INFORMATION || evidence(s, v) <= PROMOTE) return false
    stats[at] += s / (v + 10)
    stats[at + 1] = Math.min(prior, Math.max(stats[at + 1], 1 / (v + 10)))
    stats[at + 2] = stats[at + 3] = 0
    this.#promoted[row] |= 1 << arm
    return true
  }

  /** Takes the weight away: it turned out to be nothing. */
  demote(row: number, arm: number): void {
    this.set(row, arm, 0, 0)
    this.#promoted[row] &= ~(1 << arm)
  }

  forget(row: number): void {
    if (row >= this.#promoted.length) return
    const width = this.#arms * FIELDS
    this.#stats.fill(0, row * width, (row + 1) * width)
    this.#promoted[row] = 0
  }

  #fade(at: number): void {
    this.#stats[at + 2] *= 0.5
    this.#stats[at + 3] *= 0.5
  }
}

/** Logarithm of the e-value that a weight beyond the model's is not zero. */
function evidence(score: number, information: number): number {
  return Math.log(RHO / (RHO + information)) / 2 + score ** 2 / (2 * (information + RHO))
}

function widened<T extends Float32Array | Uint32Array>(numbers: T, size: number): T {
  const wider = new (numbers.constructor as new (size: number) => T)(size)
  wider.set(numbers)
  return wider
}
