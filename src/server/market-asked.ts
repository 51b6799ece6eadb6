import type { Catalogue } from '../engine/catalogue/catalogue.ts'
import { marketKey } from '../engine/catalogue/markets.ts'
import { Problem } from './problem.ts'

/** A longer list helps nobody. */
const MOST_NAMED = 20

/**
 * Who names a market gets that one, or one of its language, and is told when there is neither:
 * prices of another country would be no answer. A shop that has no feed yet knows none.
 * @throws Problem 400 that lists those there are
 */
export function requireMarket(asked: string | undefined, { marketKeys }: Catalogue): void {
  if (asked === undefined || marketKeys.length === 0) return
  const wanted = marketKey(asked)
  const language = wanted.split('-').at(-1)
  const answers = (key: string) =>
    key === wanted || (language !== wanted && key.endsWith(`-${language}`))
  if (marketKeys.some(answers)) return
  const known = marketKeys.slice(0, MOST_NAMED).join(', ')
  const detail = `No feed of this shop is for that market. There are: ${known}. Leave it out for the first.`
  throw new Problem(400, 'unknown_market', detail, { field: '/market' })
}
