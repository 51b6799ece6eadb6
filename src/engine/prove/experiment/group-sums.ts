import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { widened } from '../../../core/widened.ts'

/** What one visitor adds to the sums of their group. */
export interface Contribution {
  clicked: number
  bounced: number
  days: number
  /** All orders, then those alone that a server has told. */
  money: [Money, Money]
}

export interface Money {
  orders: number
  revenue: number
  margin: number
}

export const NO_MONEY: Readonly<Money> = { orders: 0, revenue: 0, margin: 0 }

export const ALL_ORDERS = 0
export const VERIFIED = 1
export type Basis = typeof ALL_ORDERS | typeof VERIFIED

/** Sums of a group of visitors: of each figure, and of its square. */
export interface Moments {
  visitors: number
  sum: number
  squares: number
}

/** Plain sums of a group, in this order; three more for each basis: buyers, second, third order. */
const VISITORS = 0
const CLICKED = 1
const BOUNCED = 2
const DAYS = 3
const DAY_SQUARES = 4
const FIRST_BUYERS = 5
const FIRST_MONEY = 11
const WIDTH = 15
/** Revenue and margin of each basis. */
const SQUARES = 4

export type Figure =
  | 'clicked'
  | 'bounced'
  | 'days'
  | 'bought'
  | 'second'
  | 'third'
  | 'revenue'
  | 'margin'

/**
 * Sums over the visitors of many groups. A visitor who changes is taken out as they were and
 * put in as they are: whole numbers, so the order of what happened never shows. Squares of
 * money outgrow what a double holds exactly, and are big integers; they move with orders only.
 */
export class GroupSums {
  #sums = new Float64Array(WIDTH * 16)
  readonly #squares: bigint[] = []

  add(group: number, sign: 1 | -1, of: Contribution): void {
    if ((group + 1) * WIDTH > this.#sums.length) {
      this.#sums = widened(this.#sums, Math.max((group + 1) * WIDTH, this.#sums.length * 2))
    }
    const sums = this.#sums
    const at = group * WIDTH
    sums[at + VISITORS] += sign
    sums[at + CLICKED] += sign * of.clicked
    sums[at + BOUNCED] += sign * of.bounced
    sums[at + DAYS] += sign * of.days
    sums[at + DAY_SQUARES] += sign * of.days ** 2
    for (let basis = 0; basis < 2; basis++) {
      const money = of.money[basis]
      if (money.orders !== 0 || money.revenue !== 0 || money.margin !== 0) {
        this.#addMoney(group, basis, sign, money)
      }
    }
  }

  /** What one group added up is the other's from now on. */
  move(from: number, to: number): void {
    const room = (Math.max(from, to) + 1) * WIDTH
    if (room > this.#sums.length) this.#sums = widened(this.#sums, room)
    for (let n = 0; n < WIDTH; n++) {
      this.#sums[to * WIDTH + n] += this.#sums[from * WIDTH + n]
      this.#sums[from * WIDTH + n] = 0
    }
    if (from * SQUARES >= this.#squares.length) return
    while (this.#squares.length < (to + 1) * SQUARES) this.#squares.push(0n)
    for (let n = 0; n < SQUARES; n++) {
      this.#squares[to * SQUARES + n] += this.#squares[from * SQUARES + n]
      this.#squares[from * SQUARES + n] = 0n
    }
  }

  moments(group: number, figure: Figure, basis: Basis): Moments {
    const at = group * WIDTH
    const sum = (place: number) => this.#sums[at + place] ?? 0
    const visitors = sum(VISITORS)
    const share = (place: number) => ({ visitors, sum: sum(place), squares: sum(place) })
    switch (figure) {
      case 'clicked':
        return share(CLICKED)
      case 'bounced':
        return share(BOUNCED)
      case 'days':
        return { visitors, sum: sum(DAYS), squares: sum(DAY_SQUARES) }
      case 'bought':
        return share(FIRST_BUYERS + basis * 3)
      case 'second':
        return share(FIRST_BUYERS + basis * 3 + 1)
      case 'third':
        return share(FIRST_BUYERS + basis * 3 + 2)
      default: {
        const which = basis * 2 + (figure === 'revenue' ? 0 : 1)
        const squares = Number(this.#squares[group * SQUARES + which] ?? 0n)
        return { visitors, sum: sum(FIRST_MONEY + which), squares }
      }
    }
  }

  save(writer: ByteWriter): void {
    writer.count(this.#sums.length)
    for (const sum of this.#sums) writer.f64(sum)
    writer.count(this.#squares.length)
    for (const square of this.#squares) writer.text(square.toString())
  }

  static load(reader: ByteReader): GroupSums {
    const groups = new GroupSums()
    groups.#sums = new Float64Array(reader.count())
    for (let n = 0; n < groups.#sums.length; n++) groups.#sums[n] = reader.f64()
    for (let left = reader.count(); left > 0; left--) groups.#squares.push(BigInt(reader.text()))
    return groups
  }

  #addMoney(group: number, basis: number, sign: 1 | -1, money: Money): void {
    const sums = this.#sums
    const buyers = group * WIDTH + FIRST_BUYERS + basis * 3
    for (let n = 0; n < 3; n++) if (money.orders > n) sums[buyers + n] += sign
    const at = group * WIDTH + FIRST_MONEY + basis * 2
    sums[at] += sign * money.revenue
    sums[at + 1] += sign * money.margin
    while (this.#squares.length < (group + 1) * SQUARES) this.#squares.push(0n)
    const square = group * SQUARES + basis * 2
    this.#squares[square] += BigInt(sign) * BigInt(money.revenue) ** 2n
    this.#squares[square + 1] += BigInt(sign) * BigInt(money.margin) ** 2n
  }
}
