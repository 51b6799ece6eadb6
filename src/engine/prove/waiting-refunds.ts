import type { ByteReader, ByteWriter } from '../../core/bytes.ts'

/** Orders that refunds wait for, and refunds of one order. */
const MOST_ORDERS = 4_096
const MOST_EACH = 20

export interface Refund {
  /** Minor units; undefined for all of the order. */
  asked?: number
  verified: boolean
}

/** Refunds that came before their order. Those waiting longest leave when there are too many. */
export class WaitingRefunds {
  readonly #byNumber = new Map<string, Refund[]>()

  get count(): number {
    let count = 0
    for (const refunds of this.#byNumber.values()) count += refunds.length
    return count
  }

  /** Anybody can send a refund with a public key: those only ever fill half the room. */
  add(number: string, refund: Refund): void {
    const refunds = this.#byNumber.get(number) ?? []
    const isCrowded = this.#byNumber.size >= MOST_ORDERS / 2
    if (refunds.length >= MOST_EACH || (isCrowded && !refund.verified)) return
    refunds.push(refund)
    this.#byNumber.set(number, refunds)
    if (this.#byNumber.size <= MOST_ORDERS) return
    this.#byNumber.delete(this.#byNumber.keys().next().value!)
  }

  /** Those of an order that has come. */
  take(number: string): readonly Refund[] {
    const refunds = this.#byNumber.get(number) ?? []
    this.#byNumber.delete(number)
    return refunds
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify([...this.#byNumber]))
  }

  static load(reader: ByteReader): WaitingRefunds {
    const waiting = new WaitingRefunds()
    for (const [number, refunds] of JSON.parse(reader.text()) as [string, Refund[]][]) {
      waiting.#byNumber.set(number, refunds)
    }
    return waiting
  }
}
