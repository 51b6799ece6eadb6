import type { Shelves } from './shelves.ts'
import { LONGEST_CODE } from './vouchers.ts'

/**
 * What the shop remembers of a visit, in its own cookie: the cart, the last
 * order, and the acts of the last form that the next page has yet to report.
 */
export interface Session {
  cart: Line[]
  /** A voucher's code that the shopper means to use. */
  code?: string
  order?: Order
  told: Act[]
}

export type Line = [sku: string, quantity: number]

export interface Order {
  id: string
  lines: Line[]
  delivery: number
  /** What a voucher took off. */
  off?: number
}

/** One GA4 event a form caused. */
export type Act = ['add_to_cart' | 'remove_from_cart', string, number] | ['purchase']

export const SESSION_COOKIE = 'cimes'
const MOST_LINES = 30
export const MOST_OF_ONE = 9

export function readSession(cookie: string | undefined, shelves: Shelves): Session {
  const kept = decode(cookie)
  return {
    cart: lines(kept.cart, shelves),
    code: codeIn(kept.code),
    order: order(kept.order, shelves),
    told: Array.isArray(kept.told) ? kept.told.filter(isAct).slice(0, 8) : [],
  }
}

export function writeSession(session: Session): string {
  const value = Buffer.from(JSON.stringify(session)).toString('base64url')
  return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800`
}

/** Change the quantity of a SKU; what is not in stock is never added. */
export function withLine(session: Session, sku: string, quantity: number): Session {
  const rest = session.cart.filter(([id]) => id !== sku)
  const cart = quantity > 0 ? [...rest, [sku, quantity] satisfies Line] : rest
  return { ...session, cart: cart.slice(-MOST_LINES) }
}

export const quantityOf = (session: Session, sku: string) =>
  session.cart.find(([id]) => id === sku)?.[1] ?? 0

export const cartCount = (session: Session) => session.cart.reduce((sum, [, n]) => sum + n, 0)

function decode(cookie: string | undefined): Record<string, unknown> {
  if (!cookie) return {}
  try {
    const value = JSON.parse(Buffer.from(cookie, 'base64url').toString())
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {} // A cookie cut short or made up is an empty cart.
  }
}

/** Only SKUs we sell, each once, in whole and bounded numbers. */
function lines(value: unknown, shelves: Shelves): Line[] {
  if (!Array.isArray(value)) return []
  const kept = new Map<string, number>()
  for (const line of value.slice(0, MOST_LINES)) {
    if (!Array.isArray(line)) continue
    const [sku, quantity] = line
    if (typeof sku !== 'string' || !shelves.sku(sku) || !Number.isInteger(quantity)) continue
    if (quantity > 0) kept.set(sku, Math.min(MOST_OF_ONE, quantity))
  }
  return [...kept]
}

function order(value: unknown, shelves: Shelves): Order | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { id, lines: bought, delivery, off } = value as Order
  if (typeof id !== 'string' || !/^CM-\d{8}$/.test(id) || !Number.isInteger(delivery))
    return undefined
  const taken = Number.isInteger(off) ? { off: Math.max(0, off!) } : {}
  return { id, lines: lines(bought, shelves), delivery: Math.max(0, delivery), ...taken }
}

/** What no code can look like is none. */
export function codeIn(value: unknown): string | undefined {
  const code = typeof value === 'string' ? value.trim() : ''
  return /^[\w.-]+$/.test(code) && code.length <= LONGEST_CODE ? code : undefined
}

function isAct(value: unknown): value is Act {
  if (!Array.isArray(value)) return false
  const [name, sku, quantity] = value
  if (name === 'purchase') return true
  return /^(add_to|remove_from)_cart$/.test(name) && typeof sku === 'string' && quantity > 0
}
