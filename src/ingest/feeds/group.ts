import { KeySet } from '../../core/key-set.ts'
import { LIMITS } from '../../schema/limits.ts'
import type { Product } from '../../schema/product.ts'
import { Refused } from '../refusals.ts'
import type { ProductRow } from './product-row.ts'

/** What pending groups may weigh together, in characters of their texts. */
const PENDING_CHARACTERS = 32 * 1024 ** 2

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
    for (const { product } of this.#pending.values()) yield product
    this.#pending.clear()
    this.#weight = 0
  }

  #join({ product, sku }: ProductRow): void {
    const { id } = product
    let group = this.#pending.get(id)
    if (!group) {
      group = { product: { ...product, skus: [] }, weight: weigh(product) }
      this.#weight += group.weight
    } else if (group.product.skus.length >= LIMITS.skus) {
      const reason = `A product has at most ${LIMITS.skus} variants: split the group.`
      throw new Refused('item_group_id', 'too_many', reason)
    } else {
      complete(group.product, product)
      this.#pending.delete(id) // put again last: the newest is given out last
    }
    group.product.skus.push(sku)
    group.weight += SKU_CHARACTERS
    this.#weight += SKU_CHARACTERS
    this.#pending.set(id, group)
  }

  #overflow(): Product[] {
    const ready: Product[] = []
    for (const [id, group] of this.#pending) {
      if (this.#weight <= this.#most) break
      this.#pending.delete(id)
      this.#closed.add(id)
      this.#weight -= group.weight
      ready.push(group.product)
    }
    return ready
  }
}

interface Pending {
  product: Product
  weight: number
}

const SKU_CHARACTERS = 200

function weigh(product: Omit<Product, 'skus'>): number {
  let characters = 400 + product.title.length + product.url.length
  characters += (product.description?.length ?? 0) + (product.image?.length ?? 0)
  for (const name in product.attributes) characters += name.length + product.attributes[name].length
  return characters
}

/** What the first row left open, a later one may say; of the title, what variants share. */
function complete(product: Product, variant: Omit<Product, 'skus'>): void {
  product.title = sharedTitle(product.title, variant.title)
  product.description ??= variant.description
  product.image ??= variant.image
  product.brand ??= variant.brand
  product.rating ??= variant.rating
  product.reviews ??= variant.reviews
  product.since ??= variant.since
  if (product.categories.length === 0) product.categories = variant.categories
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
