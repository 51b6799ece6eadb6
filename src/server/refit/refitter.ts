import type { ModelPart } from '../../schema/model-part.ts'
import { SecondProcess } from '../second-process.ts'

/** What the second process says, a line of JSON. */
export type Found = Pick<ModelPart, 'before' | 'after' | 'settingsBefore' | 'settings'> & {
  isBetter: boolean
  /** Base64; empty unless it is better. */
  model: string
}

/**
 * Has the ranking fitted anew on the shop's own newest sessions, in a second process that
 * lets everybody else go first: it starts from the newest snapshot, replays the log up to
 * a place, tunes and fits, and says whether what it found is better.
 */
export class Refitter {
  readonly #second: SecondProcess

  constructor(dataDir: string, shop: string) {
    const script = new URL('./refit-process.ts', import.meta.url)
    this.#second = new SecondProcess('fits the ranking', script, [dataDir, shop])
  }

  /** @throws Error when the second process could not; nothing has changed then. */
  async find(until: number): Promise<Found> {
    try {
      const line = await this.#second.ask(String(until))
      await this.#second.ended()
      return JSON.parse(line)
    } catch (error) {
      this.#second.stop()
      throw error
    }
  }

  /** Give up on what is under way. */
  stop(): void {
    this.#second.stop()
  }
}
