import type { Catalogue } from '../../engine/catalogue/catalogue.ts'
import type { Genome } from '../../engine/genome/genome.ts'
import { traitName } from '../../engine/genome/traits/words.ts'
import type { DeniedTold } from '../../schema/visitor-told.ts'
import { both } from '../live/words.ts'
import { readTraitId, traitId } from '../why/trait-id.ts'

/** What is not believed of somebody, because they or the shop said that it is wrong. */
export function tellDenied({ corrections }: Genome, catalogue: Catalogue): DeniedTold[] {
  return corrections
    .filter(({ isWrong }) => isWrong)
    .map(({ name, subject, time, isOfShop }) => {
      const trait = traitId({ name, subject }) ?? name
      const title = both(l => traitName(namedBy(trait, catalogue, l), l))
      return { trait, title, since: time, isOfShop }
    })
}

/** A trait by its id alone: what was seen of it may be long gone. */
function namedBy(id: string, catalogue: Catalogue, language: 'fr' | 'en') {
  const { name, subject } = readTraitId(id)
  const nothing = { name, score: 0, confidence: 0, evidence: [] }
  if (subject === undefined) return nothing
  if (name === 'brand') return { ...nothing, about: subject }
  if (name === 'use') return { ...nothing, about: subject.slice(subject.indexOf('=') + 1) }
  const category = catalogue.findCategory(subject)
  return { ...nothing, about: category < 0 ? subject : catalogue.categoryName(category, language) }
}
