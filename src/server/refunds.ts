import type { Engine } from '../engine/engine.ts'
import { type PaidLines, paidLines, worthOf } from '../engine/prove/paid-lines.ts'
import type { KeptEvent, RepairCode } from '../ingest/index.ts'

/**
 * GA4 tells what is given back by item and quantity, and often without a price. What the items
 * cost stands in their order; written into the record, it is the same for whoever reads the log.
 */
export function priceRefunds(kept: readonly KeptEvent[], engine: Engine): void {
  for (const one of kept) {
    const { event } = one
    if (event.name !== 'refund' || event.items === undefined || event.value) continue
    const lines = linesOf(event.transaction!.id, kept, engine)
    const worth = worthOf(event.items, lines)
    if (worth) {
      event.value = worth
      event.currency ??= lines.currency || engine.settings.currency
      note(one, 'value_from_order')
    } else if (!event.items.some(({ price }) => price)) note(one, 'refund_whole')
  }
}

/** The same batch may tell the order too. */
function linesOf(order: string, kept: readonly KeptEvent[], engine: Engine): PaidLines {
  const known = engine.paidLinesOf(order)
  if (known.prices.length > 0) return known
  const told = kept.find(({ event }) => {
    return event.name === 'purchase' && event.transaction?.id === order
  })
  return told === undefined ? known : paidLines(told.event)
}

function note({ event, repairs }: KeptEvent, code: RepairCode): void {
  repairs.push({ code, field: '/params/items', count: 1 })
  event.repairs = [...(event.repairs ?? []), code]
}

/** Refunds that name items and are taken for the whole order, as the answer tells them. */
export function wholeRefunds(kept: readonly KeptEvent[]) {
  const whole = kept.filter(({ repairs }) => repairs.some(({ code }) => code === 'refund_whole'))
  if (whole.length === 0) return undefined
  const why = { field: '/params/items', code: 'refund_whole', reason: WHOLE }
  return { warnings: whole.map(({ index }) => ({ index, ...why })) }
}
const WHOLE =
  'The items have no price, and their order is not known here: all of it is given back. Send value, or a price for each item.'
