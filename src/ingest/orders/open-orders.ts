import { uuidV5 } from '../../core/visitor-key.ts'
import { LIMITS } from '../../schema/limits.ts'
import type { OrderLine } from './line.ts'

/** Lines of one order or refund that go into one event. */
export interface OrderPart {
  /** What tells it from every other order and refund. */
  key: string
  /** Made of the lines of the first part: the same in each part that follows. */
  telling: string
  /** 0 for the first. */
  part: number
  /** There may be more parts: it is not the whole order. */
  isCut: boolean
  /** Earliest of the first part's lines. */
  time: number
  currency: string
  customer?: string
  lines: OrderLine[]
}

/** An order whose lines may still come. */
type Open = Omit<OrderPart, 'isCut'>
/** What is remembered of an order that was closed, should it go on far below. */
type Closed = Omit<Open, 'key' | 'lines'>

const MOST_LINES = 50_000
const MOST_OPEN = 5_000
const MOST_CLOSED = 200_000

/**
 * Orders of a file on their way to be whole. The lines of an order need not stand together:
 * up to 5,000 orders and 50,000 lines are held open, and the order that heard nothing for
 * longest is closed first. A line that comes later still makes a further part of its order; the
 * last 200,000 orders closed are remembered for that (about 40 MB at most, 15 MB for the lines).
 *
 * The same lines in the same order always make the same parts, so a file read again, from its
 * beginning, says nothing new.
 */
export class OpenOrders {
  readonly #open = new Map<string, Open>()
  readonly #closed = new Map<string, Closed>()
  #lines = 0

  /** @returns the parts that this line completes: of an order too long for one event, or left long ago */
  add(line: OrderLine): OrderPart[] {
    const key = keyOf(line)
    const open = this.#reopen(key, line)
    open.lines.push(line)
    open.customer ??= line.customer
    this.#lines++
    this.#open.delete(key)
    this.#open.set(key, open) // the newest stands last
    const parts: OrderPart[] = []
    if (open.lines.length === LIMITS.items) parts.push(this.#cut(open, true))
    while (this.#lines > MOST_LINES || this.#open.size > MOST_OPEN)
      parts.push(...this.#closeOldest())
    return parts
  }

  /** The file is over: what is open is whole. */
  *end(): Generator<OrderPart> {
    while (this.#open.size > 0) yield* this.#closeOldest()
  }

  /** An order has one currency: that of its first line. */
  currencyOf(line: OrderLine): string {
    const key = keyOf(line)
    return (this.#open.get(key) ?? this.#closed.get(key) ?? line).currency
  }

  #reopen(key: string, { time, currency }: OrderLine): Open {
    const open = this.#open.get(key)
    if (open !== undefined) return open
    const closed = this.#closed.get(key) ?? { telling: '', part: 0, time, currency }
    this.#closed.delete(key)
    return { key, ...closed, lines: [] }
  }

  #closeOldest(): OrderPart[] {
    const [key, oldest] = this.#open.entries().next().value!
    this.#open.delete(key)
    const last = oldest.lines.length > 0 ? [this.#cut(oldest, false)] : []
    const { telling, part, time, currency, customer } = oldest
    this.#closed.set(key, { telling, part, time, currency, customer })
    if (this.#closed.size > MOST_CLOSED) this.#closed.delete(this.#closed.keys().next().value!)
    return last
  }

  /** Take the lines as a part; the order stays ready for the next. */
  #cut(order: Open, isCut: boolean): OrderPart {
    if (order.part === 0) {
      order.telling = tellingOf(order)
      order.time = Math.min(...order.lines.map(line => line.time))
    }
    const part = { ...order, isCut: isCut || order.part > 0 }
    this.#lines -= order.lines.length
    order.lines = []
    order.part++
    return part
  }
}

/** Refunds under the order's own number are one for each time that is written. */
function keyOf({ kind, order, refund = '' }: OrderLine): string {
  return `${kind}\u0000${order}\u0000${refund}`
}

function tellingOf({ key, lines }: Open): string {
  const said = lines.map(({ item, quantity, total }) => `${item} ${quantity} ${total}`)
  return uuidV5('telling', [key, ...said].join('\u0000'))
}
