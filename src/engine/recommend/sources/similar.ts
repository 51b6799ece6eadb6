import { Likeness } from './likeness.ts'
import type { Source } from './source.ts'

const HESITATES = 0.5
const CHEAPER = 0.85

/** Items like the one the page or the visit is about, in content alone: it needs no history. */
export const similar: Source = (moment, found) => {
  const { catalogue, focus, shopper } = moment
  if (focus < 0) return
  const likeness = new Likeness(moment, focus)
  const { score: hesitation, items: compared } = shopper.hesitation
  const isComparing = hesitation >= HESITATES && compared.includes(focus)
  const category = catalogue.categoryOf(focus)
  for (const item of likeness.items) {
    const score = likeness.of(item)
    if (isComparing) found.add(item, score, 'compared', category)
    else found.add(item, score, codeFor(item, likeness), focus)
  }
}

function codeFor(item: number, likeness: Likeness): string {
  if (likeness.isCheaper(item, CHEAPER)) return 'like-cheaper'
  return likeness.isSameBrand(item) ? 'like-same-brand' : 'like'
}
