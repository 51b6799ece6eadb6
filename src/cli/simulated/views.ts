import type { Product } from '../../schema/product.ts'
import type { ProductView } from '../../shoppers/index.ts'

/** A product as somebody who stands before it sees it. */
export function productViewOf(product: Product): ProductView {
  const [first] = product.skus
  return {
    id: product.id,
    path: product.url,
    name: product.title,
    brand: product.brand ?? '',
    price: first.offer.price,
    reduced: first.offer.listPrice !== undefined,
    rating: product.rating ?? 0,
    reviews: product.reviews ?? 0,
    category: product.categories.join(' > '),
    level: product.attributes?.level,
    sizes: product.skus.map(({ id, size = '', offer }) => ({
      sku: id,
      name: size,
      inStock: offer.inStock,
    })),
  }
}
