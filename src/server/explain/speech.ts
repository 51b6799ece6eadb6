import type { Language } from '../../core/typography.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Speech } from '../../engine/prove/sentence.ts'

/** A shop's own words, as they are today. */
export function speechOf({ catalogue, settings, experiences }: Engine, language: Language): Speech {
  return {
    language,
    catalogue,
    timeZone: settings.timeZone,
    experience: id => experiences.find(id),
    standard: placement => experiences.standard(placement),
  }
}
