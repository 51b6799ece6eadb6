import { WHOLE_SHOP } from '../../catalogue/shelves.ts'
import { fallen } from '../candidates.ts'
import type { Moment } from '../moment.ts'
import { isUnder, type Source } from './source.ts'

const MOST_BRANDS = 12

/** What sells best of each of the leading brands, in the categories that matter now. */
export const brands: Source = (moment, found) => {
  const { catalogue, topics } = moment
  for (const topic of topics.length > 0 ? topics : [WHOLE_SHOP]) {
    const taken = new Set<number>()
    for (const item of leadersIn(moment, topic)) {
      const brand = catalogue.brandOf(item)
      if (taken.size === MOST_BRANDS) break
      if (brand < 0 || taken.has(brand) || !moment.allows(item)) continue
      found.add(item, fallen(1, taken.size), 'brand', topic === WHOLE_SHOP ? -1 : topic)
      taken.add(brand)
    }
  }
}

/** The brands themselves, the leading one of what matters most first. */
export function leadingBrands(moment: Moment, most: number): number[] {
  const found = new Set<number>()
  for (const topic of moment.topics) {
    for (const item of leadersIn(moment, topic)) {
      if (found.size === most) return [...found]
      const brand = moment.catalogue.brandOf(item)
      if (brand >= 0) found.add(brand)
    }
  }
  return [...found]
}

/** Before the first sale, the best rated. */
function leadersIn({ recommender, catalogue }: Moment, topic: number): readonly number[] {
  const { sales } = recommender
  const isHere = (item: number) =>
    topic === WHOLE_SHOP || isUnder({ catalogue }, catalogue.categoryOf(item), topic)
  const sold = sales.leaders(topic === WHOLE_SHOP ? -1 : topic).filter(isHere)
  return [...sold, ...catalogue.bestRatedIn(topic)]
}
