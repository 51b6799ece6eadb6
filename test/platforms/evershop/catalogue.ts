import { escaped } from '../../../src/demo/shop/html.ts'

/** A product as EverShop's storefront API tells it: a variant is a product of its own. */
export interface Product {
  uuid: string
  sku: string
  name: string
  url: string
  metaDescription: string
  variantGroupId?: string
  price: { regular: { value: number; currency: string } }
  inventory: { isInStock: boolean }
  image?: { url: string }
  category?: { name: string }
  attributeIndex: { attributeCode: string; optionText: string }[]
}

const QUERY = `{ products(filters: [{ key: "limit", operation: eq, value: "100" }]) { items {
  uuid sku name url metaDescription variantGroupId
  price { regular { value currency } } inventory { isInStock } image { url }
  category { name } attributeIndex { attributeCode optionText }
} } }`

export async function productsOf(shop: string): Promise<Product[]> {
  const answer = await fetch(`${shop}/api/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
  })
  const { data } = (await answer.json()) as { data: { products: { items: Product[] } } }
  return data.products.items
}

/** A Google Merchant feed of them. Variants are one item: what is chosen on one page. */
export function feedOf(products: Product[], home: string): string {
  const items = products.map(product => `<item>${fieldsOf(product, home)}</item>`)
  return `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>${items.join('\n')}</channel></rss>`
}

function fieldsOf(product: Product, home: string): string {
  const { regular } = product.price
  const colour = product.attributeIndex.find(({ attributeCode }) => attributeCode === 'color')
  const fields: Record<string, string | undefined> = {
    id: product.sku,
    item_group_id: product.variantGroupId && `group-${product.variantGroupId}`,
    title: product.name,
    description: product.metaDescription,
    link: home + product.url,
    image_link: product.image && pictureOf(product.image.url, home),
    price: `${regular.value.toFixed(2)} ${regular.currency}`,
    availability: product.inventory.isInStock ? 'in_stock' : 'out_of_stock',
    product_type: product.category?.name,
    color: colour?.optionText,
  }
  return Object.entries(fields)
    .filter(([, text]) => text)
    .map(([name, text]) => `<g:${name}>${escaped(text!)}</g:${name}>`)
    .join('')
}

/** As its own lists ask for a picture: its size is made by EverShop. */
function pictureOf(path: string, home: string): string {
  return `${home}/images?${new URLSearchParams({ src: path, w: '640', q: '75' })}`
}
