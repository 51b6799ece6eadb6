import { setTimeout as sleep } from 'node:timers/promises'

const HOLD_MS = 3_000
const MOST_HELD = 10_000

/**
 * Those who wait to be told no. Whoever asks again at once, over the same connection,
 * would otherwise be refused as fast as they can ask, and refusing costs too; a
 * connection that waits sends nothing. When too many wait already, the next are told
 * at once. Three seconds: at one, nine thousand connections that kept asking took all the time
 * there was to be told no.
 */
export class Held {
  #count = 0

  get count(): number {
    return this.#count
  }

  async wait(): Promise<void> {
    if (this.#count >= MOST_HELD) return
    this.#count++
    await sleep(HOLD_MS)
    this.#count--
  }
}
