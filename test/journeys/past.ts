import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Item } from '../../src/demo/catalogue/shape.ts'
import type { DemoRun } from './demo-run.ts'

const HOUR = 3_600_000
const MINUTE = 60_000

/** What somebody did, one act a minute. */
export type Act = readonly [name: string, item: Item]

/**
 * An earlier visit of this browser, told late as the tag tells it: with the browser's own cookie, and
 * the times at which it happened.
 */
export async function cameBefore(page: Page, run: DemoRun, acts: readonly Act[], hoursAgo = 20) {
  const begun = Date.now() - hoursAgo * HOUR
  const events = acts.map(([name, item], n) => eventOf(name, item, begun + n * MINUTE))
  const answer = await page.request.post(`${run.shop}/_vitrine/v1/events`, {
    headers: { authorization: `Bearer ${run.publicKey}` },
    data: { consent: 'personal', events, sentAt: Date.now() },
  })
  const told = await answer.json()
  if (told.accepted !== events.length) throw new Error(JSON.stringify(told))
}

function eventOf(name: string, item: Item, time: number) {
  const price = item.price / 100
  const items = [{ item_id: item.id, item_name: item.title.fr, price, quantity: 1 }]
  const order = { transaction_id: `o-${randomUUID()}`, value: price }
  const params = { currency: 'EUR', items, ...(name === 'purchase' && order) }
  const page = { type: 'product', item: item.id }
  return { id: randomUUID(), name, time, page, params }
}
