import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a link of a letter asks for. */
export type Ask = 'confirm' | 'stop'

/** Said in the signature, so that no other signature of ours can pass for such a link. */
const PURPOSE = 'vitrine wish 1'
const MAC = 18
const FORM = /^([cs])([0-9a-f-]{36})([\w-]{24})$/

/**
 * Links of letters about wishes: what is asked, which wish, and an HMAC over both and the
 * shop. They hold no address and open nothing else, so they may be kept as long as the wish.
 */
export class WishLinks {
  readonly #shop: string
  readonly #secret: string

  /** @param secret of the shop, `Keys.nameSecret` */
  constructor(shop: string, secret: string) {
    this.#shop = shop
    this.#secret = secret
  }

  make(ask: Ask, wish: string): string {
    const said = `${ask[0]}${wish}`
    return said + this.#sign(said).toString('base64url')
  }

  /** Undefined for what was not made here. */
  read(token: string): { ask: Ask; wish: string } | undefined {
    const [, letter, wish, mac] = FORM.exec(token) ?? []
    if (wish === undefined) return undefined
    const isOurs = timingSafeEqual(Buffer.from(mac, 'base64url'), this.#sign(letter + wish))
    return isOurs ? { ask: letter === 'c' ? 'confirm' : 'stop', wish } : undefined
  }

  #sign(said: string): Buffer {
    const mac = createHmac('sha256', this.#secret)
    return mac.update(`${PURPOSE}\u0000${this.#shop}\u0000${said}`).digest().subarray(0, MAC)
  }
}
