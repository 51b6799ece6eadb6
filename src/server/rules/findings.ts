import type { Engine } from '../../engine/engine.ts'
import { type RuleText, ruleIdOf } from '../../engine/policy/rules/rule-id.ts'
import { foundOf } from '../../engine/prove/found/found-of.ts'
import { placeOf, valuesIn } from '../../engine/prove/found/place.ts'
import { type Survey, survey } from '../../engine/prove/found/survey.ts'
import type { Found } from '../../schema/found.ts'
import type { NewRecord } from '../../schema/record.ts'
import type { Env } from '../../store/ports.ts'
import { newlyProven } from './newly-proven.ts'

/** What was found is as good as new for so long, and longer where looking took long. */
const FRESH_MS = 5_000
const SHARE_OF_TIME = 20
/** Nobody may ask for days: what is proven since when is written down all the same. */
const ROUND_MS = 60_000
/** One slice of looking, after which others have their turn: whichever ends first. */
const SLICE_MS = 4
const SLICE_STEPS = 64

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
  #surveys: Survey[] = []
  #byId = new Map<string, Found>()
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

  /** Placement by placement. */
  async surveys(): Promise<readonly Survey[]> {
    await this.#look()
    return this.#surveys
  }

  /** Everything that was found worth telling, the strongest of each placement first. */
  async rules(): Promise<Found[]> {
    return (await this.surveys()).flatMap(({ rules }) => rules)
  }

  /** What is known of a rule, whether it was found or somebody wrote it. */
  async of({ placement, when, experience }: RuleText): Promise<Found> {
    await this.#look()
    const rule = { placement, when, experience }
    return this.#byId.get(ruleIdOf(rule)) ?? this.#lookUp(rule)
  }

  async byId(id: string): Promise<Found | undefined> {
    await this.#look()
    return this.#byId.get(id)
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
      surveys.push(await this.#inSlices(survey(place)))
    }
    this.#surveys = surveys
    this.#byId = new Map(surveys.flatMap(({ rules }) => rules).map(rule => [rule.id, rule]))
    await this.#inSlices(this.#lookUpHeld())
    this.#position = position
    this.#madeAt = this.#env.monotonic()
    this.#tookMs = this.#madeAt - started
    if (!this.#shop.isReady || !this.#shop.hasRoom) return
    for (const record of newlyProven(this.#byId.values(), engine.rules, this.#env)) {
      await this.#shop.take([record])
    }
  }

  /** Rules somebody spoke of are told with what is known of them, however little. */
  *#lookUpHeld(): Generator<void, void> {
    for (const rule of this.#shop.engine.rules.all()) {
      if (this.#byId.has(rule.id)) continue
      const { placement, when, experience } = rule
      this.#byId.set(rule.id, this.#lookUp({ placement, when, experience }))
      yield
    }
  }

  #lookUp(rule: RuleText): Found {
    const found = this.#surveys.find(({ place }) => place.placement === rule.placement)
    const values = valuesIn(rule.when, this.#shop.engine.minds.characters)
    const arm = found?.place.arms.indexOf(rule.experience) ?? -1
    if (found && values && arm >= 0) return foundOf(found.place, values, arm, found.proofs)
    return { id: ruleIdOf(rule), ...rule, status: 'rare', evidence: [], visits: 0 }
  }

  async #inSlices<T>(steps: Generator<void, T>): Promise<T> {
    for (;;) {
      const until = this.#env.monotonic() + SLICE_MS
      for (let n = 0; n < SLICE_STEPS && this.#env.monotonic() < until; n++) {
        const { done, value } = steps.next()
        if (done) return value as T
      }
      await new Promise<void>(resolve => this.#env.after(0, resolve))
    }
  }
}
