import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { RecentKeys } from '../../core/recent-keys.ts'
import type { DecisionMade } from '../../schema/decision.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { Settings } from '../../schema/record.ts'
import type { Policy } from '../policy/policy.ts'
import { type Answer, OpenDecisions } from './open-decisions.ts'
import { Pursuits } from './pursuits.ts'

/**
 * Matches what came with what was chosen, and teaches the policy.
 *
 * A decision counts once per visitor, placement and click window, so that a reload
 * is no second chance. A click counts for the decision it names, within the click
 * window; an order counts for every placement clicked before it, within the purchase window.
 * In which order they arrive makes no difference.
 */
export class Learner {
  readonly #open: OpenDecisions
  readonly #exposed: RecentKeys
  readonly #pursuits: Pursuits
  /** Answers that name a decision we do not know. */
  unknownAnswers = 0

  constructor(
    open = new OpenDecisions(),
    exposed = new RecentKeys(1 << 17),
    pursuits = new Pursuits(),
  ) {
    this.#open = open
    this.#exposed = exposed
    this.#pursuits = pursuits
  }

  decided(id: string, made: DecisionMade, policy: Policy, settings: Settings): void {
    const choices = made.choices.map(choice => ({
      experience: choice.experience,
      counted:
        made.slice !== 'holdout' &&
        this.#exposed.mark(made.visitor ?? '', choice.placement, made.time, settings.clickWindowMs),
    }))
    for (const choice of choices) if (choice.counted) policy.count(choice.experience, 'decisions')
    this.#open.open(id, made.time, choices)
  }

  answered(event: ShopEvent, policy: Policy, settings: Settings): void {
    if (event.decision !== undefined) this.#answerTo(event.decision, event, policy, settings)
    if (event.name !== 'purchase' || !event.visitor) return
    for (const id of this.#pursuits.ordered(event.visitor, event.time)) {
      this.#credit(id, event.time, policy, settings)
    }
  }

  /** What `from` saw and clicked, `into` saw and clicked. What the policy counted stays. */
  merge(from: string, into: string): void {
    this.#exposed.merge(from, into)
    this.#pursuits.merge(from, into)
  }

  /** Decisions stay open: they name nobody. */
  forget(visitor: string): void {
    this.#exposed.forget(visitor)
    this.#pursuits.forget(visitor)
  }

  save(writer: ByteWriter): void {
    this.#open.save(writer)
    this.#exposed.save(writer)
    writer.count(this.unknownAnswers)
    this.#pursuits.save(writer)
  }

  static load(reader: ByteReader): Learner {
    const open = OpenDecisions.load(reader)
    const exposed = RecentKeys.load(reader)
    const unknownAnswers = reader.count()
    const learner = new Learner(open, exposed, Pursuits.load(reader))
    learner.unknownAnswers = unknownAnswers
    return learner
  }

  #answerTo(decision: string, event: ShopEvent, policy: Policy, settings: Settings): void {
    const choice = this.#open.find(decision)
    if (choice < 0) {
      this.unknownAnswers++
      return
    }
    const kind = ANSWER_OF[event.name]
    const isLate = event.time - this.#open.timeOf(choice) > settings.clickWindowMs
    if (kind === undefined || isLate) return
    const isFirst = this.#open.answerOnce(choice, kind)
    if (!this.#open.isCounted(choice)) return
    if (isFirst) policy.count(this.#open.experienceOf(choice), kind)
    if (kind !== 'clicks' || !event.visitor) return
    for (const ordered of this.#pursuits.clicked(event.visitor, decision, event.time)) {
      this.#credit(decision, ordered, policy, settings)
    }
  }

  /** What was clicked led to an order, once. */
  #credit(decision: string, ordered: number, policy: Policy, settings: Settings): void {
    const choice = this.#open.find(decision)
    if (choice < 0 || ordered - this.#open.timeOf(choice) > settings.purchaseWindowMs) return
    if (!this.#open.answerOnce(choice, 'orders')) return
    policy.count(this.#open.experienceOf(choice), 'orders')
  }
}

/** Which answer an event is to the placement it names. */
const ANSWER_OF: Partial<Record<ShopEvent['name'], Answer>> = {
  click: 'clicks',
  select_item: 'clicks',
  add_to_cart: 'carts',
}
