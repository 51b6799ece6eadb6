import type { Removal } from '../server/feed-removals.ts'
import { type Api, call, findApi } from './api.ts'
import { Complaint } from './flags.ts'
import { grouped } from './progress.ts'
import { say } from './say.ts'

export const REMOVAL_FLAGS = {
  removal: { type: 'string' },
  'confirm-removal': { type: 'boolean' },
  'refuse-removal': { type: 'boolean' },
} as const

interface Told {
  'confirm-removal'?: boolean
  'refuse-removal'?: boolean
}

/** Say whether the products that a feed lacked are gone; of a removal by its run. */
export async function answerRemoval(
  run: string,
  values: Told & Parameters<typeof findApi>[0],
): Promise<void> {
  const remove = values['confirm-removal'] === true
  if (remove === (values['refuse-removal'] === true)) {
    throw new Complaint('Say which: --confirm-removal takes them off, --refuse-removal keeps them.')
  }
  const removed = await tellServer(findApi(values), run, remove)
  if (remove) console.log(`${grouped(removed)} products are off the shelves.`)
  else console.log('They stay on the shelves.')
}

async function tellServer(api: Api, run: string, remove: boolean): Promise<number> {
  const path = `/v1/catalogue/removals/${encodeURIComponent(run)}`
  const { removed } = await call<{ removed: number }>(api, path, {
    body: JSON.stringify({ remove }),
  })
  return removed
}

/** What the feed lacks, and the two ways on, as they are to be typed for this data folder. */
export function tellAsked({ run, count, known, examples }: Removal, data?: string): void {
  console.log(
    `${grouped(count)} of ${grouped(known)} products are not in this feed: too many to go unasked. They are still on the shelves.`,
  )
  say(`  among them ${examples.join(', ')}`)
  const answer = `npm exec --no vitrine -- import --removal ${run}`
  const there = data === undefined ? '' : ` --data ${data}`
  console.log(`If they are gone:  ${answer} --confirm-removal${there}`)
  console.log(`If they are not:   ${answer} --refuse-removal${there}`)
}
