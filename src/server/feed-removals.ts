import type { WaitingRemoval } from '../engine/catalogue/waiting-removals.ts'
import { removalAnswered } from '../ingest/index.ts'
import type { Market } from '../schema/product.ts'
import { noteChange } from './people/team.ts'
import { Problem } from './problem.ts'
import type { Services } from './services.ts'
import type { Shop } from './shop.ts'

/** A removal that waits for somebody's word, as the API tells it. */
export interface Removal {
  run: string
  market: Market
  /** Products that would go, of how many. */
  count: number
  known: number
  /** When it was asked, ms. */
  since: number
  /** The first ten ids. */
  examples: string[]
}

const EXAMPLES = 10

export function removalsOf(shop: Shop): Removal[] {
  return [...shop.engine.catalogue.waitingRemovals].map(waiting => told(waiting, shop))
}

export function removalIn(market: Market, shop: Shop): Removal | undefined {
  const waiting = shop.engine.catalogue.waitingRemovalIn(market)
  return waiting && told(waiting, shop)
}

/**
 * Take what waits off the shelves, or leave it there.
 * @param by who says so, where it is somebody: it is in the log before anything goes
 * @returns how many products went
 */
export async function answerRemoval(
  run: string,
  remove: boolean,
  { shop, env }: Pick<Services, 'shop' | 'env'>,
  by?: string,
): Promise<number> {
  const { catalogue } = shop.engine
  const waiting = [...catalogue.waitingRemovals].find(one => one.run === run)
  if (!waiting) {
    const detail = 'No such removal waits: GET /v1/catalogue/removals lists those that do.'
    throw new Problem(404, 'not_found', detail, { field: '/run' })
  }
  const ids = remove ? [...waiting.items].map(item => catalogue.idOf(item)) : []
  if (by !== undefined) {
    const after = { removed: ids.length, of: waiting.known }
    await noteChange({ shop, env }, { by, what: 'removal_answered', on: run, before: null, after })
  }
  for (const record of removalAnswered(waiting, ids, env.now())) {
    await shop.take([record])
  }
  return ids.length
}

function told({ run, market, known, since, items }: WaitingRemoval, shop: Shop): Removal {
  const first = [...items.values().take(EXAMPLES)]
  const examples = first.map(item => shop.engine.catalogue.idOf(item))
  return { run, market, count: items.size, known, since, examples }
}
