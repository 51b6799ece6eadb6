import { type Language, list, quote } from '../../core/typography.ts'
import type { Trait } from '../../engine/genome/shape.ts'
import { small } from '../live/words.ts'

/** Beliefs in the opening sentence about somebody. */
const MOST = 3

interface Clause {
  verb: string
  /** The same verb before several things, where it is another. */
  verbs?: string
  what?: string
}

type Belief = (trait: Trait, language: Language) => Clause | undefined

/** What is believed of somebody, as the sentence about them goes on; a verb is said once. */
export function believed(traits: readonly Trait[], language: Language): string {
  const said = traits
    .map(trait => BELIEFS[trait.name]?.(trait, language))
    .filter(one => one !== undefined)
    .slice(0, MOST)
  const parts = [...Map.groupBy(said, ({ verb }) => verb).values()].map(of => phrase(of, language))
  // A part that is a list itself is set apart by a comma: "likes A and B, and trusts reviews".
  if (parts.length !== 2 || said.length === 2) return list(parts, language)
  return parts.join(language === 'fr' ? ', et ' : ', and ')
}

function phrase(said: readonly Clause[], language: Language): string {
  const [{ verb, verbs = verb }] = said
  const whats = said.map(({ what }) => what).filter(what => what !== undefined)
  if (whats.length === 0) return verb
  return `${whats.length > 1 ? verbs : verb} ${list(whats, language)}`
}

/**
 * What a trait says of somebody. Nothing where they are like most others: that is not worth a
 * word. The names are the shop's own, so no French article can be put before them; a use is
 * quoted, for the catalogue has it in the words of its first market alone.
 */
const BELIEFS: Record<string, Belief> = {
  category: about(
    { verb: 's’intéresse au rayon', verbs: 's’intéresse aux rayons' },
    { verb: 'is interested in' },
  ),
  use: ({ about: what, score }, l) =>
    what && score >= 0.5
      ? { verb: l === 'fr' ? 'cherche pour un usage' : 'is shopping for', what: quote(what, l) }
      : undefined,
  brand: ({ about: what, score }, l) =>
    what && score >= 0.5 ? { verb: l === 'fr' ? 'aime' : 'likes', what } : undefined,
  reviews: habit('se fie aux avis', 'trusts reviews'),
  advice: habit('cherche conseil', 'looks for advice'),
  promotion: habit('est sensible aux promotions', 'answers to offers'),
  delivery: habit('regarde livraison et retours', 'checks delivery and returns'),
  price: habit('compare les prix', 'compares prices'),
  compares_away: habit('part comparer ailleurs', 'leaves to compare'),
  hesitation: ({ score }, l) =>
    score >= 0.5 ? { verb: l === 'fr' ? 'hésite' : 'is hesitating' } : undefined,
  decided: ({ score }, l) => {
    if (score > 0.25) return { verb: l === 'fr' ? 'sait ce qui est voulu' : 'knows what is wanted' }
    if (score < -0.25) return { verb: l === 'fr' ? 'flâne' : 'is strolling' }
    return undefined
  },
}

function about(fr: Clause, en: Clause): Belief {
  return ({ about: what, score }, l) =>
    what && score >= 0.5 ? { ...(l === 'fr' ? fr : en), what: small(what) } : undefined
}

/** Half is like others. */
function habit(fr: string, en: string): Belief {
  return ({ score }, l) => (score > 0.6 ? { verb: l === 'fr' ? fr : en } : undefined)
}
