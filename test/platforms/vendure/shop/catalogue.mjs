const QUERY = `{ products(options: { take: 100 }) { items {
  id name slug description collections { name }
  variants { sku name priceWithTax currencyCode stockLevel options { name } }
} } }`

/** What Vendure's public Shop API tells of every product; stock is told of each variant. */
export async function productsOf(shopApi) {
  const answer = await fetch(shopApi, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
  })
  const { data, errors } = await answer.json()
  if (errors) throw new Error(errors[0].message)
  return data.products.items
}

/** As a Google Merchant feed: a product is the item, its variants are what is bought. */
export function feedOf(products, home) {
  const rows = products.flatMap(product =>
    product.variants.map(variant => `<item>${fieldsOf(product, variant, home)}</item>`),
  )
  return `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>${rows.join('\n')}</channel></rss>`
}

function fieldsOf(product, variant, home) {
  const fields = {
    id: variant.sku,
    item_group_id: `product-${product.id}`,
    title: product.name,
    description: product.description,
    link: `${home}/product/${product.slug}?sku=${variant.sku}`,
    price: `${(variant.priceWithTax / 100).toFixed(2)} ${variant.currencyCode}`,
    availability: isGone(variant) ? 'out_of_stock' : 'in_stock',
    product_type: product.collections[0]?.name,
    size: variant.options[0]?.name,
  }
  return Object.entries(fields)
    .filter(([, text]) => text)
    .map(([name, text]) => `<g:${name}>${escaped(text)}</g:${name}>`)
    .join('')
}

export const isGone = ({ stockLevel }) => stockLevel === 'OUT_OF_STOCK'

export const escaped = text =>
  text.replace(/[&<>"']/g, character => `&#${character.codePointAt(0)};`)
