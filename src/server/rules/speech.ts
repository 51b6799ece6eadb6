import type { Language } from '../../core/typography.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Speech } from '../../engine/prove/sentence.ts'

/** In this language, with the shop's own words and days. */
export function speechOf(engine: Engine, language: Language): Speech {
  const { catalogue, experiences, settings } = engine
  return {
    ...{ language, catalogue, timeZone: settings.timeZone },
    experience: id => experiences.find(id),
    standard: placement => experiences.standard(placement),
  }
}
