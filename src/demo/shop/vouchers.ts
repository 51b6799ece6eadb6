/** What a voucher is worth now, as whoever signed it says. */
export interface Voucher {
  code: string
  /** It may be used; else only its code is known. */
  good: boolean
  /** The item it takes something off, and how much at most, once. */
  item?: string
  value?: number
  percent?: number
}

/** A page does not wait longer for an answer, nor an order. */
const WAIT_MS = 2_000
export const LONGEST_CODE = 128

/**
 * The vouchers that Vitrine gives out, asked by the shop's server with its server key. What they
 * are worth is looked up each time: a cookie that names a code may say what it likes.
 */
export class Vouchers {
  readonly #base: string
  readonly #key: string

  constructor(vitrineUrl: string, serverKey: string) {
    this.#base = vitrineUrl
    this.#key = serverKey
  }

  /** Undefined when nobody answers: a code may be good and cannot be checked. */
  async verify(code: string): Promise<Voucher | undefined> {
    const told = await this.#ask('verify', { code })
    if (!told?.ok) return undefined
    return { ...((await told.json()) as Omit<Voucher, 'code'>), code }
  }

  /** Before an order is taken: false when the code is used, over, or cannot be asked about. */
  async redeem(code: string, order: string, value: number): Promise<boolean> {
    return (await this.#ask('redeem', { code, order, value }))?.ok ?? false
  }

  async #ask(what: string, body: object): Promise<Response | undefined> {
    const headers = { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json' }
    const signal = AbortSignal.timeout(WAIT_MS)
    const asked = { method: 'POST', headers, body: JSON.stringify(body), signal }
    return await fetch(`${this.#base}/v1/offers/${what}`, asked).catch(() => undefined)
  }
}
