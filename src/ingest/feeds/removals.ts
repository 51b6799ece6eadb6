import { uuidV5 } from '../../core/visitor-key.ts'
import type { Market } from '../../schema/product.ts'
import type { NewRecord } from '../../schema/record.ts'
import { ENTRIES } from './batch.ts'
import type { ProductRun, ShelvesNow } from './product-records.ts'
import { record } from './run.ts'

/** A feed that lacks more than this share asks first, unless the operator says otherwise. */
const MOST_REMOVED = 0.3

/** A removal that waits for somebody's word. */
export interface RemovalAsked {
  /** Name of the question. */
  run: string
  /** How many products would go. */
  count: number
}

/**
 * What the feed no longer holds leaves the shelves. When it is too much to be believed,
 * a half-written file for instance, nothing leaves: the question is written down.
 */
export function* removals(
  { market, now, asked, mostRemoved = MOST_REMOVED }: ProductRun,
  shelves: ShelvesNow,
  place: string,
): Generator<NewRecord> {
  const known = shelves.count
  const ids = shelves.missing()
  const isTooMuch = ids.length > known * mostRemoved
  const run = uuidV5('removal', `${market.country}-${market.language}|${ids.join('|')}`)
  if (asked && isTooMuch && asked.run === run) return
  if (asked) yield settled(market, asked.run, false, place, now)
  for (const some of chunks(ids)) {
    const content = `${place}|${some.join('|')}`
    if (!isTooMuch) yield record('products_removed', content, now, { market, ids: some })
    else yield record('removal_asked', content, now, { market, run, known, ids: some })
  }
}

/**
 * The answer to a removal that was asked for: these go, or none. The same question may be
 * asked again within days and answered the same, so its time is part of every id.
 */
export function* removalAnswered(
  { market, run, since }: { market: Market; run: string; since: number },
  ids: readonly string[],
  now: number,
): Generator<NewRecord> {
  const place = `${run}|${since}`
  for (const some of chunks(ids)) {
    yield record('products_removed', `${place}|${some.join('|')}`, now, { market, ids: some })
  }
  yield settled(market, run, ids.length > 0, place, now)
}

function settled(market: Market, run: string, removed: boolean, place: string, now: number) {
  return record('removal_settled', `${place}|${run}|${removed}`, now, { market, run, removed })
}

function* chunks(ids: readonly string[]): Generator<string[]> {
  for (let from = 0; from < ids.length; from += ENTRIES) yield ids.slice(from, from + ENTRIES)
}
