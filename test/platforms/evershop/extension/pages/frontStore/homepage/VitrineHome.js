import { ProductList } from '@components/frontStore/catalog/ProductList.js'
import React from 'react'

const h = React.createElement

/**
 * The shop's own words and four tiles of its own collection; what Vitrine chooses for a visitor
 * comes in their place, and has their height.
 */
export default function VitrineHome({ collection }) {
  return h(
    'div',
    { className: 'vitrine-home' },
    h(
      'div',
      {
        className: 'vitrine-hero',
        'data-vitrine': 'home:hero',
        'data-vitrine-template': 'hero',
      },
      h('h2', null, 'For the table and the desk'),
      h('p', null, 'Cups, bowls and vases in three colours.'),
    ),
    h(
      'div',
      { className: 'vitrine-row', 'data-vitrine': 'home', 'data-vitrine-count': '4' },
      h('h2', { className: 'vt-title' }, 'Our favourites'),
      collection && h(ProductList, { products: collection.products.items }),
    ),
  )
}

export const layout = { areaId: 'content', sortOrder: 5 }

export const query = `
  query Query {
    collection(code: "homepage") {
      products(filters: [{ key: "limit", operation: eq, value: "4" }]) {
        items {
          productId
          name
          sku
          url
          price {
            regular {
              value
              text
            }
            special {
              value
              text
            }
          }
          inventory {
            isInStock
          }
          image {
            alt
            url
          }
        }
      }
    }
  }
`
