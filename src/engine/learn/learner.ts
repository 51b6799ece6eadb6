import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { RecentKeys } from '../../core/recent-keys.ts'
import type { DecisionMade } from '../../schema/decision.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { Settings } from '../../schema/record.ts'
import type { Policy } from '../policy/policy.ts'
import { type Answer, OpenDecisions } from './open-decisions.ts'

/** Visitors whose clicks wait for an order. */
const WAITING = 1 << 15
/** Clicks kept per visitor. */
const CLICKS = 20

/**
 * Matches what came with what was chosen, and teaches the policy.
 *
 * A decision counts once per visitor, placement and click window, so that a reload
 * is no second chance. A click counts for the decision it names, within the click
 * window; an order counts for every placement clicked within the purchase window.
 */
export class Learner {
  readonly #open: OpenDecisions
  readonly #exposed: RecentKeys
  /** Visitor → ids of the choices clicked, oldest first. */
  readonly #clicked = new Map<string, string[]>()
  /** Answers that name a decision we do not know. */
  unknownAnswers = 0

  constructor(open = new OpenDecisions(), exposed = new RecentKeys(1 << 17)) {
    this.#open = open
    this.#exposed = exposed
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
    if (event.name === 'purchase' && event.visitor)
      this.#ordered(event.visitor, event.time, policy, settings)
  }

  /** What `from` saw and clicked, `into` saw and clicked. What the policy counted stays. */
  merge(from: string, into: string): void {
    this.#exposed.merge(from, into)
    const clicks = this.#clicked.get(from)
    if (clicks === undefined) return
    this.#clicked.delete(from)
    this.#clicked.set(into, [...(this.#clicked.get(into) ?? []), ...clicks].slice(-CLICKS))
  }

  /** Decisions stay open: they name nobody. */
  forget(visitor: string): void {
    this.#exposed.forget(visitor)
    this.#clicked.delete(visitor)
  }

  save(writer: ByteWriter): void {
    this.#open.save(writer)
    this.#exposed.save(writer)
    writer.count(this.unknownAnswers)
    writer.count(this.#clicked.size)
    for (const [visitor, clicks] of this.#clicked) {
      writer.text(visitor)
      writer.count(clicks.length)
      for (const id of clicks) writer.text(id)
    }
  }

  static load(reader: ByteReader): Learner {
    const learner = new Learner(OpenDecisions.load(reader), RecentKeys.load(reader))
    learner.unknownAnswers = reader.count()
    for (let left = reader.count(); left > 0; left--) {
      const visitor = reader.text()
      const clicks: string[] = []
      for (let ids = reader.count(); ids > 0; ids--) clicks.push(reader.text())
      learner.#clicked.set(visitor, clicks)
    }
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
    if (!this.#open.answerOnce(choice, kind) || !this.#open.isCounted(choice)) return
    policy.count(this.#open.experienceOf(choice), kind)
    if (kind === 'clicks' && event.visitor) this.#wait(event.visitor, decision)
  }

  #ordered(visitor: string, time: number, policy: Policy, settings: Settings): void {
    for (const id of this.#clicked.get(visitor) ?? []) {
      const choice = this.#open.find(id)
      if (choice < 0 || time - this.#open.timeOf(choice) > settings.purchaseWindowMs) continue
      if (!this.#open.answerOnce(choice, 'orders')) continue
      policy.count(this.#open.experienceOf(choice), 'orders')
    }
  }

  #wait(visitor: string, decision: string): void {
    const clicks = this.#clicked.get(visitor) ?? []
    clicks.push(decision)
    if (clicks.length > CLICKS) clicks.shift()
    this.#clicked.set(visitor, clicks)
    if (this.#clicked.size > WAITING) this.#clicked.delete(this.#clicked.keys().next().value!)
  }
}

/** Which answer an event is to the placement it names. */
const ANSWER_OF: Partial<Record<ShopEvent['name'], Answer>> = {
  click: 'clicks',
  select_item: 'clicks',
  add_to_cart: 'carts',
}
