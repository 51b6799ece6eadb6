import { partitionOf } from '../../core/partition.ts'
import { uuidV5 } from '../../core/visitor-key.ts'
import type { EventItem, ShopEvent } from '../../schema/event.ts'
import { type NewRecord, RECORD_VERSIONS } from '../../schema/record.ts'
import type { OrderLine } from './line.ts'
import type { OrderPart } from './open-orders.ts'

/** A record that holds an order or refund of a file. */
export type OrderRecord = Extract<NewRecord, { type: 'event' }>

/**
 * The record of a part. Its id comes from what the order says: said again, it is the same record.
 * @param keyOfCustomer the visitor that the shop's own id of a customer stands for
 */
export function orderRecord(
  part: OrderPart,
  now: number,
  keyOfCustomer: (own: string) => string,
): OrderRecord {
  const event = eventOf(part)
  const visitor = part.customer === undefined ? undefined : keyOfCustomer(part.customer)
  if (visitor !== undefined) Object.assign(event, { visitor, consent: 'personal' })
  const id = uuidV5('order', [part.key, part.telling, part.part].join('\u0000'))
  return {
    id,
    partition: partitionOf(visitor ?? id),
    type: 'event',
    version: RECORD_VERSIONS.event,
    receivedAt: now,
    body: event,
  }
}

function eventOf({ lines, time, telling, part, isCut }: OrderPart): ShopEvent {
  const [{ kind, order, currency, refund }] = lines
  const country = lines.find(line => line.country !== undefined)?.country
  return {
    name: kind,
    time,
    channel: 'import',
    ...(country !== undefined && { context: { country } }),
    items: lines.map(itemOf),
    currency,
    value: lines.reduce((sum, line) => sum + line.total, 0),
    transaction: { id: order, telling, ...(isCut && { part }), ...(refund && { refund }) },
    verified: true,
  }
}

function itemOf({ item, price, quantity, name }: OrderLine): EventItem {
  return { id: item, price, quantity, ...(name !== undefined && { name }) }
}
