import { createHmac, hash } from 'node:crypto'
import { formatUuid } from './ids.ts'

/**
 * The name a browser has behind the door: 128 bits of SHA-256 of its cookie, which is 256
 * random bits. Whoever reads a log or an address bar of the console cannot make a cookie
 * of it.
 */
export function visitorKey(cookie: string): string {
  return hash('sha256', `visitor\u0000${cookie}`, 'buffer').toString('base64url', 0, 16)
}

/** What our cookie holds: nothing else a shop may call somebody looks like it. */
export const COOKIE_SECRET = /^[A-Za-z0-9_-]{43}$/

/**
 * The key of a visitor whom the shop names by an id of its own. A user number or an e-mail
 * can be guessed, so it is hashed with a secret that is kept apart from the log. The value
 * of our own cookie stands for its browser.
 * @param secret of the shop, `Keys.nameSecret`
 */
export function namedKey(name: string, secret: string): string {
  if (COOKIE_SECRET.test(name)) return visitorKey(name)
  const mac = createHmac('sha256', secret).update(`visitor\u0000${name}`)
  return mac.digest().toString('base64url', 0, 16)
}

/** UUIDv5 (RFC 9562 §5.5) of a name: the same content, the same id. `space` keeps kinds of names apart. */
export function uuidV5(space: string, name: string): string {
  const b = hash('sha1', `${space}\u0000${name}`, 'buffer').subarray(0, 16)
  b[6] = (b[6] & 0x0f) | 0x50
  b[8] = (b[8] & 0x3f) | 0x80
  return formatUuid(b)
}
