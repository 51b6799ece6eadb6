import { DAY } from '../../core/clock.ts'
import type { SegmentRoom } from '../../schema/segment-told.ts'
import { placementName } from '../live/decided.ts'
import { both, quote } from '../live/words.ts'

/** Fewer products than this in stock do not answer a need. */
const FEW_PRODUCTS = 4
/** A drop is told from so many visitors the day before on, and below this part of them. */
const MANY = 20
const DROP = 0.5
/** A touchpoint misses too much from this share on, of at least so many moments. */
const TOO_MUCH = 0.2
const MOMENTS = 50

type Alert = SegmentRoom['alerts'][number]
type Seen = Pick<SegmentRoom, 'wants' | 'lately' | 'before' | 'coverage' | 'rules' | 'since'>

/** What the team should look at, most pressing first. */
export function alertsOf(room: Seen, now: number): Alert[] {
  return [...needs(room), ...drop(room, now), ...missing(room), ...proven(room, now)]
}

function needs({ wants }: Seen): Alert[] {
  return wants
    .filter(({ inStock }) => inStock < FEW_PRODUCTS)
    .map(({ what, visitors, inStock }) => ({
      kind: 'need_without_products' as const,
      says: both(l =>
        l === 'fr'
          ? `${visitors} ${visitors < 2 ? 'personne cherche' : 'personnes cherchent'} ${quote(what.fr, l)}, et ${inStock} ${inStock < 2 ? 'produit est' : 'produits sont'} en stock.`
          : `${visitors} ${visitors === 1 ? 'person looks' : 'people look'} for ${quote(what.en, l)}, and ${inStock} ${inStock === 1 ? 'product is' : 'products are'} in stock.`,
      ),
    }))
}

/** Two whole days must have been counted: a new segment has not dropped. */
function drop({ lately, before, since }: Seen, now: number): Alert[] {
  if (before < MANY || lately >= before * DROP || now - since < 2 * DAY) return []
  return [
    {
      kind: 'sudden_drop',
      says: {
        fr: `${lately} visites en 24 heures, contre ${before} les 24 heures d’avant.`,
        en: `${lately} visits in 24 hours, against ${before} in the 24 hours before.`,
      },
    },
  ]
}

function missing({ coverage }: Seen): Alert[] {
  const all = coverage.at(-1)?.cells ?? []
  return all
    .filter(({ moments, shown }) => moments >= MOMENTS && moments - shown > moments * TOO_MUCH)
    .map(({ placement, moments, shown }) => ({
      kind: 'missed' as const,
      says: both(l =>
        l === 'fr'
          ? `${placementName(placement).fr}\u202f: ${moments - shown} moments sur ${moments} n’ont pas été vus.`
          : `${placementName(placement).en}: ${moments - shown} moments of ${moments} were not seen.`,
      ),
    }))
}

function proven({ rules }: Seen, now: number): Alert[] {
  return rules
    .filter(({ since }) => since !== undefined && now - since < DAY)
    .map(({ id, sentence }) => ({
      kind: 'rule_proven' as const,
      says: { fr: `Prouvé depuis peu\u202f: ${sentence}`, en: `Newly proven: ${sentence}` },
      rule: id,
    }))
}
