import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Held } from '../../engine/policy/offers/held.ts'
import type { Offers } from '../../engine/policy/offers/offers.ts'
import type { DecisionAnswer } from '../../schema/decision.ts'

/**
 * A signed code, for a shop that brings none of its own:
 *
 *     V1.<decision, base64url>.<n>.<terms>.<when it expires, s, base 36>.<signature>
 *
 * The signature is a keyed hash of all of it, of the item and of the most it takes off, cut to
 * 128 bits. Whoever changes a character has no code, and nobody can make one up.
 */
const SIGNED = /^V1\.([\w-]{22})\.(\d{1,2})\.[pa]\d{1,13}\.[0-9a-z]{1,9}\.[\w-]{22}$/

/** Give each voucher of an answer that has no code of the shop's own a signed one. */
export function sign({ placements }: DecisionAnswer, offers: Offers, secret: string): void {
  for (const { nudge } of placements) {
    if (nudge?.voucher === undefined || nudge.voucher.code !== '') continue
    const held = offers.find(nudge.voucher.offer)
    if (held !== undefined) nudge.voucher.code = signedCode(held, secret)
  }
}

export function signedCode(held: Held, secret: string): string {
  const { id, item, percent, amount, value, currency, expires } = held
  const terms = percent === undefined ? `a${amount}` : `p${percent}`
  const until = Math.floor(expires / 1000).toString(36)
  const [decision, n] = id.split('.')
  const open = `V1.${bytesOf(decision).toString('base64url')}.${n}.${terms}.${until}`
  const sealed = ['offer', open, item, String(value), currency, String(expires)].join('\0')
  const mac = createHmac('sha256', secret).update(sealed).digest()
  return `${open}.${mac.toString('base64url', 0, 16)}`
}

/** The offer that a code stands for, the shop's own or signed by us; undefined for any other text. */
export function offerOf(code: string, offers: Offers, secret: string): Held | undefined {
  const own = offers.byCode(code)
  if (own !== undefined) return own
  const [, decision, n] = SIGNED.exec(code) ?? []
  const held = decision && offers.find(`${uuidOf(decision)}.${n}`)
  if (!held || held.code !== undefined) return undefined
  return isSame(code, signedCode(held, secret)) ? held : undefined
}

/** In a time that does not tell how much of it was right. */
function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

function uuidOf(text: string): string {
  const hex = Buffer.from(text, 'base64url').toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
