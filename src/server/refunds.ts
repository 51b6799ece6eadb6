import type { Engine } from '../engine/engine.ts'
import { isHistory } from '../engine/genome/acts-of.ts'
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
    const known = engine.paidLinesOf(event.transaction!.id)
    const lines = known?.prices.length ? known : (linesIn(kept, event.transaction!.id) ?? known)
    const worth = lines && worthOf(event.items, lines)
    if (worth) {
      event.value = worth
      event.currency ??= lines.currency || engine.settings.currency
      note(one, 'value_from_order')
    } else if (!event.items.some(({ price }) => price)) {
      note(one, isHistory(event) && known === undefined ? 'refund_none' : 'refund_whole')
    }
  }
}

/** The same batch may tell the order too. */
function linesIn(kept: readonly KeptEvent[], order: string): PaidLines | undefined {
  const told = kept.find(({ event }) => {
    return event.name === 'purchase' && event.transaction?.id === order
  })
  return told && paidLines(told.event)
}

function note({ event, repairs }: KeptEvent, code: RepairCode): void {
  repairs.push({ code, field: '/params/items', count: 1 })
  event.repairs = [...(event.repairs ?? []), code]
}

/** Refunds whose items nobody knows a price of, as the answer tells them. */
export function unpriced(kept: readonly KeptEvent[]) {
  const warnings = kept.flatMap(({ index, repairs }) => {
    const code = repairs.map(repair => repair.code).find(isUnpriced)
    return code ? [{ index, field: '/params/items', code, reason: REASONS[code] }] : []
  })
  return warnings.length === 0 ? undefined : { warnings }
}

const WITHOUT = 'The items have no price, and their order is not known here'
const REASONS = {
  refund_whole: `${WITHOUT}: all of it is given back. Send value, or a price for each item.`,
  refund_none: `${WITHOUT}: nothing is given back. Send value, or a price for each item.`,
}

function isUnpriced(code: RepairCode): code is keyof typeof REASONS {
  return Object.hasOwn(REASONS, code)
}
