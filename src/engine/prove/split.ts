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

/** What one buyer brought so far: for the sum of squares, and to move it when they are merged. */
interface Buyer {
  orders: number
  revenue: number
  margin: number
  unverifiedOrders: number
  unverifiedRevenue: number
}
const BROUGHT = ['orders', 'revenue', 'margin', 'unverifiedOrders', 'unverifiedRevenue'] as const

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

  /** Those who were erased since are still counted: somebody came. */
  get visitors(): number {
    return SLICE_ORDER.reduce((sum, slice) => sum + this.#sums.get(slice)!.visitors, 0)
  }

  sums(): SliceSums[] {
    return SLICE_ORDER.map(slice => ({ ...this.#sums.get(slice)! }))
  }

  meet(visitor: string, slice: Slice): void {
    if (this.#visitors.add(visitor)) this.#sums.get(slice)!.visitors++
  }

  /** They turn out to be a robot: as if they had never come, unless they paid. */
  leaveOut(visitor: string, slice: Slice): void {
    if (this.#buyers.has(visitor) || !this.#visitors.remove(visitor)) return
    this.#sums.get(slice)!.visitors--
  }

  /** An order is added, taken off because a better report replaces it, or given back in part. */
  earn(order: Order, slice: Slice, what: 'on' | 'off' | 'back'): void {
    const sign = what === 'on' ? 1 : -1
    const count = what === 'back' ? 0 : sign
    const revenue = sign * order.revenue
    this.#bring(order.visitor, slice, {
      orders: count,
      revenue,
      margin: sign * order.margin,
      unverifiedOrders: order.verified ? 0 : count,
      unverifiedRevenue: order.verified ? 0 : revenue,
    })
  }

  /** Two were one: they are counted once, and everything they brought is where `into` belongs. */
  merge(from: string, into: string, fromSlice: Slice, intoSlice: Slice): void {
    if (this.#visitors.remove(from)) {
      this.#sums.get(fromSlice)!.visitors--
      this.meet(into, intoSlice)
    }
    const buyer = this.#buyers.get(from)
    if (buyer === undefined) return
    const brought = { ...buyer }
    const back = nothingBrought()
    for (const what of BROUGHT) back[what] -= brought[what]
    this.#bring(from, fromSlice, back)
    this.#buyers.delete(from)
    this.#bring(into, intoSlice, brought)
  }

  /** What they brought stays in the sums, which name nobody. */
  forget(visitor: string): void {
    this.#visitors.remove(visitor)
    this.#buyers.delete(visitor)
  }

  save(writer: ByteWriter): void {
    this.#visitors.save(writer)
    writer.count(this.#buyers.size)
    for (const [visitor, buyer] of this.#buyers) {
      writer.text(visitor)
      for (const what of BROUGHT) writer.f64(buyer[what])
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
      const buyer = nothingBrought()
      split.#buyers.set(reader.text(), buyer)
      for (const what of BROUGHT) buyer[what] = reader.f64()
    }
    for (const slice of SLICE_ORDER) {
      for (const field of FIELDS) split.#sums.get(slice)![field] = reader.f64()
    }
    return split
  }

  #bring(visitor: string, slice: Slice, brought: Buyer): void {
    const sums = this.#sums.get(slice)!
    let buyer = this.#buyers.get(visitor)
    if (buyer === undefined) this.#buyers.set(visitor, (buyer = nothingBrought()))
    sums.revenueSquares -= buyer.revenue ** 2
    sums.marginSquares -= buyer.margin ** 2
    for (const what of BROUGHT) {
      buyer[what] += brought[what]
      sums[what] += brought[what]
    }
    sums.revenueSquares += buyer.revenue ** 2
    sums.marginSquares += buyer.margin ** 2
  }
}

function nothingBrought(): Buyer {
  return { orders: 0, revenue: 0, margin: 0, unverifiedOrders: 0, unverifiedRevenue: 0 }
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
