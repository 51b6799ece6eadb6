import { fingerprint } from '../../core/fingerprint.ts'
import type { Product } from '../../schema/product.ts'
import type { RowRefusal } from '../refusals.ts'
import type { ProductReading } from './merchant.ts'

/** Products of one parcel, and rows where most of them are refused. */
const PRODUCTS = 100
const ROWS = 1000
/** Refusals told in words, of one reading of a feed. */
const TOLD = 100

/** Some rows of a feed, judged: what may pass from the thread that reads to the one that keeps. */
export interface Parcel {
  rows: number
  repaired: number
  refused: number
  /** The first hundred of the feed. */
  refusals: RowRefusal[]
  /** Products some row of which was refused: not known to be gone. */
  spared: string[]
  products: ToldProduct[]
  /** Some sale begins or ends later. */
  turns: boolean
  /** The reading ended before the file did. */
  broken: boolean
}

/** A product, and the fingerprint of all that its feed tells of it. */
export interface ToldProduct {
  product: Product
  told: number
  /** Of the product as JSON: counted here, and not again where shoppers wait. */
  characters: number
}

export async function* parcelsOf(readings: AsyncIterable<ProductReading>): AsyncGenerator<Parcel> {
  let told = 0
  let parcel = emptyParcel()
  for await (const reading of readings) {
    const words = put(reading, parcel, told < TOLD)
    if (words) told++
    if (parcel.products.length < PRODUCTS && parcel.rows < ROWS) continue
    yield parcel
    parcel = emptyParcel()
  }
  yield parcel
}

/** @returns whether a refusal was told */
function put(reading: ProductReading, parcel: Parcel, mayTell: boolean): boolean {
  const { product, refused, repairs, line, fatal } = reading
  if (fatal) parcel.broken = true
  if (reading.turns) parcel.turns = true
  if (fatal || line > 0) parcel.rows++
  if (repairs.length > 0) parcel.repaired++
  if (product) {
    const text = JSON.stringify(product)
    parcel.products.push({ product, told: fingerprint(text), characters: text.length })
  }
  if (!refused) return false
  parcel.refused++
  if (refused.item !== undefined) parcel.spared.push(refused.item)
  if (mayTell) parcel.refusals.push(refused)
  return mayTell
}

function emptyParcel(): Parcel {
  const lists = { refusals: [], spared: [], products: [] }
  return { rows: 0, repaired: 0, refused: 0, turns: false, broken: false, ...lists }
}
