import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { ShopEvent } from '../../schema/event.ts'
import { monthOf } from './month.ts'

/** Lines of orders and refunds that wait. Anybody can send some with a public key: those fill half the room. */
const MOST_LINES = 16_384
/** Let in with one record, so that a rate for thousands of orders comes back as no long turn. */
const AT_ONCE = 20

/**
 * Orders and refunds in a currency of which no rate is known yet. They count once it is told,
 * in the order they came.
 */
export class WaitingForRate {
  #waiting: ShopEvent[] = []
  #lines = 0
  /** Their rate is known by now. */
  #ready: ShopEvent[] = []
  /** There was no room for them. */
  #lost: Record<string, number> = {}

  /** All that count nowhere, currency by currency. */
  get byCurrency(): { currency: string; count: number }[] {
    const counts = new Map(Object.entries(this.#lost))
    for (const { currency = '' } of [...this.#ready, ...this.#waiting]) {
      counts.set(currency, (counts.get(currency) ?? 0) + 1)
    }
    const all = [...counts].map(([currency, count]) => ({ currency, count }))
    return all.sort((a, b) => (a.currency < b.currency ? -1 : 1))
  }

  get count(): number {
    return this.byCurrency.reduce((sum, { count }) => sum + count, 0)
  }

  add(event: ShopEvent): void {
    const room = event.verified ? MOST_LINES : MOST_LINES / 2
    if (this.#lines + linesIn(event) <= room) this.#wait(whatCounts(event))
    else this.#lost[event.currency!] = (this.#lost[event.currency!] ?? 0) + 1
  }

  /** Rates were told. */
  release(isKnown: (currency: string, month: string) => boolean, timeZone: string): void {
    const known = new Map<string, boolean>()
    const isReady = ({ currency = '', time }: ShopEvent) => {
      const month = monthOf(time, timeZone)
      const key = `${currency} ${month}`
      if (!known.has(key)) known.set(key, isKnown(currency, month))
      return known.get(key)!
    }
    const waiting = this.#waiting
    this.#waiting = []
    this.#lines = 0
    for (const event of waiting) {
      if (isReady(event)) this.#ready.push(event)
      else this.#wait(event)
    }
  }

  /** The next whose rate is known. */
  take(): readonly ShopEvent[] {
    return this.#ready.length === 0 ? NONE : this.#ready.splice(0, AT_ONCE)
  }

  /** They stay, without whose they were. */
  unlink(isTheirs: (visitor: string) => boolean, gone: string): void {
    for (const event of [...this.#ready, ...this.#waiting]) {
      if (event.visitor !== undefined && isTheirs(event.visitor)) event.visitor = gone
    }
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify([this.#waiting, this.#ready, this.#lost]))
  }

  static load(reader: ByteReader): WaitingForRate {
    const made = new WaitingForRate()
    const [waiting, ready, lost] = JSON.parse(reader.text())
    for (const event of waiting) made.#wait(event)
    made.#ready = ready
    made.#lost = lost
    return made
  }

  #wait(event: ShopEvent): void {
    this.#waiting.push(event)
    this.#lines += linesIn(event)
  }
}

const NONE: readonly ShopEvent[] = []

/** An order without lines takes room too. */
function linesIn({ items = [] }: ShopEvent): number {
  return 1 + items.length
}

/** No more than the sums are made of, and nothing that an erasure takes out of the log. */
function whatCounts(event: ShopEvent): ShopEvent {
  const { name, visitor, time, channel, context, items, currency, value, verified } = event
  const { id, tax } = event.transaction!
  return {
    ...{ name, visitor, time, channel, currency, value, verified },
    ...(context?.country && { context: { country: context.country } }),
    ...(items && { items: items.map(({ id, price, quantity }) => ({ id, price, quantity })) }),
    transaction: { id, tax },
  }
}
