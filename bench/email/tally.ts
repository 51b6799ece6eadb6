/** Mean of what is added, and the half-width of its 95 % interval. */
export class Tally {
  #count = 0
  #sum = 0
  #squares = 0

  add(value: number): void {
    this.#count++
    this.#sum += value
    this.#squares += value * value
  }

  get mean(): number {
    return this.#sum / this.#count
  }

  get halfWidth(): number {
    const variance = this.#squares / this.#count - this.mean ** 2
    return 1.96 * Math.sqrt(variance / this.#count)
  }
}
