import type { Engine } from '../../engine/engine.ts'
import type { NewRecord } from '../../schema/record.ts'
import type { Env } from '../../store/ports.ts'
import { modelRecords } from './model-records.ts'
import type { Refitter } from './refitter.ts'

/** Clicks between two refits, where nothing else is said; a large shop waits for more. */
export const REFIT_EVERY = 20_000
const SHARE_OF_CLICKS = 0.05
/** No sooner than this after the last one, whatever came of it. */
const REST_MS = 10 * 60_000

/** What the refits need of the shop. */
export interface RefitShop {
  engine: Engine
  /** The newest place that is on disk: the second process reads up to there. */
  durable(): number
  take(records: readonly NewRecord[]): Promise<unknown>
}

/**
 * When the ranking is fitted anew, and what comes of it. A model that did better comes into
 * use as records of the log; one that did not is dropped. That it fails costs nothing: the
 * ranking goes on learning from every click.
 */
export class Refits {
  adopted = 0
  kept = 0
  failed = 0
  /** How long the last one took, s. */
  seconds = 0
  readonly #refitter: Refitter
  readonly #every: number
  readonly #env: Env
  #under: Promise<void> | undefined
  #triedAt = -Infinity
  #triedClicks: number | undefined
  #isStopped = false

  constructor(refitter: Refitter, every: number, env: Env) {
    this.#refitter = refitter
    this.#every = every
    this.#env = env
  }

  /** Begin one if it is due. */
  look(shop: RefitShop): void {
    if (this.#under || this.#isStopped || !this.#isDue(shop.engine)) return
    this.run(shop).catch(error => {
      if (this.#isStopped) return
      this.failed++
      process.emitWarning(`${(error as Error).message}: the ranking stays as it is`)
    })
  }

  /** One refit, now, or as soon as the one that is under way has ended. */
  async run(shop: RefitShop): Promise<void> {
    while (this.#under) await this.#under
    const refit = this.#once(shop)
    const ended = () => {
      this.#under = undefined
    }
    this.#under = refit.then(ended, ended)
    await refit
  }

  async #once({ engine, durable, take }: RefitShop): Promise<void> {
    const started = this.#env.monotonic()
    this.#triedAt = started
    this.#triedClicks = engine.ranking.clicks
    const fitted = durable()
    const found = await this.#refitter.find(fitted)
    this.seconds = (this.#env.monotonic() - started) / 1000
    if (this.#isStopped) return
    if (found.isBetter) {
      await take(modelRecords(found, fitted, this.#env))
      this.adopted++
    } else this.kept++
  }

  /** Give up on what is under way, and begin no more. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#refitter.stop()
    await this.#under
  }

  /** After a restart the clicks are counted from the last one that came into use. */
  #isDue({ ranking }: Engine): boolean {
    if (this.#env.monotonic() - this.#triedAt < REST_MS) return false
    this.#triedClicks ??= ranking.adoptions.list.at(-1)?.clicks ?? 0
    const due = Math.max(this.#every, ranking.clicks * SHARE_OF_CLICKS)
    return ranking.clicks - this.#triedClicks >= due
  }
}
