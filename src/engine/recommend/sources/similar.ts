import type { Candidate } from '../moment.ts'
import { likeness, neighbours } from './likeness.ts'
import type { Source } from './source.ts'

const MOST = 48
const HESITATES = 0.5
const CHEAPER = 0.85

/** Items like the one the page or the visit is about, in content alone: it needs no history. */
export const similar: Source = moment => {
  const { catalogue, focus, market, shopper } = moment
  if (focus < 0) return []
  const { score: hesitation, items: compared } = shopper.hesitation
  const category = catalogue.categoryOf(focus)
  const isComparing = hesitation >= HESITATES && compared.includes(focus)
  const found: Candidate[] = []
  for (const item of neighbours(catalogue, focus, MOST)) {
    if (item === focus) continue
    const score = likeness(catalogue, focus, item, market)
    if (isComparing) found.push({ item, score, code: 'compared', about: category })
    else found.push({ item, score, code: codeFor(item), about: focus })
  }
  return found

  function codeFor(item: number): string {
    const price = catalogue.priceOf(item, market)
    if (price < CHEAPER * catalogue.priceOf(focus, market)) return 'like-cheaper'
    const brand = catalogue.brandOf(item)
    return brand >= 0 && brand === catalogue.brandOf(focus) ? 'like-same-brand' : 'like'
  }
}
