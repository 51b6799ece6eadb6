import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { judgeOffers } from '../../ingest/index.ts'
import { JSON_BYTES, takeFacts } from '../facts-feed.ts'
import { answerRemoval, removalsOf } from '../feed-removals.ts'
import {
  bytesOf,
  judged,
  type Sent,
  takeCampaignCosts,
  takeContent,
  takeCosts,
  takeCurrencyRates,
  takeProducts,
} from '../feeds.ts'
import { shopRecord } from '../own-records.ts'
import { Problem } from '../problem.ts'
import { requireRealMarket } from '../real-market.ts'
import type { Services } from '../services.ts'
import { requireDesk, requireKey, whoOf } from '../trust.ts'

const MarketQuery = Type.Object({
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  language: Type.String({ pattern: '^[a-z]{2}$' }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
})
const ProductsQuery = Type.Object({
  ...MarketQuery.properties,
  /** What the feed lacks is gone, however much it is. */
  confirmRemoval: Type.Optional(Type.Boolean()),
})
const LanguageQuery = Type.Object({
  language: Type.Optional(Type.String({ pattern: '^[a-z]{2}$' })),
})

const RowRefused = Type.Object({
  line: Type.Integer(),
  id: Type.Optional(Type.String()),
  field: Type.String(),
  code: Type.String(),
  reason: Type.String(),
})

const Removal = Type.Object({
  run: Type.String(),
  market: MarketQuery,
  count: Type.Integer(),
  known: Type.Integer(),
  since: Type.Number(),
  examples: Type.Array(Type.String()),
})

const Outcome = Type.Object({
  rows: Type.Integer(),
  accepted: Type.Integer(),
  repaired: Type.Integer(),
  refused: Type.Integer(),
  removed: Type.Integer(),
  unchanged: Type.Boolean(),
  awaitingConfirmation: Type.Optional(Removal),
  refusals: Type.Array(RowRefused),
})

const FEED_TYPES = [
  'application/json',
  'text/tab-separated-values',
  'text/csv',
  'application/xml',
  'application/gzip',
  'application/octet-stream',
]
const FEED_BYTES = 2 ** 31

/** Small files whose rows have a key: the last word on it counts. */
const KEYED = {
  '/v1/catalogue/costs': { summary: 'Costs without VAT: id, cost, currency', take: takeCosts },
  '/v1/campaign-costs': {
    summary: 'Campaign costs: source, medium, campaign, day, cost, currency',
    take: takeCampaignCosts,
  },
  '/v1/currency-rates': {
    summary: 'Rates in the reporting currency: currency, day, rate',
    take: takeCurrencyRates,
  },
}

/**
 * What the shop sells, what it costs, what it says and promises. A body is the feed
 * itself, streamed, or `{"url": …}` in JSON; then an unchanged feed (ETag) is not
 * read again.
 */
export const catalogueRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: JSON_BYTES },
    parseJson as never,
  )
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  const options = { onRequest: requireKey(services, 'catalogue'), bodyLimit: FEED_BYTES }
  /** A removal that waits is answered in the console, too. */
  const byDesk = { onRequest: requireDesk(services, 'catalogue') }
  const schema = {
    tags: ['catalogue'],
    callers: 'server' as const,
    consumes: FEED_TYPES,
    response: { 200: Outcome },
  }

  app.post(
    '/v1/catalogue/products',
    {
      ...options,
      schema: { ...schema, summary: 'A Merchant feed of one market', querystring: ProductsQuery },
    },
    request => {
      const { confirmRemoval = false, ...market } = request.query
      return takeProducts(sentBy(request), market, confirmRemoval, services)
    },
  )

  app.get(
    '/v1/catalogue/removals',
    {
      ...byDesk,
      schema: {
        tags: schema.tags,
        callers: 'desk',
        role: 'viewer',
        summary: 'Removals that wait to be confirmed: a feed lacked too much to be believed',
        response: { 200: Type.Object({ removals: Type.Array(Removal) }) },
      },
    },
    () => ({ removals: removalsOf(services.shop) }),
  )

  app.post(
    '/v1/catalogue/removals/:run',
    {
      ...byDesk,
      schema: {
        tags: schema.tags,
        callers: 'desk',
        role: 'editor',
        summary: 'Confirm a removal, or refuse it',
        params: Type.Object({ run: Type.String({ maxLength: 36 }) }),
        body: Type.Object({ remove: Type.Boolean() }, { additionalProperties: false }),
        response: { 200: Type.Object({ removed: Type.Integer() }) },
      },
    },
    async request => {
      const { run } = request.params
      return { removed: await answerRemoval(run, request.body.remove, services, whoOf(request)) }
    },
  )

  for (const [path, { summary, take }] of Object.entries(KEYED)) {
    app.post(path, { ...options, schema: { ...schema, summary } }, request =>
      take(sentBy(request), services),
    )
  }

  app.post(
    '/v1/content',
    {
      ...options,
      schema: { ...schema, summary: 'Guides, heroes, advice', querystring: LanguageQuery },
    },
    request => takeContent(sentBy(request), request.query.language ?? 'fr', services),
  )

  app.post(
    '/v1/catalogue/offers',
    {
      ...options,
      schema: { ...schema, summary: 'Changes of price and stock', querystring: MarketQuery },
    },
    async request => {
      const market = request.query
      requireRealMarket(market)
      const { kept, refused, repairs } = judgeOffers(jsonIn(request), market, sku =>
        services.shop.engine.catalogue.offersIn(market, sku),
      )
      for (let i = 0; i < kept.length; i += 500) {
        const body = { market, changes: kept.slice(i, i + 500) }
        await services.shop.take([shopRecord('offers_changed', body, services.env)])
      }
      return judged(kept.length, repairs.length, refused)
    },
  )

  app.post(
    '/v1/shop-facts',
    { ...options, schema: { ...schema, summary: 'What the shop promises, by country' } },
    request => {
      const body = jsonIn(request)
      return takeFacts(addressIn(body) ?? { told: body }, services)
    },
  )
}

/** The feed in a body: a stream, JSON that is the feed, or the address of one. */
function sentBy(request: FastifyRequest): Sent {
  const { body } = request
  if (body instanceof Readable) {
    return { bytes: bytesIn(body), contentType: request.headers['content-type'] }
  }
  if (body === undefined) throw empty()
  return addressIn(body) ?? { bytes: bytesOf(body), contentType: 'application/json' }
}

function empty(): Problem {
  const detail = 'The body is empty; send the feed, or {"url": …} that says where it is.'
  return new Problem(400, 'empty_body', detail, { field: '' })
}

/** What a reader leaves is read past: the next request comes behind it on the same connection. */
export async function* bytesIn(body: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* body.iterator({ destroyOnReturn: false })
  } finally {
    body.resume()
  }
}

function addressIn(body: unknown): { url: string } | undefined {
  const url = (body as { url?: unknown } | null)?.url
  if (url === undefined || Array.isArray(body)) return undefined
  if (typeof url === 'string' && /^https?:\/\//.test(url) && URL.canParse(url)) return { url }
  throw new Problem(400, 'bad_url', 'Send {"url": "https://…"}, or the feed itself.', {
    field: '/url',
  })
}

function jsonIn(request: FastifyRequest): unknown {
  if (!(request.body instanceof Readable)) return request.body
  throw new Problem(415, 'media_type', 'Send JSON here.', { field: 'content-type' })
}
