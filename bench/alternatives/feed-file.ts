import { createReadStream } from 'node:fs'
import { plainText } from '../../src/ingest/feeds/html.ts'
import { openBytes } from '../../src/ingest/stream/bytes.ts'
import { readTable } from '../../src/ingest/stream/table.ts'
import { decodeText } from '../../src/ingest/stream/text.ts'
import type { Product } from '../../src/schema/product.ts'

/** Names of columns, as feeds write them. */
const COLUMNS = {
  id: ['id', 'upc', 'sku'],
  title: ['title', 'name'],
  brand: ['brand', 'manufacturer'],
  category: ['product_type', 'category'],
}
const NOBODY = /^(unknown|n\/a|none)$/i

/** Products of a catalogue file; each has the same price, since not every feed tells one. */
export async function readProducts(file: string): Promise<Product[]> {
  const products: Product[] = []
  let at: Record<keyof typeof COLUMNS, number> | undefined
  for await (const { cells } of readTable(decodeText(openBytes(createReadStream(file))))) {
    if (at === undefined) at = columnsOf(cells)
    else products.push(productOf(cells, at))
  }
  return products.filter(({ id, title }) => id !== '' && title !== '')
}

function columnsOf(header: string[]) {
  const find = (names: string[]) => header.findIndex(cell => names.includes(cell.toLowerCase()))
  const at = {
    id: find(COLUMNS.id),
    title: find(COLUMNS.title),
    brand: find(COLUMNS.brand),
    category: find(COLUMNS.category),
  }
  if (at.id < 0 || at.title < 0)
    throw new Error('it needs a column for the id and one for the title')
  return at
}

function productOf(cells: string[], at: Record<keyof typeof COLUMNS, number>): Product {
  const read = (column: number) => plainText(cells[column] ?? '').slice(0, 150)
  const brand = read(at.brand)
  return {
    id: read(at.id),
    title: read(at.title),
    url: '/',
    ...(brand === '' || NOBODY.test(brand) ? {} : { brand }),
    categories: read(at.category).split(' > ').filter(Boolean),
    skus: [{ id: read(at.id), offer: { price: 1000, inStock: true } }],
  }
}
