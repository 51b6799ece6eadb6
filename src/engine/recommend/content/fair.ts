import type { Lists } from '../../catalogue/lists.ts'
import type { Alike } from './alike.ts'
import { isFirm } from './signature.ts'

/**
 * What is alike by less shares an edition, a studio or a word by chance. Chosen by reading what
 * was found for 300 products: of those just above most are fair, of those just below few.
 */
const FAIR = 0.21
/** Beside one that is as good as the thing itself, one half as much alike is no choice. */
const OF_BEST = 0.5

/** Before none at all is shown what is of one sort and size, the more alike first. */
const AS_WELL = 0.01

/**
 * Leave of an answer what a good salesperson would show for the item: rather one than three,
 * and rather none than one that has nothing to do with it. That the same thing is sold as
 * another item, too, makes no other a lesser choice.
 */
export function keepFair(alike: Alike, item: number, signatures: Lists): void {
  const { items, scores } = alike
  const name = nameOf(signatures.get(item))
  let best = 0
  for (let i = 0; i < alike.count; i++) {
    const isBetter = scores[i] > best && nameOf(signatures.get(items[i])) !== name
    if (isBetter) best = scores[i]
  }
  if (best < FAIR) raise(alike)
  const least = Math.max(FAIR, OF_BEST * best)
  let kept = 0
  for (let i = 0; i < alike.count; i++) {
    if (scores[i] < least) continue
    items[kept] = items[i]
    scores[kept++] = scores[i]
  }
  alike.count = kept
}

/** What does as well is just fair. */
function raise({ count, doesAsWell, scores }: Alike): void {
  for (let i = 0; i < count; i++) {
    if (doesAsWell[i] === 1) scores[i] = Math.max(scores[i], FAIR * (1 + AS_WELL * (1 + scores[i])))
  }
}

/** All that it is called, whoever makes it. */
function nameOf(terms: readonly number[]): string {
  return terms.filter(term => !isFirm(term)).join()
}
