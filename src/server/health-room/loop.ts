import { monitorEventLoopDelay } from 'node:perf_hooks'

/** A reading holds for so long, so that two pages that are open do not halve each other's. */
const FRESH_MS = 5_000

/** How late the loop is: its own watch, for each reading of `/metrics` begins that one anew. */
export class LoopWatch {
  readonly #delay = monitorEventLoopDelay({ resolution: 10 })
  #readAt = -Infinity
  #p99 = 0

  constructor() {
    this.#delay.enable()
  }

  /** Milliseconds that one turn in a hundred is late by, lately. */
  p99(nowMs: number): number {
    if (nowMs - this.#readAt >= FRESH_MS) {
      // The watch itself sleeps for its resolution: what is beyond that is late.
      this.#p99 = Math.max(0, this.#delay.percentile(99) / 1e6 - 10)
      this.#readAt = nowMs
      this.#delay.reset()
    }
    return this.#p99
  }

  close(): void {
    this.#delay.disable()
  }
}
