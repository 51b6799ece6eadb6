/** Clicks of a session that are looked at; older ones are counted only. */
export const MOST_STEPS = 40

/** The session at hand, made ready to ask about: its clicks, and its distinct items, newest first. */
export class Trail {
  /** Newest clicks in order, `length` of them. */
  readonly clicks = new Int32Array(MOST_STEPS)
  length = 0
  /** Clicks in all. */
  total = 0
  /** Distinct items, newest first, and how many clicks from the end each was last met (1 = current). */
  readonly items = new Int32Array(MOST_STEPS)
  readonly steps = new Int32Array(MOST_STEPS)
  readonly counts = new Int32Array(MOST_STEPS)
  distinct = 0
  now = 0
  /** Identical clicks at the end. */
  run = 0

  set(session: ArrayLike<number>, length: number, now: number): void {
    this.now = now
    this.total = length
    this.length = Math.min(length, MOST_STEPS)
    for (let i = 0; i < this.length; i++) this.clicks[i] = session[length - this.length + i]
    this.distinct = 0
    for (let step = 1; step <= this.length; step++)
      this.#meet(this.clicks[this.length - step], step)
    this.run = 0
    while (this.run < this.length && this.back(this.run + 1) === this.back(1)) this.run++
  }

  /** The click so many steps back, 1 being the current one; −1 where there is none. */
  back(step: number): number {
    return step <= this.length ? this.clicks[this.length - step] : -1
  }

  /** Place of an item among the distinct ones, or −1. */
  indexOf(item: number): number {
    for (let i = 0; i < this.distinct; i++) if (this.items[i] === item) return i
    return -1
  }

  #meet(item: number, step: number): void {
    const known = this.indexOf(item)
    if (known >= 0) {
      this.counts[known]++
      return
    }
    this.items[this.distinct] = item
    this.steps[this.distinct] = step
    this.counts[this.distinct++] = 1
  }
}
