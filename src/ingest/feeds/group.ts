import { KeySet } from '../../core/key-set.ts'
import { LIMITS } from '../../schema/limits.ts'
import type { Product } from '../../schema/product.ts'
import { Refused } from '../refusals.ts'
import type { ProductRow } from './product-row.ts'

/** What pending groups may weigh together, in characters of their texts. */
const PENDING_CHARACTERS = 24 * 1024 ** 2

/**
 * Rows of one `item_group_id` become one product, wherever in the file they stand.
 *
 * Groups wait until the end of the file. Their first row gives the texts, each
 * further one only its SKU, so a group weighs little more than one row. When all
 * that wait weigh more than the bound, the group that was silent for longest is
 * given out as it is; a variant of it that comes later is refused, with the advice
 * to sort the feed. Rows without a group wait for nobody.
 */
export class Groups {
  readonly #most: number
  readonly #pending = new Map<string, Pending>()
  readonly #closed = new KeySet()
  readonly #skus = new KeySet()
  #weight = 0

  constructor(mostCharacters = PENDING_CHARACTERS) {
    this.#most = mostCharacters
  }

  /**
   * @returns products that are ready
   * @throws Refused `repeated`, `too_many`, `group_closed`
   */
  add(row: ProductRow): Product[] {
    const { product, sku } = row
    if (this.#skus.has(sku.id)) {
      throw new Refused('id', 'repeated', 'This id came before in the same feed: ids must differ.')
    }
    if (this.#closed.has(product.id)) {
      const reason = 'Its group came too far above: sort the feed by item_group_id.'
      throw new Refused('item_group_id', 'group_closed', reason)
    }
    if (row.grouped) this.#join(row)
    else this.#closed.add(product.id)
    this.#skus.add(sku.id)
    return row.grouped ? this.#overflow() : [{ ...product, skus: [sku] }]
  }

  /** All that wait, at the end of the file. */
  *rest(): Generator<Product> {
    for (const group of this.#pending.values()) yield whole(group)
    this.#pending.clear()
    this.#weight = 0
  }

  #join({ product, sku }: ProductRow): void {
    const { id } = product
    const before = this.#pending.get(id)
    if (before && before.skus.length >= LIMITS.skus) {
      const reason = `A product has at most ${LIMITS.skus} variants: split the group.`
      throw new Refused('item_group_id', 'too_many', reason)
    }
    // No room to spare: pushed to, a list of one would be kept with room for seventeen.
    const skus = before ? [...before.skus, JSON.stringify(sku)] : [JSON.stringify(sku)]
    const text = before ? completed(before.product, product) : JSON.stringify(product)
    const weight = skus.reduce((sum, one) => sum + one.length + OVERHEAD, text.length + OVERHEAD)
    this.#weight += weight - (before?.weight ?? 0)
    this.#pending.delete(id) // put again last: the newest is given out last
    this.#pending.set(id, { product: text, skus, weight })
  }

  /** A tenth at a time: to find the oldest, a map passes over all that were deleted before it. */
  #overflow(): Product[] {
    const ready: Product[] = []
    if (this.#weight <= this.#most) return ready
    for (const [id, group] of this.#pending) {
      if (this.#weight <= this.#most * 0.9) break
      this.#pending.delete(id)
      this.#closed.add(id)
      this.#weight -= group.weight
      ready.push(whole(group))
    }
    return ready
  }
}

/** A group that waits, as JSON: a third of what the objects would take, and nothing of the file. */
interface Pending {
  product: string
  skus: string[]
  weight: number
}

/** What a text takes beside its characters. */
const OVERHEAD = 60

function whole({ product, skus }: Pending): Product {
  return { ...JSON.parse(product), skus: skus.map(sku => JSON.parse(sku)) }
}

/** What the first row left open, a later one may say; of the title, what variants share. */
function completed(first: string, variant: Omit<Product, 'skus'>): string {
  const product = JSON.parse(first) as Omit<Product, 'skus'>
  product.title = sharedTitle(product.title, variant.title)
  product.description ??= variant.description
  product.image ??= variant.image
  product.brand ??= variant.brand
  product.rating ??= variant.rating
  product.reviews ??= variant.reviews
  product.since ??= variant.since
  if (product.categories.length === 0) product.categories = variant.categories
  return JSON.stringify(product)
}

/** `Boot Alto – 41` and `Boot Alto – 42` → `Boot Alto`, when most of the title is shared. */
function sharedTitle(one: string, other: string): string {
  if (one === other) return one
  const a = one.split(' ')
  const b = other.split(' ')
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  const shared = a
    .slice(0, same)
    .join(' ')
    .replace(/[\s,;:|/(–—-]+$/, '')
  return shared.length * 2 >= one.length ? shared : one
}
