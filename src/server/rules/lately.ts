import type { RuleText } from '../../engine/policy/rules/rule-id.ts'
import { foundOf } from '../../engine/prove/found/found-of.ts'
import { valuesIn } from '../../engine/prove/found/place.ts'
import type { Survey } from '../../engine/prove/found/survey.ts'
import type { Found } from '../../schema/found.ts'

type Named = RuleText & { id: string }

/** What was found when it was last looked up: of every placement, and of each rule by its id. */
export class Lately {
  readonly surveys: readonly Survey[]
  /** Everything worth telling, the strongest of each placement first. */
  readonly rules: readonly Found[]
  readonly #byId: Map<string, Found>

  constructor(surveys: readonly Survey[]) {
    this.surveys = surveys
    this.rules = surveys.flatMap(survey => survey.rules)
    this.#byId = new Map(this.rules.map(rule => [rule.id, rule]))
  }

  get(id: string): Found | undefined {
    return this.#byId.get(id)
  }

  /** All that were looked up, those that somebody wrote among them. */
  all(): Iterable<Found> {
    return this.#byId.values()
  }

  /** Rules somebody spoke of are told with what is known of them, however little. */
  *lookUp(rules: readonly Named[]): Generator<void, void> {
    for (const rule of rules) {
      if (this.#byId.has(rule.id)) continue
      this.#byId.set(rule.id, this.of(rule))
      yield
    }
  }

  /** What is known of a rule, whether it was found or somebody wrote it. */
  of({ id, placement, when, experience }: Named): Found {
    const known = this.#byId.get(id)
    if (known) return known
    const survey = this.surveys.find(({ place }) => place.placement === placement)
    const values = survey && valuesIn(when, survey.place.characters)
    const arm = survey?.place.arms.indexOf(experience) ?? -1
    if (survey && values && arm >= 0) return foundOf(survey.place, values, arm, survey.proofs)
    return { id, placement, when, experience, status: 'rare', evidence: [], visits: 0 }
  }
}
