import { describe } from '../catalogue/describe.ts'
import type { Item, Language } from '../catalogue/shape.ts'
import { href, imageHref, productHref } from './routes.ts'
import type { Category } from './shelves.ts'
import { word } from './words.ts'

/** What search engines read, and Vitrine where a shop pushes nothing. */
export function productLd(item: Item, language: Language, origin: string) {
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    productID: item.id,
    sku: item.id,
    name: item.title[language],
    description: describe(item, language),
    image: item.colours.map(colour => origin + imageHref(item, colour)),
    brand: { '@type': 'Brand', name: item.brand.name },
    ...(item.reviews
      ? {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: item.rating,
            reviewCount: item.reviews,
          },
        }
      : {}),
    offers: item.skus.map(sku => ({
      '@type': 'Offer',
      sku: sku.id,
      price: (item.price / 100).toFixed(2),
      priceCurrency: 'EUR',
      availability: `https://schema.org/${sku.stock > 0 ? 'InStock' : 'OutOfStock'}`,
      url: origin + productHref(language, item, sku.colour.code),
    })),
  }
}

export function breadcrumbLd(category: Category, language: Language, origin: string, item?: Item) {
  const crumbs = [
    { name: word(language, 'home'), path: href(language, 'home') },
    ...category.path.map(one => ({
      name: one.name[language],
      path: href(language, 'category', one.slug[language]),
    })),
    ...(item ? [{ name: item.title[language], path: productHref(language, item) }] : []),
  ]
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: origin + path,
    })),
  }
}
