import type { Language } from '../../core/typography.ts'
import type { Trait } from '../../engine/genome/shape.ts'
import { small } from '../live/words.ts'

type Belief = (trait: Trait, language: Language) => string | undefined

/**
 * What a trait says of somebody, as the sentence about them goes on. Nothing where they are like
 * most others: that is not worth a word.
 */
export const BELIEFS: Record<string, Belief> = {
  category: about('s’intéresse à', 'is interested in'),
  use: about('cherche pour', 'is looking for'),
  brand: ({ about: brand, score }, l) =>
    brand && score >= 0.5 ? (l === 'fr' ? `aime ${brand}` : `likes ${brand}`) : undefined,
  reviews: habit('se fie aux avis', 'trusts reviews'),
  advice: habit('cherche conseil', 'looks for advice'),
  promotion: habit('est sensible aux promotions', 'answers to offers'),
  delivery: habit('regarde livraison et retours', 'checks delivery and returns'),
  price: habit('compare les prix', 'compares prices'),
  compares_away: habit('part comparer ailleurs', 'leaves to compare'),
  hesitation: ({ score }, l) =>
    score >= 0.5 ? (l === 'fr' ? 'hésite' : 'is hesitating') : undefined,
  decided: ({ score }, l) => {
    if (score > 0.25) return l === 'fr' ? 'sait ce qui est voulu' : 'knows what is wanted'
    if (score < -0.25) return l === 'fr' ? 'flâne' : 'is strolling'
    return undefined
  },
}

function about(fr: string, en: string): Belief {
  return ({ about: what, score }, l) =>
    what && score >= 0.5 ? `${l === 'fr' ? fr : en} ${small(what)}` : undefined
}

/** Half is like others. */
function habit(fr: string, en: string): Belief {
  return ({ score }, l) => (score > 0.6 ? (l === 'fr' ? fr : en) : undefined)
}
