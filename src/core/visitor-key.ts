import { hash } from 'node:crypto'
import { formatUuid } from './ids.ts'

/**
 * The name a visitor has behind the door: 128 bits of SHA-256 of the cookie or of
 * the shop's own id. Whoever reads a log or an address bar of the console cannot
 * make a cookie of it.
 */
export function visitorKey(secret: string): string {
  return hash('sha256', `visitor\u0000${secret}`, 'buffer').toString('base64url', 0, 16)
}

/** UUIDv5 (RFC 9562 §5.5) of a name: the same content, the same id. `space` keeps kinds of names apart. */
export function uuidV5(space: string, name: string): string {
  const b = hash('sha1', `${space}\u0000${name}`, 'buffer').subarray(0, 16)
  b[6] = (b[6] & 0x0f) | 0x50
  b[8] = (b[8] & 0x3f) | 0x80
  return formatUuid(b)
}
