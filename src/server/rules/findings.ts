import type { Engine } from '../../engine/engine.ts'
import { placeOf } from '../../engine/prove/found/place.ts'
import { type Survey, survey } from '../../engine/prove/found/survey.ts'
import type { Found } from '../../schema/found.ts'
import type { NewRecord } from '../../schema/record.ts'
import type { Env } from '../../store/ports.ts'
import { inSlices } from '../in-slices.ts'
import { Lately } from './lately.ts'
import { newlyProven } from './newly-proven.ts'

/** What was found is as good as new for so long, and longer where looking took long. */
const FRESH_MS = 5_000
const SHARE_OF_TIME = 20
/** Nobody may ask for days: what is proven since when is written down all the same. */
const ROUND_MS = 60_000

/** What the findings need of a running shop. */
export interface FoundIn {
  readonly engine: Engine
  readonly isReady: boolean
  readonly hasRoom: boolean
  take(records: readonly NewRecord[]): Promise<unknown>
}

/**
 * What the engine has found, looked up now and then and in slices: a large shop has a hundred
 * thousand situations on each placement, and decisions must not wait for whoever reads rules.
 */
export class Findings {
  readonly #shop: FoundIn
  readonly #env: Env
  #lately = new Lately([])
  /** A rule that was told a moment ago is still known by its id. */
  #before = this.#lately
  /** Place of the log that was looked at, and when, by the monotonic clock. */
  #position = -1
  #madeAt = -Infinity
  #tookMs = 0
  #underWay: Promise<void> | undefined
  #callOff = () => {}

  constructor(shop: FoundIn, env: Env) {
    this.#shop = shop
    this.#env = env
  }

  start(): void {
    this.#callOff = this.#env.after(ROUND_MS, () => {
      this.start()
      this.#look().catch(error => {
        const { message } = error as Error
        process.emitWarning(`${message}: what is proven is looked up again in a minute`)
      })
    })
  }

  async stop(): Promise<void> {
    this.#callOff()
    await this.#underWay?.catch(() => {}) // whoever waited for it was told
  }

  async lately(): Promise<Lately> {
    await this.#look()
    return this.#lately
  }

  /** Everything that was found worth telling, the strongest of each placement first. */
  async rules(): Promise<readonly Found[]> {
    return (await this.lately()).rules
  }

  async byId(id: string): Promise<Found | undefined> {
    return (await this.lately()).get(id) ?? this.#before.get(id)
  }

  #look(): Promise<void> {
    const restMs = Math.max(FRESH_MS, this.#tookMs * SHARE_OF_TIME)
    const isFresh =
      this.#position === this.#shop.engine.position || this.#env.monotonic() - this.#madeAt < restMs
    if (isFresh) return Promise.resolve()
    this.#underWay ??= this.#lookThrough().finally(() => {
      this.#underWay = undefined
    })
    return this.#underWay
  }

  async #lookThrough(): Promise<void> {
    const { engine } = this.#shop
    const started = this.#env.monotonic()
    const { position } = engine
    const surveys: Survey[] = []
    for (const { kind } of engine.minds) {
      const place = placeOf(engine.minds, engine.ledgers, kind)
      surveys.push(await inSlices(survey(place), this.#env))
    }
    const lately = new Lately(surveys)
    await inSlices(lately.lookUp(engine.rules.all()), this.#env)
    this.#before = this.#lately
    this.#lately = lately
    this.#position = position
    this.#madeAt = this.#env.monotonic()
    this.#tookMs = this.#madeAt - started
    await this.#writeDown(lately)
  }

  /** Since when each rule is proven; on a full disk the next one does it. */
  async #writeDown(lately: Lately): Promise<void> {
    if (!this.#shop.isReady || !this.#shop.hasRoom) return
    for (const record of newlyProven(lately.all(), this.#shop.engine.rules, this.#env)) {
      await this.#shop.take([record])
    }
  }
}
