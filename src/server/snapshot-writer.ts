import { SecondProcess } from './second-process.ts'

/**
 * Has a snapshot written without a pause in serving: a second process, gentle and
 * short-lived, starts from the newest snapshot, replays the log up to a place and saves.
 *
 *     here                          second process
 *     snapshot up to P ───────────▶ newest snapshot + log up to P
 *     ◀───────────────────── made
 *     profiles to disk, then keep ─▶ stream the sections, rename, end
 *
 * The snapshot may only be kept when every profile changed up to P is on disk: a restart
 * from it replays what came after P, and nothing before.
 */
export class SnapshotWriter {
  readonly #second: SecondProcess

  constructor(dataDir: string, shop: string) {
    const script = new URL('./snapshot-process.ts', import.meta.url)
    this.#second = new SecondProcess('writes snapshots', script, [dataDir, shop])
  }

  /** @throws Error when the second process could not; nothing has changed then. */
  async write(until: number, profilesToDisk: () => Promise<void>): Promise<void> {
    try {
      await this.#second.ask(String(until))
      await profilesToDisk()
      await this.#second.ask('keep')
      await this.#second.ended()
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
