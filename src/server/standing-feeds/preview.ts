import {
  type RowReading,
  readCampaignCosts,
  readContent,
  readCosts,
  readCurrencyRates,
} from '../../ingest/index.ts'
import type { Product } from '../../schema/product.ts'
import type { FeedWanted, PreviewTold } from '../../schema/standing-feed.ts'
import { judgedFacts } from '../facts-feed.ts'
import { readFeed } from '../feed-thread/read-feed.ts'
import { type FeedServices, fetched } from '../feeds.ts'
import { marketOf } from './read.ts'

/** Rows of a small feed that are looked at; of products the first parcel. */
const ROWS = 100
const EXAMPLES = 5
const REFUSALS = 20
/** Somebody sits before it and waits. */
const PATIENCE_MS = 30_000

type Example = PreviewTold['examples'][number]
type Bytes = AsyncIterable<Uint8Array>

/** Read the beginning of a feed as if to keep it, and keep nothing. */
export async function previewOf(feed: FeedWanted, services: FeedServices): Promise<PreviewTold> {
  const { kind, url } = feed
  if (kind === 'facts')
    return told(await judgedFacts({ url }, services), ({ country }) => ({ id: country }))
  const got = await fetched(url, services, { timeoutMs: PATIENCE_MS })
  if (got === 'unchanged') return told([], () => ({ id: '' })) // it is not asked with an ETag
  const { body, contentType } = got
  if (kind === 'products') return await productsIn(body, contentType, feed, services)
  return await rowsIn(body, feed, services)
}

async function productsIn(
  body: Bytes,
  contentType: string | undefined,
  feed: FeedWanted,
  { env }: FeedServices,
): Promise<PreviewTold> {
  const market = marketOf(feed)
  for await (const parcel of readFeed(body, { market, now: env.now(), contentType })) {
    const { rows, repaired, refused, refusals, products } = parcel
    return {
      ...{ rows, accepted: rows - refused, repaired, refused },
      examples: products.slice(0, EXAMPLES).map(({ product }) => exampleOf(product, feed)),
      refusals: refusals.slice(0, REFUSALS).map(plain),
    }
  }
  return told([], () => ({ id: '' }))
}

function exampleOf({ id, title, skus: [sku] }: Product, { currency }: FeedWanted): Example {
  return { id, title, amount: sku.offer.price, currency }
}

async function rowsIn(body: Bytes, feed: FeedWanted, { shop }: FeedServices): Promise<PreviewTold> {
  const { currency } = shop
  switch (feed.kind) {
    case 'content': {
      const rows = readContent(body, { language: feed.language ?? '' })
      return told(await first(rows), ({ id, title }) => ({ id, title }))
    }
    case 'costs':
      return told(await first(readCosts(body, { currency })), ({ sku, cost, currency }) => ({
        id: sku,
        amount: cost,
        currency,
      }))
    case 'campaign-costs':
      return told(await first(readCampaignCosts(body, { currency })), row => ({
        id: [row.source, row.medium, row.campaign].join(' / '),
        title: row.day,
        amount: row.cost,
        currency: row.currency,
      }))
    default:
      return told(await first(readCurrencyRates(body, { currency })), row => ({
        id: row.currency,
        title: row.day,
      }))
  }
}

async function first<T>(rows: AsyncIterable<RowReading<T>>): Promise<RowReading<T>[]> {
  const read: RowReading<T>[] = []
  for await (const row of rows) if (read.push(row) >= ROWS) break
  return read
}

type Row<T> = Pick<RowReading<T>, 'kept' | 'refused' | 'repairs'>

function told<T>(rows: readonly Row<T>[], exampleOf: (kept: T) => Example): PreviewTold {
  const kept = rows.flatMap(row => (row.kept === undefined ? [] : [row.kept]))
  const refused = rows.flatMap(row => (row.refused === undefined ? [] : [row.refused]))
  return {
    rows: rows.length,
    accepted: kept.length,
    repaired: rows.filter(({ repairs }) => repairs.length > 0).length,
    refused: refused.length,
    examples: kept.slice(0, EXAMPLES).map(exampleOf),
    refusals: refused.slice(0, REFUSALS).map(plain),
  }
}

type RefusalTold = PreviewTold['refusals'][number]

/** What the schema of answers knows, and no more. */
export function plain({ line, id, field, code, reason }: RefusalTold): RefusalTold {
  return { line, ...(id !== undefined && { id }), field, code, reason }
}
