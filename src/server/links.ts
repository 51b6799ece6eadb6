import { createHmac, timingSafeEqual } from 'node:crypto'
import { DAY, SECOND } from '../core/clock.ts'
import type { ProblemCode } from '../schema/problem.ts'
import type { Env } from '../store/ports.ts'
import { Problem } from './problem.ts'

/** Repeated ids are known for 8 days, so a link that served is known for as long as it could serve. */
export const LONGEST_LINK_MS = 7 * DAY
/** Said in the signature, so that no other signature of ours can pass for a link. */
const PURPOSE = 'vitrine link 1'

const KEY = 16
const EXPIRY = 6
const NONCE = 8
const MAC = 16
const SIZE = KEY + EXPIRY + NONCE + MAC

/** What a link says, once its signature was found right. */
export interface Link {
  /** Key of the account it was made for. */
  visitor: string
  /** Of this one link: it serves once. */
  nonce: string
}

/**
 * Links that a shop writes into its letters, so that whoever opens one is known:
 *
 *     account's key 16 · expiry 6 (s) · nonce 8 · HMAC-SHA-256, cut, 16 bytes → 62 characters
 *
 * A letter is forwarded, so a link is worth little: it serves once, for at most 7 days, for
 * a browser that belongs to nobody yet; it lets the browser's acts join the account, and the
 * browser read nothing but what it did itself (see `routes/privacy.ts`).
 */
export class Links {
  readonly #shop: string
  readonly #secret: string
  readonly #env: Env

  /** @param secret of the shop, `Keys.nameSecret` */
  constructor(shop: string, secret: string, env: Env) {
    this.#shop = shop
    this.#secret = secret
    this.#env = env
  }

  make(visitor: string, lastsMs: number): string {
    const link = Buffer.alloc(SIZE)
    link.write(visitor, 0, KEY, 'base64url')
    link.writeUIntBE(Math.floor((this.#env.now() + lastsMs) / SECOND), KEY, EXPIRY)
    link.set(this.#env.random(NONCE), KEY + EXPIRY)
    link.set(this.#sign(link), SIZE - MAC)
    return link.toString('base64url')
  }

  /** @throws Problem 403 that says what is wrong with it, of the field it came in. */
  read(token: string, field: string): Link {
    const link = Buffer.from(token, 'base64url')
    const isOurs = link.length === SIZE && link.toString('base64url') === token
    if (!isOurs || !timingSafeEqual(link.subarray(SIZE - MAC), this.#sign(link))) {
      throw refused('link_forged', 'This link was not made by this shop, or was changed.', field)
    }
    if (link.readUIntBE(KEY, EXPIRY) * SECOND < this.#env.now()) {
      throw refused('link_expired', 'This link is too old; the shop makes a new one.', field)
    }
    return {
      visitor: link.toString('base64url', 0, KEY),
      nonce: link.toString('hex', KEY + EXPIRY, KEY + EXPIRY + NONCE),
    }
  }

  #sign(link: Buffer): Buffer {
    const mac = createHmac('sha256', this.#secret)
    mac.update(`${PURPOSE}\u0000${this.#shop}\u0000`).update(link.subarray(0, SIZE - MAC))
    return mac.digest().subarray(0, MAC)
  }
}

export function refused(code: ProblemCode, detail: string, field: string): Problem {
  return new Problem(403, code, detail, { field })
}
