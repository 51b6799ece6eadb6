import type { Item, Language, Sku } from '../catalogue/shape.ts'
import { deliveryFor } from './facts.ts'
import type { Line, Session } from './session.ts'
import type { Shelves } from './shelves.ts'
import type { Voucher } from './vouchers.ts'

/** Everything a page may know while it is drawn. */
export interface Moment {
  shelves: Shelves
  language: Language
  /** Now, ms: the season, the delivery day and the age of reviews hang on it. */
  now: number
  session: Session
  /** What the visitor chose about measurement; absent while they have not chosen. */
  choice?: Choice
  /** The address asked for, on our own origin. */
  url: URL
  publicKey: string
  /** Vitrine's results, where the address asks for them and they came in time. */
  results?: string
  /** Ids of the category that is looked at, in this person's order, where there is one. */
  order?: readonly string[]
  /** The voucher of the session's code, on the pages that add up; null when nobody could say. */
  voucher?: Voucher | null
  /** The shop can check vouchers: it has a server key. */
  takesVouchers?: boolean
}

export type Choice = 'personal' | 'measure' | 'refused'

/** A cart line with what it is made of. */
export interface CartLine {
  item: Item
  sku: Sku
  quantity: number
}

export function cartLines(shelves: Shelves, lines: readonly Line[]): CartLine[] {
  return lines.flatMap(([id, quantity]) => {
    const found = shelves.sku(id)
    return found ? [{ ...found, quantity }] : []
  })
}

export function totals(lines: readonly CartLine[]): { value: number; delivery: number } {
  const value = lines.reduce((sum, line) => sum + line.item.price * line.quantity, 0)
  // Before any voucher: using one never costs the free delivery.
  return { value, delivery: deliveryFor(value) }
}

/** What the voucher takes off these lines: once, of the item it is for. */
export function takenOff(lines: readonly CartLine[], voucher: Voucher | null | undefined): number {
  if (!voucher?.good) return 0
  const line = lines.find(({ item }) => item.id === voucher.item)
  return line ? Math.min(voucher.value ?? 0, line.item.price) : 0
}
