import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY } from '../../core/clock.ts'
import { RecentKeys } from '../../core/recent-keys.ts'
import type { DecisionMade } from '../../schema/decision.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { Settings } from '../../schema/record.ts'
import type { Minds } from '../policy/minds.ts'
import { Answers } from './answers.ts'
import { exposuresOf } from './exposures.ts'
import { type Answer, OpenDecisions } from './open-decisions.ts'
import { Pursuits } from './pursuits.ts'
import { Lessons } from './situations/lessons.ts'
import type { Open } from './situations/waiting.ts'

/** Within a visit nothing is drawn anew, so it teaches once, however long it lasts. */
const LONGEST_VISIT_MS = DAY
/** Windows that one record may close, of each step: many at once would make it wait. */
const MOST_CLOSED = 32

/**
 * Matches what came with what was chosen, counts it, and teaches the minds.
 *
 * A decision counts once per visitor, placement and click window, so that a reload
 * is no second chance. A click counts for the decision it names, within the click
 * window; an order counts for every placement clicked before it, within the purchase window.
 * In which order they arrive makes no difference.
 */
export class Learner {
  readonly #open: OpenDecisions
  readonly #exposed: RecentKeys
  readonly #visits: RecentKeys
  readonly #pursuits: Pursuits
  readonly #lessons: Lessons
  readonly answers: Answers
  /** Answers that name a decision we do not know. */
  unknownAnswers = 0

  constructor(parts: Parts = newParts()) {
    this.#open = parts.open
    this.#exposed = parts.exposed
    this.#visits = parts.visits
    this.#pursuits = parts.pursuits
    this.#lessons = parts.lessons
    this.answers = parts.answers
  }

  /** @returns the choices that evidence may be taken from */
  decided(id: string, made: DecisionMade, minds: Minds, settings: Settings): Open[] {
    const visitor = made.visitor ?? ''
    const choices = made.choices.map(choice => ({
      experience: choice.experience,
      counted:
        made.slice !== 'holdout' &&
        this.#exposed.mark(visitor, choice.placement, made.time, settings.clickWindowMs),
    }))
    for (const { counted, experience } of choices) {
      if (counted) this.answers.count(experience, 'decisions')
    }
    const first = this.#open.open(id, made.time, choices)
    const fresh = exposuresOf(made, first, minds).filter(
      ({ number, kind }) =>
        choices[number - first].counted && this.#isNewVisit(visitor, kind, made),
    )
    for (const open of fresh) {
      minds.at(open.kind).look(open.moment)
      this.#lessons.await(open)
    }
    return fresh
  }

  /** @returns running number of the choice that was clicked, −1 when none was */
  answered(event: ShopEvent, settings: Settings): number {
    return event.decision === undefined ? -1 : this.#answerTo(event.decision, event, settings)
  }

  /** An order that counts, as it counts in the results: whoever clicked before is credited with it. */
  ordered(visitor: string, time: number, margin: number, settings: Settings): void {
    this.#lessons.ordered(visitor, time, margin)
    for (const id of this.#pursuits.ordered(visitor, time)) this.#credit(id, time, settings)
  }

  /** Part of an order that counted came back, or a better report takes its place. */
  returned(visitor: string, margin: number): void {
    this.#lessons.returned(visitor, margin)
  }

  /** Teaches the minds what is over by now. */
  pass(now: number, minds: Minds): void {
    this.#lessons.pass(now, minds, MOST_CLOSED)
  }

  /** A robot: what was not learned of it yet never is. */
  leaveOut(visitor: string): void {
    this.#lessons.leaveOut(visitor)
  }

  /** These numbers were given to other values. */
  strip(values: readonly number[]): void {
    this.#lessons.strip(values)
  }

  /** What `from` saw and clicked, `into` saw and clicked. What was counted and learned stays. */
  merge(from: string, into: string): void {
    for (const part of [this.#exposed, this.#visits, this.#pursuits, this.#lessons]) {
      part.merge(from, into)
    }
  }

  /** Decisions stay open: they name nobody. */
  forget(visitor: string): void {
    for (const part of [this.#exposed, this.#visits, this.#pursuits, this.#lessons]) {
      part.forget(visitor)
    }
  }

  save(writer: ByteWriter): void {
    this.#open.save(writer)
    this.#exposed.save(writer)
    this.#visits.save(writer)
    this.#pursuits.save(writer)
    this.#lessons.save(writer)
    this.answers.save(writer)
    writer.count(this.unknownAnswers)
  }

  static load(reader: ByteReader): Learner {
    const learner = new Learner({
      open: OpenDecisions.load(reader),
      exposed: RecentKeys.load(reader),
      visits: RecentKeys.load(reader),
      pursuits: Pursuits.load(reader),
      lessons: Lessons.load(reader),
      answers: Answers.load(reader),
    })
    learner.unknownAnswers = reader.count()
    return learner
  }

  /** Old records do not say which visit it was. */
  #isNewVisit(visitor: string, kind: number, { visit, time }: DecisionMade): boolean {
    if (visit === undefined) return true
    return this.#visits.mark(visitor, `${kind} ${visit}`, time, LONGEST_VISIT_MS)
  }

  #answerTo(decision: string, event: ShopEvent, settings: Settings): number {
    const number = this.#open.find(decision)
    if (number < 0) this.unknownAnswers++
    const kind = ANSWER_OF[event.name]
    if (number < 0 || kind === undefined) return -1
    if (event.time - this.#open.timeOf(number) > settings.clickWindowMs) return -1
    const isFirst = this.#open.answerOnce(number, kind)
    if (!this.#open.isCounted(number)) return -1
    if (isFirst) this.answers.count(this.#open.experienceOf(number), kind)
    if (kind === 'clicks') this.#click(number, decision, event, settings)
    else this.#lessons.carted(number, event.time)
    return number
  }

  #click(number: number, decision: string, event: ShopEvent, settings: Settings): void {
    this.#lessons.clicked(number, event.time)
    if (!event.visitor) return
    for (const ordered of this.#pursuits.clicked(event.visitor, decision, event.time)) {
      this.#credit(decision, ordered, settings)
    }
  }

  /** What was clicked led to an order, once. */
  #credit(decision: string, ordered: number, settings: Settings): void {
    const number = this.#open.find(decision)
    if (number < 0 || ordered - this.#open.timeOf(number) > settings.purchaseWindowMs) return
    if (!this.#open.answerOnce(number, 'orders')) return
    this.answers.count(this.#open.experienceOf(number), 'orders')
  }
}

/** Which answer an event is to the placement it names. */
const ANSWER_OF: Partial<Record<ShopEvent['name'], Answer>> = {
  click: 'clicks',
  select_item: 'clicks',
  add_to_cart: 'carts',
}

interface Parts {
  open: OpenDecisions
  exposed: RecentKeys
  visits: RecentKeys
  pursuits: Pursuits
  lessons: Lessons
  answers: Answers
}

function newParts(): Parts {
  return {
    open: new OpenDecisions(),
    exposed: new RecentKeys(1 << 17),
    visits: new RecentKeys(1 << 17),
    pursuits: new Pursuits(),
    lessons: new Lessons(),
    answers: new Answers(),
  }
}
