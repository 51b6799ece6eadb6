import { createReadStream, existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { FeedOutcome } from '../server/feeds.ts'
import { API_FLAGS, type Api, call, findApi } from './api.ts'
import { Complaint, readFlags } from './flags.ts'
import { importOrders, ORDER_FLAGS } from './import-orders.ts'
import { grouped } from './progress.ts'

/** What can be imported, and where it goes. */
export const FEED_ROUTES = {
  products: '/v1/catalogue/products',
  offers: '/v1/catalogue/offers',
  costs: '/v1/catalogue/costs',
  'campaign-costs': '/v1/campaign-costs',
  rates: '/v1/currency-rates',
  content: '/v1/content',
  facts: '/v1/shop-facts',
} as const
export type FeedKind = keyof typeof FEED_ROUTES

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readFlags(args, {
    ...API_FLAGS,
    ...ORDER_FLAGS,
    'campaign-costs': { type: 'boolean' },
    kind: { type: 'string', default: 'products' },
    market: { type: 'string' },
  })
  const [from] = positionals
  if (from === undefined) throw new Complaint('Import what? vitrine import FILE|URL')
  if (values.orders) return importOrders(from, values)
  const kind = values['campaign-costs'] ? 'campaign-costs' : kindOf(values.kind)
  tell(await importFeed(findApi(values), { from, kind, market: values.market }))
}

export interface Feed {
  /** A file, or an address that the server fetches itself. */
  from: string
  kind: FeedKind
  /** `FR-fr-EUR`; products and offers need one. */
  market?: string
}

export async function importFeed(api: Api, feed: Feed): Promise<FeedOutcome> {
  const path = `${FEED_ROUTES[feed.kind]}${marketQuery(feed)}`
  if (/^https?:\/\//.test(feed.from)) {
    return call(api, path, { body: JSON.stringify({ url: feed.from }) })
  }
  if (!existsSync(feed.from)) throw new Complaint(`There is no file ${feed.from}.`)
  const body = Readable.toWeb(createReadStream(feed.from)) as unknown as BodyInit
  const type = feed.from.endsWith('.json') ? 'application/json' : 'application/octet-stream'
  return call(api, path, { body, type })
}

function marketQuery({ kind, market }: Feed): string {
  if (kind !== 'products' && kind !== 'offers') return ''
  const [, country, language, currency] =
    /^([A-Z]{2})-([a-z]{2})-([A-Z]{3})$/.exec(market ?? '') ?? []
  if (currency === undefined) {
    throw new Complaint('Say which market: --market FR-fr-EUR (country, language, currency).')
  }
  return `?country=${country}&language=${language}&currency=${currency}`
}

function kindOf(text: string): FeedKind {
  if (Object.hasOwn(FEED_ROUTES, text)) return text as FeedKind
  throw new Complaint(`There is no kind "${text}"; kinds: ${Object.keys(FEED_ROUTES).join(', ')}.`)
}

function tell(outcome: FeedOutcome): void {
  if (outcome.unchanged) {
    console.log('Nothing has changed since the last import.')
    return
  }
  const { rows, accepted, repaired, refused, removed } = outcome
  console.log(`${grouped(rows)} rows: ${grouped(accepted)} accepted, ${grouped(refused)} refused.`)
  if (repaired > 0) console.log(`${grouped(repaired)} of them repaired on the way.`)
  if (removed > 0)
    console.log(`${grouped(removed)} of before are not in this feed: off the shelves.`)
  for (const { line, id, field, reason } of outcome.refusals) {
    const where = line > 0 ? `line ${line}${id ? ` (${id})` : ''}, ${field}: ` : ''
    console.log(`  ${where}${reason}`)
  }
  const untold = refused - outcome.refusals.length
  if (untold > 0) console.log(`  and ${grouped(untold)} more`)
}
