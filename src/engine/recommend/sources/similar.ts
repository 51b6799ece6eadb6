import { Likeness, neighbours } from './likeness.ts'
import type { Source } from './source.ts'

const MOST = 48
const HESITATES = 0.5
const CHEAPER = 0.85

/** Items like the one the page or the visit is about, in content alone: it needs no history. */
export const similar: Source = (moment, found) => {
  const { catalogue, focus, market, shopper } = moment
  if (focus < 0) return
  const likeness = new Likeness(catalogue, focus, market)
  const { score: hesitation, items: compared } = shopper.hesitation
  const isComparing = hesitation >= HESITATES && compared.includes(focus)
  const category = catalogue.categoryOf(focus)
  for (const item of neighbours(catalogue, focus, MOST)) {
    if (item === focus) continue
    const score = likeness.of(item)
    if (isComparing) found.add(item, score, 'compared', category)
    else found.add(item, score, codeFor(item, likeness), focus)
  }
}

function codeFor(item: number, likeness: Likeness): string {
  if (likeness.isCheaper(item, CHEAPER)) return 'like-cheaper'
  return likeness.isSameBrand(item) ? 'like-same-brand' : 'like'
}
