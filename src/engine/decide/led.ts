import type { Language } from '../../core/typography.ts'
import type { Choice, PlacementAnswer, PlacementRequest } from '../../schema/decision.ts'
import type { Experience } from '../policy/experiences.ts'
import type { Filled } from '../recommend/fill.ts'
import type { Moment } from '../recommend/moment.ts'
import type { Furnished } from './answer.ts'
import { type Around, isGreeting, partFor } from './parts.ts'
import { headingOf } from './wording.ts'

/** A list as it was answered; of the holdout, the page as it is. */
export interface Listed {
  choice: Choice
  answer: PlacementAnswer
  experience?: Experience
  furnished?: Furnished
}

export function isPart({ template }: PlacementRequest): boolean {
  return template !== undefined && template !== 'row'
}

/**
 * A list and the parts of the page that go with it. They are answered with the id of the list, so that
 * whoever clicks on the hero has answered the experience, and nothing is said twice: what a part
 * says, the list leaves out.
 */
export class Led {
  readonly #answer: PlacementAnswer
  readonly #around: Around | undefined
  readonly #filled: Filled | undefined
  readonly #moment: Moment
  readonly #language: Language

  constructor({ answer, experience, furnished }: Listed, moment: Moment, language: Language) {
    this.#answer = answer
    if (experience && furnished) {
      const { isAsMeant } = furnished
      this.#around = { experience, row: { ...answer }, isAsMeant, moment }
    }
    this.#filled = furnished?.filled
    this.#moment = moment
    this.#language = language
  }

  part({ placement, template }: PlacementRequest): PlacementAnswer {
    const around = this.#around
    const part = around && partFor(template!, around)
    if (around && part && template === 'hero' && isGreeting(around)) this.#handOver(around)
    if (part && template === 'guide') this.#leaveOut('guide')
    const { decisionId, experience, strategy, propensity, reason } = this.#answer
    const rest = { decisionId, experience, strategy, propensity, reason, items: [] }
    return { placement, template, show: part !== undefined, ...rest, ...part }
  }

  /** The hero says its words, and leads where its nudge led. */
  #handOver({ row }: Around): void {
    this.#answer.title = headingOf(this.#filled!, this.#moment, this.#language)
    this.#answer.text = undefined
    if (row.nudge?.link) this.#leaveOut(row.nudge.kind)
  }

  #leaveOut(kind: string): void {
    if (this.#answer.nudge?.kind === kind) this.#answer.nudge = undefined
  }
}
