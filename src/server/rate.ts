/**
 * Token buckets by name: `perSecond` on average, `burst` at once. Names are kept
 * for as long as their bucket is not full again, and at most `maxNames` of them, so
 * that a flood of addresses cannot fill the memory.
 */
export class RateLimit {
  readonly #perMs: number
  readonly #burst: number
  readonly #maxNames: number
  readonly #buckets = new Map<string, { tokens: number; atMs: number }>()

  constructor(perSecond: number, burst = perSecond * 2, maxNames = 50_000) {
    this.#perMs = perSecond / 1000
    this.#burst = burst
    this.#maxNames = maxNames
  }

  /** 0 when the call may pass; else how many milliseconds to wait. */
  take(name: string, nowMs: number): number {
    const bucket = this.#buckets.get(name) ?? this.#open(name, nowMs)
    const earned = (nowMs - bucket.atMs) * this.#perMs
    bucket.tokens = Math.min(this.#burst, bucket.tokens + Math.max(0, earned))
    bucket.atMs = nowMs
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / this.#perMs)
    bucket.tokens--
    return 0
  }

  #open(name: string, nowMs: number) {
    if (this.#buckets.size >= this.#maxNames) this.#sweep(nowMs)
    const bucket = { tokens: this.#burst, atMs: nowMs }
    this.#buckets.set(name, bucket)
    return bucket
  }

  /** Forget who would be full again; when that frees nothing, forget the oldest tenth. */
  #sweep(nowMs: number): void {
    const fullMs = this.#burst / this.#perMs
    for (const [name, bucket] of this.#buckets) {
      if (nowMs - bucket.atMs > fullMs) this.#buckets.delete(name)
    }
    if (this.#buckets.size < this.#maxNames) return
    let left = Math.ceil(this.#maxNames / 10)
    for (const name of this.#buckets.keys()) {
      if (left-- === 0) return
      this.#buckets.delete(name)
    }
  }
}
