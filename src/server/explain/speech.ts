import type { Language } from '../../core/typography.ts'
import type { Engine } from '../../engine/engine.ts'
import { defaultExperience, experienceById } from '../../engine/policy/experiences.ts'
import type { Speech } from '../../engine/prove/sentence.ts'

/** A shop's own words, as they are today. */
export function speechOf({ catalogue, settings }: Engine, language: Language): Speech {
  return {
    language,
    catalogue,
    timeZone: settings.timeZone,
    experience: experienceById,
    standard: defaultExperience,
  }
}
