import type { Cost, Product } from '../../schema/product.ts'
import { attributesOf, describe } from './describe.ts'
import type { Item, Language } from './shape.ts'

/** An item as the engine's records hold it, for benches that want no feed between. */
export function productOf(item: Item, language: Language, base = 'https://cimes.example'): Product {
  return {
    id: item.id,
    title: item.title[language],
    description: describe(item, language),
    url: `${base}/${item.id}`,
    brand: item.brand.name,
    categories: item.leaf.path.map(name => name[language]),
    attributes: Object.fromEntries(attributesOf(item, language)),
    ...(item.reviews ? { rating: item.rating, reviews: item.reviews } : { reviews: 0 }),
    skus: item.skus.map(sku => ({
      id: sku.id,
      ...(sku.size ? { size: sku.size } : {}),
      colour: sku.colour.name[language],
      offer: {
        price: item.price,
        ...(item.listPrice ? { listPrice: item.listPrice } : {}),
        inStock: sku.stock > 0,
        stock: sku.stock,
      },
    })),
  }
}

export function costsOf(item: Item): Cost[] {
  return item.skus.map(sku => ({ sku: sku.id, cost: item.cost, currency: 'EUR' }))
}
