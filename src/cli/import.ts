import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { FeedOutcome } from '../server/feeds.ts'
import { API_FLAGS, type Api, call, findApi } from './api.ts'
import { Complaint, readFlags } from './flags.ts'
import { importOrders, ORDER_FLAGS } from './import-orders.ts'
import { answerRemoval, REMOVAL_FLAGS, tellAsked } from './import-removal.ts'
import { sizeOf } from './named-file.ts'
import { grouped, Progress } from './progress.ts'
import { say } from './say.ts'

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
    ...REMOVAL_FLAGS,
  })
  if (values.removal !== undefined) return answerRemoval(values.removal, values)
  const [from] = positionals
  if (from === undefined) throw new Complaint('Import what? Name a file or an address.')
  if (values.orders) return importOrders(from, values)
  const kind = values['campaign-costs'] ? 'campaign-costs' : kindOf(values.kind)
  const feed = { from, kind, market: values.market, confirmRemoval: values['confirm-removal'] }
  tell(await importFeed(findApi(values), feed, { shows: true }), values.data)
}

export interface Feed {
  /** A file, or an address that the server fetches itself. */
  from: string
  kind: FeedKind
  /** `FR-fr-EUR`; products and offers need one. */
  market?: string
  /** What the feed lacks is gone, however much it is. */
  confirmRemoval?: boolean
}

export async function importFeed(
  api: Api,
  feed: Feed,
  { shows = false } = {},
): Promise<FeedOutcome> {
  const path = `${FEED_ROUTES[feed.kind]}${marketQuery(feed)}`
  if (/^https?:\/\//.test(feed.from)) {
    return call(api, path, { body: JSON.stringify({ url: feed.from }) })
  }
  const size = sizeOf(feed.from)
  const bytes = shows ? shown(feed.from, size) : createReadStream(feed.from)
  const body = Readable.toWeb(Readable.from(bytes)) as unknown as BodyInit
  const type = feed.from.endsWith('.json') ? 'application/json' : 'application/octet-stream'
  return call(api, path, { body, type })
}

/** The file's bytes, and how many of them the server has taken: it takes them as it keeps them. */
async function* shown(path: string, bytes: number): AsyncGenerator<Buffer> {
  const progress = new Progress('kB', Math.ceil(bytes / 1024))
  let size = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    yield chunk
    size += chunk.length
    progress.show(Math.round(size / 1024))
  }
  progress.end()
}

function marketQuery({ kind, market, confirmRemoval }: Feed): string {
  if (kind !== 'products' && kind !== 'offers') return ''
  const [, country, language, currency] =
    /^([A-Z]{2})-([a-z]{2})-([A-Z]{3})$/.exec(market ?? '') ?? []
  if (currency === undefined) {
    throw new Complaint('Say which market: --market FR-fr-EUR (country, language, currency).')
  }
  const confirmed = kind === 'products' && confirmRemoval ? '&confirmRemoval=true' : ''
  return `?country=${country}&language=${language}&currency=${currency}${confirmed}`
}

function kindOf(text: string): FeedKind {
  if (Object.hasOwn(FEED_ROUTES, text)) return text as FeedKind
  throw new Complaint(`There is no kind "${text}"; kinds: ${Object.keys(FEED_ROUTES).join(', ')}.`)
}

function tell(outcome: FeedOutcome, data?: string): void {
  if (outcome.unchanged) console.log('Nothing has changed since the last import.')
  else tellRows(outcome)
  if (outcome.awaitingConfirmation) tellAsked(outcome.awaitingConfirmation, data)
}

function tellRows(outcome: FeedOutcome): void {
  const { rows, accepted, repaired, refused, removed } = outcome
  // A nightly job hears that nothing of it could be read.
  if (accepted === 0 && refused > 0) process.exitCode = 1
  const read = rows === 1 ? '1 row' : `${grouped(rows)} rows`
  console.log(`${read}: ${grouped(accepted)} accepted, ${grouped(refused)} refused.`)
  if (repaired > 0) console.log(`${grouped(repaired)} of them repaired on the way.`)
  if (removed > 0)
    console.log(`${grouped(removed)} of before are not in this feed: off the shelves.`)
  for (const { line, id, field, reason } of outcome.refusals) {
    const where = line > 0 ? `line ${line}${id ? ` (${id})` : ''}, ${field}: ` : ''
    say(`  ${where}${reason}`)
  }
  const untold = refused - outcome.refusals.length
  if (untold > 0) console.log(`  and ${grouped(untold)} more`)
}
