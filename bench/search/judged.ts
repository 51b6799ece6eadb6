import { createReadStream } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { plainText } from '../../src/ingest/feeds/html.ts'
import { openBytes } from '../../src/ingest/stream/bytes.ts'
import { readTable } from '../../src/ingest/stream/table.ts'
import { decodeText } from '../../src/ingest/stream/text.ts'
import { LIMITS } from '../../src/schema/limits.ts'
import type { Product } from '../../src/schema/product.ts'
import type { Question } from '../../src/search/find.ts'
import { SearchIndex } from '../../src/search/search-index.ts'

const MARKET = { country: 'US', language: 'en', currency: 'USD' }
const DEPTH = 10
const WHOLE: Omit<Question, 'words'> = {
  market: 'US-en',
  filters: [],
  sort: 'best',
  from: 0,
  count: 100,
}

/** Products people graded for a query, 1 to 4. */
interface Judgements {
  products: Product[]
  grades: Map<string, { product: number; grade: number }[]>
}

/**
 * How well the graded products of each query are ordered (NDCG at 10, gain 2^(grade − 1) − 1),
 * by our index and by BM25 alone (FTS5's, over title and description as one text, any word).
 * What a method does not find stands behind what it finds, in the order of the file.
 */
export async function judge(file: string) {
  const { products, grades } = await readJudgements(file)
  const methods = { vitrine: await ours(products), bm25: plainly(products) }
  const rows = Object.entries(methods).map(([method, ask]) => {
    const scores = [...grades].map(([query, graded]) => ndcg(graded, ask(query)))
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
    const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length
    const error = Math.sqrt(variance / scores.length)
    return { method, queries: scores.length, ndcg10: round(mean), se: round(error) }
  })
  return { products: products.length, rows }
}

async function readJudgements(file: string): Promise<Judgements> {
  const places = new Map<string, number>()
  const products: Product[] = []
  const grades: Judgements['grades'] = new Map()
  let at: Record<string, number> | undefined
  for await (const { cells } of readTable(decodeText(openBytes(createReadStream(file))))) {
    if (at === undefined) {
      at = Object.fromEntries(cells.map((name, place) => [name, place]))
      if (!('query' in at && 'product_title' in at && 'median_relevance' in at)) {
        throw new Error('it needs the columns query, product_title and median_relevance')
      }
      continue
    }
    const [title, description] = [cells[at.product_title], cells[at.product_description] ?? '']
    const key = `${title}\u0000${description}`
    const product =
      places.get(key) ?? products.push(productOf(products.length, title, description)) - 1
    places.set(key, product)
    const graded = grades.get(cells[at.query]) ?? []
    graded.push({ product, grade: Number(cells[at.median_relevance]) })
    grades.set(cells[at.query], graded)
  }
  return { products, grades }
}

function productOf(place: number, title: string, description: string): Product {
  return {
    id: String(place),
    title: title.slice(0, LIMITS.text),
    description: plainText(description).slice(0, LIMITS.longText),
    url: '/',
    categories: [],
    skus: [{ id: `s${place}`, offer: { price: 1000, inStock: true } }],
  }
}

/** @returns places of products in the order of a method */
type Ask = (query: string) => number[]

async function ours(products: Product[]): Promise<Ask> {
  const index = SearchIndex.open(':memory:', 'bench')
  const record = { type: 'products', position: 1, body: { market: MARKET, products } }
  await index.follow([record as never])
  return words => (index.find({ ...WHOLE, words })?.items ?? []).map(({ item }) => Number(item))
}

function plainly(products: Product[]): Ask {
  const db = new DatabaseSync(':memory:')
  db.exec(`CREATE VIRTUAL TABLE texts USING fts5(body, content='')`)
  const insert = db.prepare('INSERT INTO texts (rowid, body) VALUES (?, ?)')
  for (const [place, { title, description }] of products.entries()) {
    insert.run(place + 1, `${title} ${description}`)
  }
  const ask = db.prepare('SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts)')
  return query => {
    const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
    const any = words.map(word => `"${word}"`).join(' OR ')
    return ask.all(any).map(({ rowid }) => Number(rowid) - 1)
  }
}

function ndcg(graded: readonly { product: number; grade: number }[], order: readonly number[]) {
  const ranks = new Map(order.map((product, rank) => [product, rank]))
  const rankOf = (product: number, place: number) => ranks.get(product) ?? order.length + place
  const ranked = graded
    .map(({ product, grade }, place) => ({ rank: rankOf(product, place), grade }))
    .sort((a, b) => a.rank - b.rank)
  const ideal = graded.toSorted((a, b) => b.grade - a.grade)
  return gainOf(ranked) / (gainOf(ideal) || 1)
}

function gainOf(ranked: readonly { grade: number }[]): number {
  return ranked
    .slice(0, DEPTH)
    .reduce((sum, { grade }, place) => sum + (2 ** (grade - 1) - 1) / Math.log2(place + 2), 0)
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
