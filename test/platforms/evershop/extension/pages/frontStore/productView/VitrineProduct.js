import React from 'react'

/**
 * What this page sells, as structured data: EverShop prints none. A variant is a product of its own
 * there, with its own SKU and stock. In the body and not the head, where EverShop leaves what its
 * server printed beside what the browser draws, and a variant chosen would stand beside the first.
 */
export default function VitrineProduct({ product }) {
  const { name, sku, price, inventory } = product
  const thing = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name,
    sku,
    offers: {
      '@type': 'Offer',
      price: price.special.value ?? price.regular.value,
      priceCurrency: price.regular.currency,
      availability: `https://schema.org/${inventory.isInStock ? 'InStock' : 'OutOfStock'}`,
    },
  }
  // A name may hold "</script>".
  const __html = JSON.stringify(thing).replaceAll('<', '\\u003c')
  return React.createElement('script', {
    type: 'application/ld+json',
    dangerouslySetInnerHTML: { __html },
  })
}

export const layout = { areaId: 'productPageTop', sortOrder: 1 }

export const query = `
  query Query {
    product: currentProduct {
      name
      sku
      price {
        regular {
          value
          currency
        }
        special {
          value
        }
      }
      inventory {
        isInStock
      }
    }
  }
`
