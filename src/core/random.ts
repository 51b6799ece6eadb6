/** Seeded chance: the same seed, the same numbers, on every machine. */
export class Random {
  #a: number
  #b: number
  #c: number
  #d: number

  /** sfc32 (Doty-Humphrey, PractRand), warmed up. */
  constructor(seed: number) {
    this.#a = 0x9e3779b9
    this.#b = 0x243f6a88
    this.#c = 0xb7e15162
    this.#d = seed | 0
    for (let i = 0; i < 15; i++) this.next()
  }

  /** Uniform in [0, 1). */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (this.#c << 21) | (this.#c >>> 11)
    this.#c = (this.#c + t) | 0
    return (t >>> 0) / 4294967296
  }

  /** Whole number in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.next() * bound)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]
  }

  /** Index drawn by weight; weights need not sum to one. */
  weighted(weights: readonly number[]): number {
    let total = 0
    for (const w of weights) total += w
    let left = this.next() * total
    for (let i = 0; i < weights.length; i++) {
      left -= weights[i]
      if (left < 0) return i
    }
    return weights.length - 1
  }

  /** Standard normal (Box and Muller, 1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const kept = list[i]
      list[i] = list[j]
      list[j] = kept
    }
    return list
  }
}
