import type { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { isZone, LEFT_OUT, type OrderFile, Refused, readColumns } from '../../ingest/index.ts'
import { type OrdersOutcome, takeOrders } from '../orders.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireKey } from '../trust.ts'
import { bytesIn } from './catalogue.ts'

const OrdersQuery = Type.Object({
  /** `order=InvoiceNo,item=StockCode`: where names are not recognised. */
  columns: Type.Optional(Type.String({ maxLength: 1_000 })),
  /** Of times that name no zone; the shop's own by default. */
  timeZone: Type.Optional(Type.String({ maxLength: 64 })),
  /** Of prices that name none; the shop's own by default. */
  currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  dates: Type.Optional(Type.Enum(['dmy', 'mdy'])),
  /** Item codes that are no goods, parted by commas: `POST,BANK CHARGES`. */
  notGoods: Type.Optional(Type.String({ maxLength: 4_000 })),
  /** What the numbers of cancellations begin with; empty for none. */
  cancelledPrefix: Type.Optional(Type.String({ maxLength: 8 })),
})

const OrdersFate = Type.Object({
  lines: Type.Integer(),
  /** Lines of an order or a refund. */
  kept: Type.Integer(),
  /** Lines that move no goods for money, by why. */
  leftOut: Type.Object(Object.fromEntries(LEFT_OUT.map(why => [why, Type.Integer()]))),
  refused: Type.Integer(),
  refusedBy: Type.Record(Type.String(), Type.Integer()),
  /** The first hundred. */
  refusals: Type.Array(
    Type.Object({
      line: Type.Integer(),
      field: Type.String(),
      code: Type.String(),
      reason: Type.String(),
    }),
  ),
  orders: Type.Integer(),
  refunds: Type.Integer(),
  /** Orders and refunds that were known before. */
  repeated: Type.Integer(),
})

/** POST /v1/orders: the orders of a shop's files, streamed as CSV or JSON lines, plain or gzip. */
export const ordersRoute: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

  app.post(
    '/v1/orders',
    {
      onRequest: requireKey(services, 'catalogue'),
      bodyLimit: 2 ** 31,
      schema: {
        summary: 'An order history, with its refunds and cancellations',
        tags: ['catalogue'],
        callers: 'server',
        consumes: ['text/csv', 'application/x-ndjson', 'application/octet-stream'],
        querystring: OrdersQuery,
        response: { 200: OrdersFate },
      },
    },
    async request => {
      const file = fileOf(request.query, request.headers['content-type'], services)
      const body = request.body as Readable | undefined
      if (!body) throw new Problem(400, 'missing', 'Send the file as the body.', { field: '' })
      return fateOf(await takeOrders(bytesIn(body), file, services))
    },
  )
}

function fileOf(
  query: Static<typeof OrdersQuery>,
  contentType: string | undefined,
  { shop }: Services,
): Omit<OrderFile, 'now'> {
  const { timeZone = shop.engine.settings.timeZone, currency = shop.currency } = query
  if (!isZone(timeZone)) {
    const detail = 'Name a zone of the IANA list, Europe/London for example.'
    throw new Problem(400, 'unknown_value', detail, { field: '/timeZone' })
  }
  return {
    contentType,
    timeZone,
    currency,
    dates: query.dates,
    notGoods: new Set(query.notGoods?.split(',').map(code => code.trim().toLowerCase())),
    cancelledPrefix: query.cancelledPrefix,
    columns: query.columns ? columnsIn(query.columns) : {},
  }
}

function columnsIn(text: string) {
  try {
    return readColumns(text)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    throw new Problem(400, error.code, error.reason, { field: '/columns' })
  }
}

function fateOf({ tally, ...counts }: OrdersOutcome): Static<typeof OrdersFate> {
  const { lines, kept, leftOut, refused, byCode, refusals } = tally
  return { lines, kept, leftOut, refused, refusedBy: byCode, refusals, ...counts }
}
