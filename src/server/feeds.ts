import { Readable } from 'node:stream'
import {
  campaignCostRecords,
  contentRecords,
  costRecords,
  currencyRateRecords,
  type FeedRun,
  type FetchOptions,
  fetchFeed,
  type Parcel,
  productRecords,
  Refused,
  type RowRefusal,
  readCampaignCosts,
  readContent,
  readCosts,
  readCurrencyRates,
} from '../ingest/index.ts'
import type { Market } from '../schema/product.ts'
import type { NewRecord } from '../schema/record.ts'
import { answerRemoval, type Removal, removalIn } from './feed-removals.ts'
import { readFeed } from './feed-thread/read-feed.ts'
import { sparingly } from './memory.ts'
import { Problem } from './problem.ts'
import { requireRealMarket } from './real-market.ts'
import type { Services } from './services.ts'
import { CatalogueShelves } from './shelves-now.ts'

/** How a feed run ended, as the API answers it. */
export interface FeedOutcome {
  rows: number
  accepted: number
  repaired: number
  refused: number
  /** Known before and not in this run. */
  removed: number
  /** The source said that nothing changed since the last run. */
  unchanged: boolean
  /** So much would be removed that somebody must confirm it first; nothing was. */
  awaitingConfirmation?: Removal
  /** The first hundred. */
  refusals: RowRefusal[]
}

/** What reading a feed takes. */
export type FeedServices = Pick<Services, 'shop' | 'env' | 'feedHosts' | 'mostRemoved'>

/** A feed that was sent, or the address where it lies. */
export type Sent = { bytes: AsyncIterable<Uint8Array>; contentType?: string } | { url: string }

type Reader = (
  bytes: AsyncIterable<Uint8Array>,
  run: FeedRun & { contentType?: string },
  outcome: FeedOutcome,
) => AsyncIterable<NewRecord>

/** @param confirmed what the feed lacks is gone, however much it is */
export async function takeProducts(
  sent: Sent,
  market: Market,
  confirmed: boolean,
  services: FeedServices,
): Promise<FeedOutcome> {
  requireRealMarket(market)
  const { shop, mostRemoved } = services
  const { catalogue } = shop.engine
  const key = `${market.country}-${market.language}`
  const outcome = await takeFeed(`products-${key}`, sent, services, (bytes, run, outcome) => {
    const { now, contentType } = run
    const parcels = readFeed(bytes, { market, now, contentType })
    return productRecords(counted(parcels, outcome), {
      ...run,
      market,
      shelves: new CatalogueShelves(catalogue, market),
      asked: removalIn(market, shop),
      mostRemoved: confirmed ? 1 : mostRemoved,
    })
  })
  const asked = removalIn(market, shop)
  if (!asked) return outcome
  // Nothing new at the address: the word is on what waits since the last run.
  if (confirmed && outcome.unchanged)
    outcome.removed = await answerRemoval(asked.run, true, services)
  else outcome.awaitingConfirmation = asked
  return outcome
}

export function takeCosts(sent: Sent, services: FeedServices): Promise<FeedOutcome> {
  const { currency } = services.shop
  return takeFeed('costs', sent, services, (bytes, run) =>
    costRecords(readCosts(bytes, { currency }), run),
  )
}

export function takeCampaignCosts(sent: Sent, services: FeedServices): Promise<FeedOutcome> {
  const { currency } = services.shop
  return takeFeed('campaign-costs', sent, services, (bytes, run) =>
    campaignCostRecords(readCampaignCosts(bytes, { currency }), run),
  )
}

export function takeCurrencyRates(sent: Sent, services: FeedServices): Promise<FeedOutcome> {
  const { currency } = services.shop
  return takeFeed('currency-rates', sent, services, (bytes, run) =>
    currencyRateRecords(readCurrencyRates(bytes, { currency }), run),
  )
}

export function takeContent(
  sent: Sent,
  language: string,
  services: FeedServices,
): Promise<FeedOutcome> {
  requireRealMarket({ language })
  return takeFeed(`content-${language}`, sent, services, (bytes, run) =>
    contentRecords(readContent(bytes, { language }), run),
  )
}

/** Read, judge and keep a feed, a bounded record at a time: a fast source waits for the disk. */
async function takeFeed(
  feed: string,
  sent: Sent,
  services: FeedServices,
  read: Reader,
): Promise<FeedOutcome> {
  const { shop, env } = services
  const last = shop.engine.catalogue.lastRun(feed)
  const source = 'url' in sent ? nameOf(sent.url) : 'upload'
  const etag = last?.source === source ? last.etag : undefined
  const got =
    'url' in sent ? await fetched(sent.url, services, { etag }) : { ...sent, body: sent.bytes }
  if (got === 'unchanged') return { ...NOTHING, unchanged: true }

  const outcome: FeedOutcome = { ...NOTHING, refusals: [] }
  const run = {
    feed,
    source,
    now: env.now(),
    previous: last?.id,
    beforePrevious: last?.previous,
    contentType: got.contentType,
    ...('etag' in got && got.etag && { etag: got.etag }),
    report: ({ refused }: { refused?: RowRefusal }) => {
      if (refused && outcome.refusals.length < REFUSALS_TOLD) outcome.refusals.push(refused)
    },
  }
  await sparingly(() => keep(noted(read(got.body, run, outcome), outcome), services))
  return outcome
}

/**
 * Records wait for the disk a few at a time, so that its pace is not the feed's. A feed
 * takes half of the time at most: as long as a turn was, so long shoppers have theirs.
 */
async function keep(records: AsyncIterable<NewRecord>, { shop, env }: FeedServices): Promise<void> {
  const underway: Promise<unknown>[] = []
  for await (const record of records) {
    const started = env.monotonic()
    const kept = shop.take([record])
    kept.catch(() => {}) // told when it is waited for
    underway.push(kept)
    await nextTurn()
    const tookMs = Math.min(env.monotonic() - started, MOST_REST_MS)
    if (tookMs >= 1) await env.sleep(tookMs)
    if (underway.length >= UNDERWAY) await underway.shift()
  }
  await Promise.all(underway)
}

async function* noted(records: AsyncIterable<NewRecord>, outcome: FeedOutcome) {
  for await (const record of records) {
    if (record.type === 'products_removed' || record.type === 'content_removed') {
      outcome.removed += record.body.ids.length
    } else if (record.type === 'feed_read') {
      const { rows, accepted, repaired, refused } = record.body
      Object.assign(outcome, { rows, accepted, repaired, refused })
    }
    yield record
  }
}

async function* counted(parcels: AsyncIterable<Parcel>, outcome: FeedOutcome) {
  for await (const parcel of parcels) {
    outcome.rows += parcel.rows
    outcome.accepted += parcel.rows - parcel.refused
    outcome.repaired += parcel.repaired
    outcome.refused += parcel.refused
    outcome.refusals.push(...parcel.refusals)
    yield parcel
  }
}

/** What lies at an address that a caller named: theirs to put right when it may not be asked. */
export async function fetched(url: string, { feedHosts }: FeedServices, more: FetchOptions = {}) {
  try {
    return await fetchFeed(url, { ...more, allowedHosts: feedHosts })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code, reason, params } = error
    if (code === 'bad_url') throw new Problem(400, code, reason, { field: '/url', params })
    const isLarge = code === 'too_large'
    throw new Problem(502, isLarge ? code : 'unreadable', reason, { field: '/url', params })
  }
}

/** An address without its query: keys of feeds stand there. */
function nameOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

/** A row of a small feed that was refused, as the API tells it. */
export type JudgedRow = Pick<RowRefusal, 'line' | 'id' | 'field' | 'code' | 'reason'>

/** How entries that are kept one by one went. */
export function judged(accepted: number, repaired: number, refused: JudgedRow[]): FeedOutcome {
  const refusals = refused.slice(0, REFUSALS_TOLD)
  const rows = accepted + refused.length
  return { ...NOTHING, rows, accepted, repaired, refused: refused.length, refusals }
}

/** JSON that was parsed already, as the bytes that a reader wants. */
export function bytesOf(value: unknown): AsyncIterable<Uint8Array> {
  return Readable.from([Buffer.from(JSON.stringify(value))])
}

const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve))
const UNDERWAY = 4
const MOST_REST_MS = 2
const REFUSALS_TOLD = 100
const NOTHING: FeedOutcome = {
  rows: 0,
  accepted: 0,
  repaired: 0,
  refused: 0,
  removed: 0,
  unchanged: false,
  refusals: [],
}
