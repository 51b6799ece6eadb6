import { ProductList } from '@components/frontStore/catalog/ProductList.js'
import React from 'react'

/** Four tiles of the shop's own collection; what Vitrine chooses for a visitor comes in their place. */
export default function VitrineHome({ collection }) {
  const own = collection && React.createElement(ProductList, { products: collection.products.items })
  return React.createElement(
    'div',
    { className: 'vitrine-home' },
    React.createElement(
      'div',
      { 'data-vitrine': 'home:hero', 'data-vitrine-template': 'hero' },
      React.createElement('h2', null, 'Our favourites'),
      React.createElement('p', null, 'Things for the desk and the table.'),
    ),
    React.createElement('div', { 'data-vitrine': 'home', 'data-vitrine-count': '4' }, own),
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
