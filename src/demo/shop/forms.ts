import { randomInt } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Choice, Moment } from './moment.ts'
import { cartLines, takenOff, totals } from './moment.ts'
import { href, productHref } from './routes.ts'
import { codeIn, MOST_OF_ONE, quantityOf, type Session, withLine } from './session.ts'
import type { Vouchers } from './vouchers.ts'

/** Where a form leads, and what the session is then. */
export interface Turn {
  to: string
  session: Session
}

const LONGEST_FORM = 16_384

/** @returns undefined when the body is longer than any form of ours */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > LONGEST_FORM) return undefined
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString())
}

/** Add to the cart, or set a quantity. What is out of stock leads back to its page. */
export function cartForm(form: URLSearchParams, moment: Moment): Turn {
  const { shelves, session, language } = moment
  const to = href(language, 'cart')
  if (form.get('do') === 'code') return { to, session: { ...session, code: codeOf(form) } }
  const found = shelves.sku(form.get('sku') ?? '')
  if (!found) {
    const item = shelves.item(form.get('item') ?? '')
    return { to: item ? productHref(language, item) : to, session }
  }
  const { item, sku } = found
  const had = quantityOf(session, sku.id)
  const asked = form.get('do') === 'add' ? had + 1 : Number.parseInt(form.get('quantity') ?? '', 10)
  if (!Number.isFinite(asked)) return { to, session }
  const quantity = Math.max(0, Math.min(asked, sku.stock, MOST_OF_ONE))
  if (quantity === 0 && form.get('do') === 'add') {
    return { to: `${productHref(language, item, sku.colour.code)}&unavailable=1`, session }
  }
  const next = withLine({ ...session, code: codeOf(form) ?? session.code }, sku.id, quantity)
  const by = quantity - had
  if (by > 0) next.told = [['add_to_cart', sku.id, by]]
  else if (by < 0) next.told = [['remove_from_cart', sku.id, -by]]
  return { to, session: next }
}

/** A code that was typed, or that came along with what it is for. */
const codeOf = (form: URLSearchParams) => codeIn(form.get('code'))

/**
 * Nothing is charged and no field is kept: the order is the cart, with a number. A voucher is
 * redeemed first. Where that fails, or it is no longer worth what the page said, the shopper
 * sees the price as it is before anything is ordered.
 */
export async function checkoutForm(
  form: URLSearchParams,
  moment: Moment,
  vouchers?: Vouchers,
): Promise<Turn> {
  const { session, language, shelves, voucher } = moment
  const lines = session.cart.filter(([id]) => (shelves.sku(id)?.sku.stock ?? 0) > 0)
  if (lines.length === 0) return { to: href(language, 'cart'), session }
  const bought = cartLines(shelves, lines)
  const { delivery } = totals(bought)
  const off = takenOff(bought, voucher)
  const order = { id: `CM-${randomInt(1e7, 1e8)}`, lines, delivery, ...(off > 0 && { off }) }
  const isAsSeen = off >= Number(form.get('off') ?? 0)
  if (!isAsSeen || (off > 0 && !(await vouchers?.redeem(voucher!.code, order.id, off)))) {
    return { to: `${href(language, 'checkout')}?voucher=gone`, session }
  }
  return { to: href(language, 'thanks'), session: { cart: [], order, told: [['purchase']] } }
}

export const CHOICE_COOKIE = 'cimes_choice'
const HALF_A_YEAR = 15_552_000

/** The answer to the banner, kept in the shop's own cookie. */
export function choiceForm(form: URLSearchParams, moment: Moment): { to: string; cookie?: string } {
  const back = form.get('back') ?? ''
  // Only to ourselves: `//elsewhere` and `/\elsewhere` are other hosts to a browser.
  const to = /^\/(?![/\\])/.test(back) ? back : href(moment.language, 'home')
  const choice = readChoice(form.get('choice') ?? undefined)
  if (!choice) return { to }
  const cookie = `${CHOICE_COOKIE}=${choice}; Path=/; SameSite=Lax; Max-Age=${HALF_A_YEAR}`
  return { to, cookie }
}

export function readChoice(text: string | undefined): Choice | undefined {
  return text === 'personal' || text === 'measure' || text === 'refused' ? text : undefined
}
