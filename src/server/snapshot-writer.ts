import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { GENTLE } from './gentle.ts'

/** What the second process is told, and what it says. */
export type ToSnapshotProcess = 'keep'
export type FromSnapshotProcess = 'made' | 'kept'

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
  readonly #dataDir: string
  readonly #shop: string
  #child?: ChildProcess

  constructor(dataDir: string, shop: string) {
    this.#dataDir = dataDir
    this.#shop = shop
  }

  /** @throws Error when the second process could not; nothing has changed then. */
  async write(until: number, profilesToDisk: () => Promise<void>): Promise<void> {
    const script = new URL('./snapshot-process.ts', import.meta.url)
    const child = fork(script, [this.#dataDir, this.#shop, String(until)], { execArgv: GENTLE })
    this.#child = child
    const ended = once(child, 'exit')
    try {
      await said(child, 'made', ended)
      await profilesToDisk()
      child.send('keep' satisfies ToSnapshotProcess)
      await said(child, 'kept', ended)
      await ended
    } finally {
      child.kill('SIGKILL')
      this.#child = undefined
    }
  }

  /** Give up on what is under way. */
  stop(): void {
    this.#child?.kill('SIGKILL')
  }
}

async function said(
  child: ChildProcess,
  word: FromSnapshotProcess,
  ended: Promise<unknown[]>,
): Promise<void> {
  const end = ended.then(([code, signal]) => {
    throw new Error(`the process that writes snapshots ended (${code ?? signal})`)
  })
  const [message] = await Promise.race([once(child, 'message'), end])
  if (message !== word) throw new Error(`the process that writes snapshots said ${message}`)
}
