import { setTimeout as sleep } from 'node:timers/promises'

/** So many are told no in a second, however many wait for it: a twentieth of the time there is. */
const TOLD_PER_S = 1_000
const SHORTEST_MS = 200
const LONGEST_MS = 5_000
const MOST_HELD = 10_000

/**
 * Those who wait to be told no. Whoever asks again at once, over the same connection,
 * would otherwise be refused as fast as they can ask, and refusing costs too; a
 * connection that waits sends nothing. The more wait, the longer each does: a fixed time
 * let nine thousand take all the time there was, or kept two thousand away from a server
 * that had time for them. When too many wait already, the next are told at once.
 */
export class Held {
  #count = 0

  get count(): number {
    return this.#count
  }

  async wait(): Promise<void> {
    if (this.#count >= MOST_HELD) return
    this.#count++
    await sleep(holdMs(this.#count))
    this.#count--
  }
}

/** How long the last of so many who wait is held. */
export function holdMs(held: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (held / TOLD_PER_S) * 1_000))
}
