import { setImmediate as nextTurn } from 'node:timers/promises'
import { namedKey } from '../core/visitor-key.ts'
import {
  LineTally,
  type OrderFile,
  type OrderRecord,
  orderRecord,
  type RowRefusal,
  readOrders,
} from '../ingest/index.ts'
import { Problem } from './problem.ts'
import type { Services } from './services.ts'

/** Orders and refunds, and lines of them, that take one turn and one flush of the disk together. */
const AT_ONCE = 40
const LINES_AT_ONCE = 800

/** How the import of an order history ended. */
export interface OrdersOutcome {
  tally: LineTally
  orders: number
  refunds: number
  /** Orders and refunds that were known before. */
  repeated: number
}

/**
 * Keep the orders of a file, a bounded number at a time: a fast sender waits for the disk.
 * What is known already is passed over, so a file that broke off is simply sent again.
 * @throws Problem 422 when the file cannot be read to its end
 */
export async function takeOrders(
  bytes: AsyncIterable<Uint8Array>,
  file: Omit<OrderFile, 'now'>,
  services: Services,
): Promise<OrdersOutcome> {
  const now = services.env.now()
  const outcome = { tally: new LineTally(), orders: 0, refunds: 0, repeated: 0 }
  const keyOf = (own: string) => namedKey(own, services.keys.nameSecret)
  let batch: OrderRecord[] = []
  let lines = 0
  const keep = async () => {
    await nextTurn() // a file of orders that are all known must not hold up everybody else
    await keepNew(batch, services, outcome)
    batch = []
    lines = 0
  }
  for await (const part of readOrders(bytes, { ...file, now }, outcome.tally)) {
    if (part.part > 0) await keep() // whether a part is news depends on the one before it
    batch.push(orderRecord(part, now, keyOf))
    lines += part.lines.length
    if (batch.length >= AT_ONCE || lines >= LINES_AT_ONCE) await keep()
  }
  await keep()
  if (outcome.tally.brokenOff) throw brokenOff(outcome.tally.brokenOff, outcome)
  return outcome
}

async function keepNew(
  batch: readonly OrderRecord[],
  { shop }: Services,
  outcome: OrdersOutcome,
): Promise<void> {
  const news = batch.filter(record => shop.engine.isNews(record.body))
  const { repeated } = news.length === 0 ? { repeated: [] } : await shop.take(news)
  const again = new Set(repeated)
  outcome.repeated += batch.filter(isWhole).length
  for (const [i, record] of news.entries()) {
    if (again.has(i) || !isWhole(record)) continue
    outcome.repeated--
    if (record.body.name === 'purchase') outcome.orders++
    else outcome.refunds++
  }
}

/** Further parts are not counted again. */
function isWhole({ body }: OrderRecord): boolean {
  return (body.transaction?.part ?? 0) === 0
}

function brokenOff(why: RowRefusal, { orders, refunds }: OrdersOutcome): Problem {
  const { line, code, field, reason } = why
  const kept = `Before line ${line}, ${orders} orders and ${refunds} refunds were kept`
  return new Problem(422, code, `${reason} ${kept}; sent again, they are not counted twice.`, {
    field,
  })
}
