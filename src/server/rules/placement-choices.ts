import type { Engine } from '../../engine/engine.ts'
import { experienceWords } from '../../engine/policy/experience-words.ts'
import { PLACEMENTS } from '../../schema/decision.ts'
import type { RuleChoices } from '../../schema/rule-draft.ts'
import { both } from '../live/words.ts'

/** Every placement with what it can become, in words. */
export function placementChoices({ experiences, rules }: Engine): RuleChoices['placements'] {
  return PLACEMENTS.map(placement => ({
    placement,
    mustApprove: rules.needsApproval(placement),
    experiences: experiences.of(placement).map(experience => ({
      id: experience.id,
      label: both(language => experienceWords(experience, language)),
      isDefault: experience.isDefault ?? false,
      isOff: experience.off ?? false,
    })),
  }))
}
