import type { RunsTold } from '../../schema/catalogue-told.ts'
import type { FeedRead } from '../../schema/record.ts'
import { removalsOf } from '../feed-removals.ts'
import type { Shop } from '../shop.ts'

/** How each feed was read lately, the one read last first, and what waits for somebody's word. */
export function tellRuns(shop: Shop): RunsTold {
  const { catalogue } = shop.engine
  const feeds = catalogue
    .feedRuns()
    .filter(runs => runs.length > 0)
    .map(runs => ({ feed: runs[0].feed, kind: runs[0].kind, runs: runs.map(tellRun) }))
    .sort((a, b) => b.runs[0].time - a.runs[0].time)
  return { products: catalogue.productCount, feeds, removals: removalsOf(shop) }
}

function tellRun({ source, time, rows, accepted, repaired, refused, refusals = [] }: FeedRead) {
  return { source, time, rows, accepted, repaired, refused, refusals }
}
