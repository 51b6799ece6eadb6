import { Learner } from '../../src/engine/learn/learner.ts'
import { type Mind, Minds } from '../../src/engine/policy/minds.ts'
import { STEPS } from '../../src/engine/policy/situations/heads.ts'
import { engineChances, overSlices } from '../../src/engine/policy/situations/slices.ts'
import { Ledgers } from '../../src/engine/prove/ledger/ledgers.ts'
import type { DecisionMade, PlacementKind } from '../../src/schema/decision.ts'
import type { ShopEvent } from '../../src/schema/event.ts'
import type { LogRecord, Settings } from '../../src/schema/record.ts'

/** A call that takes longer was interrupted: somebody else had the core. */
const INTERRUPTED_MS = 2
/** What an order brings here, minor units. */
const MARGIN = 2_000

/** Minds and ledgers as the engine holds them, with a watch at each part. */
export class Timed {
  readonly #settings: Settings
  readonly #minds = new Minds()
  readonly #learner = new Learner()
  readonly #ledgers = Ledgers.for(this.#minds)
  /** ms */
  readonly spent = { choose: 0, await: 0, learn: 0, ledger: 0 }
  /** Calls that were interrupted, and turns that closed windows, ms. */
  interrupted = 0
  readonly turns: number[] = []
  choices = 0
  exposures = 0

  constructor(settings: Settings) {
    this.#settings = settings
  }

  get bytes(): number {
    return [...this.#minds].reduce((sum, mind) => sum + bytesOf(mind), this.#ledgers.bytes)
  }

  apply(record: LogRecord): void {
    this.#closeSome(record.receivedAt)
    if (record.type === 'decision') this.#decide(record.id, record.body)
    else if (record.type === 'event') this.#answer(record.body)
  }

  /** Closes every window. */
  pass(now: number): void {
    for (let left = this.exposures; left > 0; left--) this.#closeSome(now)
  }

  kinds() {
    return [...this.#minds]
      .filter(({ heads }) => heads.models.click.steps > 0)
      .map(mind => {
        const { click, order } = this.#ledgers.of(mind.kind)
        return {
          placement: mind.kind,
          arms: mind.arms.length,
          learned: STEPS.map(step => mind.heads.models[step].steps).join(' '),
          mind_bytes: bytesOf(mind),
          situations: click.size,
          click_bytes: click.bytes,
          order_bytes: order.bytes,
        }
      })
  }

  #decide(id: string, made: DecisionMade): void {
    this.choices += made.choices.length
    for (const { placement } of made.choices) {
      this.#watch('choose', () => this.#choose(placement as PlacementKind, made))
    }
    const shown = this.#watch('await', () => {
      this.#minds.see(made.characteristics, made.time)
      const fresh = this.#learner.decided(id, made, this.#minds, this.#settings)
      for (const open of fresh) this.#ledgers.await(open, this.#minds, this.#settings)
      return fresh
    })
    this.exposures += shown.length
  }

  /** As `decide` comes to its chances, orders of a merchant apart. */
  #choose(kind: PlacementKind, { characteristics }: DecisionMade): void {
    const { heads, standard, room, arms } = this.#minds.of(kind)
    const [means, variances, chances, overall] = Array.from(
      { length: 4 },
      () => new Float64Array(room),
    )
    const orders = { standard, allowed: (1 << arms.length) - 1 }
    heads.judge(this.#minds.characters.read(characteristics), means, variances)
    engineChances(means, variances, orders, chances)
    overSlices(chances, orders, { holdout: 0, uniform: 0.1 }, overall)
  }

  #answer(event: ShopEvent): void {
    const clicked = this.#learner.answered(event, this.#settings)
    if (clicked >= 0) this.#ledgers.clicked(clicked)
    if (event.name !== 'purchase' || event.visitor === undefined) return
    this.#learner.ordered(event.visitor, event.time, MARGIN, this.#settings)
    this.#ledgers.ordered(event.visitor, event.time, this.#settings)
  }

  #closeSome(now: number): void {
    const started = performance.now()
    this.#watch('learn', () => this.#learner.pass(now, this.#minds))
    this.#watch('ledger', () => this.#ledgers.pass(now, this.#minds, this.#settings))
    this.turns.push(performance.now() - started)
  }

  #watch<T>(part: keyof Timed['spent'], what: () => T): T {
    const started = performance.now()
    const result = what()
    const ms = performance.now() - started
    if (ms < INTERRUPTED_MS) this.spent[part] += ms
    else this.interrupted++
    return result
  }
}

function bytesOf({ heads, ordering }: Mind): number {
  const models = STEPS.reduce((sum, step) => sum + heads.models[step].bytes, ordering.bytes)
  return models + heads.conjunctions.bytes
}
