import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { namedKey } from '../../core/visitor-key.ts'
import { NextItem } from '../../schema/next-item.ts'
import type { LogRecord } from '../../schema/record.ts'
import { Results } from '../../schema/results.ts'
import { VisitorKnown } from '../../schema/visitor-known.ts'
import { VisitorTold } from '../../schema/visitor-told.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireKey, requireReader } from '../trust.ts'

/** The part that makes claims is described; the rest are counts, as the report prints them. */
const Summary = Type.Object(
  { kind: Type.Literal('summary'), results: Results },
  { additionalProperties: true },
)

/** One line of the log: `body` is as its type and version say. */
const RecordLine = Type.Object({
  id: Type.String(),
  position: Type.Integer(),
  partition: Type.Integer(),
  type: Type.String(),
  version: Type.Integer(),
  receivedAt: Type.Integer(),
  body: Type.Unknown(),
})

/** What was learnt, and of whom: for the console and for server keys that may read. */
export const resultsRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env } = services
  const onRequest = requireReader(services)
  const keyOf = (key: string, by: 'key' | 'own' = 'key') =>
    by === 'own' ? namedKey(key, services.keys.nameSecret) : key

  app.get(
    '/v1/results',
    {
      onRequest,
      schema: {
        summary: 'Counts, slices and placements, and what may be said of the split today',
        tags: ['prove'],
        callers: 'console',
        role: 'viewer',
        querystring: Type.Object({ kind: Type.Optional(Type.Literal('summary')) }),
        response: { 200: Summary },
      },
    },
    () => shop.report({ kind: 'summary' }),
  )

  app.get(
    '/v1/visitors/:key',
    {
      onRequest,
      schema: {
        summary: 'What we know of a visitor, with the acts that say so',
        tags: ['understand'],
        callers: 'console',
        role: 'analyst',
        params: Type.Object({ key: Type.String({ minLength: 1, maxLength: 128 }) }),
        querystring: Type.Object({
          /** `own`: the key is the shop's own id, as it names the visitor in events. */
          by: Type.Optional(Type.Enum(['key', 'own'])),
        }),
        response: { 200: VisitorKnown },
      },
    },
    async request => {
      const known = await shop.visitor(keyOf(request.params.key, request.query.by), env.now())
      if (known) return known
      throw unknownVisitor()
    },
  )

  app.get(
    '/v1/visitors/:key/told',
    {
      onRequest,
      schema: {
        summary: 'A visitor in sentences: traits, doubts, what says so, what was shown',
        tags: ['understand'],
        callers: 'console',
        role: 'analyst',
        params: Type.Object({ key: Type.String({ minLength: 1, maxLength: 128 }) }),
        querystring: Type.Object({ by: Type.Optional(Type.Enum(['key', 'own'])) }),
        response: { 200: VisitorTold },
      },
    },
    async request => {
      const told = await shop.tellVisitor(keyOf(request.params.key, request.query.by), env.now())
      if (told) return told
      throw unknownVisitor()
    },
  )

  app.get(
    '/v1/visitors/:key/next',
    {
      onRequest,
      schema: {
        summary: 'What may come next for a visitor, and what speaks for each item',
        tags: ['understand'],
        callers: 'console',
        role: 'analyst',
        params: Type.Object({ key: Type.String({ minLength: 1, maxLength: 128 }) }),
        querystring: Type.Object({
          by: Type.Optional(Type.Enum(['key', 'own'])),
          /** 10 where nothing is said. */
          count: Type.Optional(Type.Integer({ minimum: 1, maximum: 40 })),
          language: Type.Optional(Type.Enum(['fr', 'en'])),
        }),
        response: { 200: Type.Array(NextItem) },
      },
    },
    ({ params, query }) =>
      shop.next(keyOf(params.key, query.by), env.now(), query.language ?? 'en', query.count ?? 10),
  )

  app.get(
    '/v1/log',
    {
      onRequest: requireKey(services, 'read'),
      schema: {
        summary: 'The log, one record a line',
        tags: ['operate'],
        callers: 'server',
        querystring: Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) }),
        sends: { 200: { 'application/x-ndjson': RecordLine } },
      },
    },
    (request, reply) => {
      const lines = Readable.from(linesOf(shop.read(request.query.after ?? 0)))
      return reply.type('application/x-ndjson').send(lines)
    },
  )
}

function unknownVisitor(): Problem {
  return new Problem(404, 'unknown_visitor', 'Nothing is known of this visitor.', { field: '/key' })
}

async function* linesOf(log: AsyncIterable<LogRecord[]>): AsyncGenerator<string> {
  for await (const records of log) {
    yield `${records.map(record => JSON.stringify(record)).join('\n')}\n`
  }
}
