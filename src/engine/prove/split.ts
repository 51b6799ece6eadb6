import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { unit } from '../../core/hash.ts'
import { KeySet } from '../../core/key-set.ts'
import type { Slice } from '../../schema/decision.ts'
import type { SliceSums } from '../../schema/report.ts'
import type { Order } from './orders.ts'

/** Saved and reported in this order. */
const SLICE_ORDER: readonly Slice[] = ['holdout', 'uniform', 'engine']

/** The permanent split: the same visitor, the same slice, for ever. */
export function sliceOf(visitor: string, salt: string, holdout: number, uniform: number): Slice {
  const draw = unit(salt, 'slice', visitor)
  if (draw < holdout) return 'holdout'
  return draw < holdout + uniform ? 'uniform' : 'engine'
}

/** What one buyer brought so far, to keep the sum of squares true. */
interface Buyer {
  revenue: number
  margin: number
}

/**
 * What each slice earned, over the visitors as assigned, whether or not they saw a
 * placement. Sums and sums of squares are enough for every interval drawn later.
 */
export class Split {
  readonly #visitors: KeySet
  readonly #buyers = new Map<string, Buyer>()
  readonly #sums = new Map<Slice, SliceSums>(SLICE_ORDER.map(slice => [slice, emptySums(slice)]))

  constructor(visitors = new KeySet()) {
    this.#visitors = visitors
  }

  get visitors(): number {
    return this.#visitors.size
  }

  sums(): SliceSums[] {
    return SLICE_ORDER.map(slice => ({ ...this.#sums.get(slice)! }))
  }

  meet(visitor: string, slice: Slice): void {
    if (this.#visitors.add(visitor)) this.#sums.get(slice)!.visitors++
  }

  /** An order is added, taken off because a better report replaces it, or given back in part. */
  earn(order: Order, slice: Slice, what: 'on' | 'off' | 'back'): void {
    const sums = this.#sums.get(slice)!
    const sign = what === 'on' ? 1 : -1
    let buyer = this.#buyers.get(order.visitor)
    if (buyer === undefined) this.#buyers.set(order.visitor, (buyer = { revenue: 0, margin: 0 }))
    sums.revenueSquares -= buyer.revenue ** 2
    sums.marginSquares -= buyer.margin ** 2
    buyer.revenue += sign * order.revenue
    buyer.margin += sign * order.margin
    sums.revenueSquares += buyer.revenue ** 2
    sums.marginSquares += buyer.margin ** 2
    sums.revenue += sign * order.revenue
    sums.margin += sign * order.margin
    if (what !== 'back') sums.orders += sign
    if (order.verified) return
    sums.unverifiedRevenue += sign * order.revenue
    if (what !== 'back') sums.unverifiedOrders += sign
  }

  save(writer: ByteWriter): void {
    this.#visitors.save(writer)
    writer.count(this.#buyers.size)
    for (const [visitor, buyer] of this.#buyers) {
      writer.text(visitor)
      writer.f64(buyer.revenue)
      writer.f64(buyer.margin)
    }
    for (const slice of SLICE_ORDER) {
      const sums = this.#sums.get(slice)!
      for (const field of FIELDS) writer.f64(sums[field])
    }
  }

  static load(reader: ByteReader): Split {
    const visitors = KeySet.load(reader)
    const split = new Split(visitors)
    for (let left = reader.count(); left > 0; left--) {
      split.#buyers.set(reader.text(), { revenue: reader.f64(), margin: reader.f64() })
    }
    for (const slice of SLICE_ORDER) {
      for (const field of FIELDS) split.#sums.get(slice)![field] = reader.f64()
    }
    return split
  }
}

const FIELDS = [
  'visitors',
  'orders',
  'revenue',
  'margin',
  'unverifiedOrders',
  'unverifiedRevenue',
  'revenueSquares',
  'marginSquares',
] as const

function emptySums(slice: Slice): SliceSums {
  return {
    slice,
    visitors: 0,
    orders: 0,
    revenue: 0,
    margin: 0,
    unverifiedOrders: 0,
    unverifiedRevenue: 0,
    revenueSquares: 0,
    marginSquares: 0,
  }
}
