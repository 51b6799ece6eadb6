import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { AuditPage } from '../../schema/audit.ts'
import type { Services } from '../services.ts'
import { requireDesk } from '../trust.ts'

const AuditQuery = Type.Object(
  {
    before: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
)

/** Who changed what, when, and what it was before. */
export const auditRoute: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, people } = services

  app.get(
    '/v1/audit',
    {
      onRequest: requireDesk(services, 'read'),
      schema: {
        tags: ['operate'],
        callers: 'desk',
        role: 'manager',
        summary:
          'Who changed what, newest first: the last thousand changes; older ones are in the log',
        querystring: AuditQuery,
        response: { 200: AuditPage },
      },
    },
    ({ query: { before = Number.MAX_SAFE_INTEGER, limit = 50 } }) => {
      const changes = shop.engine.audit.before(before, limit)
      const named = (id: string | undefined) => (id ? people.get(id)?.name : undefined)
      const entries = changes.map(change => {
        const [name, onName] = [named(change.by), named(change.on)]
        return { ...change, ...(name && { name }), ...(onName && { onName }) }
      })
      const last = entries.at(-1)
      return { entries, ...(last && entries.length === limit && { older: last.position }) }
    },
  )
}
