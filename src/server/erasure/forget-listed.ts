import { DAY } from '../../core/clock.ts'
import type { LogRecord } from '../../schema/record.ts'
import type { ListedErasure } from '../../store/erasure-list.ts'
import type { Env } from '../../store/ports.ts'
import type { Shop } from '../shop.ts'
import { keysIn } from './keys-in.ts'

/** As long as tombstones are kept: what was asked for before is done, or of nobody who is known. */
export const LISTED_MS = 395 * DAY

/**
 * Somebody who stands in the list and was not forgotten by this log: it is older than their
 * erasure, out of a back-up. Their key is looked for in all of it and forgotten again; of
 * whom it does not know, only the tombstone is kept.
 */
export async function forgetListed(
  list: readonly ListedErasure[],
  shop: Shop,
  env: Env,
): Promise<void> {
  const missing = list.filter(({ tombstone, time }) => {
    return env.now() - time <= LISTED_MS && !shop.engine.erased.has(tombstone)
  })
  if (missing.length === 0) return
  const wanted = new Set(missing.map(({ tombstone }) => tombstone))
  for (const visitor of await knownOf(wanted, shop.read(0), key =>
    shop.forgotten.tombstoneOf(key),
  )) {
    if (!shop.forgotten.has(visitor)) await shop.erase(visitor)
  }
  for (const tombstone of wanted) {
    if (!shop.engine.erased.has(tombstone)) await shop.entomb(tombstone)
  }
}

/** The keys in the log that these tombstones stand for. */
export async function knownOf(
  wanted: ReadonlySet<string>,
  log: AsyncIterable<LogRecord[]>,
  tombstoneOf: (visitor: string) => string,
): Promise<Set<string>> {
  const seen = new Set<string>()
  const known = new Set<string>()
  for await (const records of log) {
    for (const visitor of records.flatMap(keysIn)) {
      if (seen.has(visitor)) continue
      seen.add(visitor)
      if (wanted.has(tombstoneOf(visitor))) known.add(visitor)
    }
  }
  return known
}
