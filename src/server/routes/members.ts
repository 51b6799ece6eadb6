import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Member } from '../../schema/webhook.ts'
import { asCsv, asJson, membersOf } from '../outward/members.ts'
import { noteChange } from '../people/team.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireDesk, whoOf } from '../trust.ts'

const RETRY_S = 20

/**
 * The people of a segment for a CRM: those with consent whom the shop knows by an account. That
 * it was taken, by whom and when, is in the log before the first of them leaves.
 */
export const membersRoute: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop } = services
  let isExporting = false

  app.get(
    '/v1/segments/:id/members',
    {
      onRequest: requireDesk(services, 'privacy'),
      schema: {
        tags: ['segments'],
        callers: 'desk',
        role: 'manager',
        summary: 'The known people of a segment, with what is understood of them, as JSON or CSV',
        params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 36 }) }),
        querystring: Type.Object({ format: Type.Optional(Type.Enum(['json', 'csv'])) }),
        sends: { 200: { 'application/json': Type.Array(Member), 'text/csv': Type.String() } },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { format = 'json' } = request.query
      if (!shop.engine.segments.held.all().some(each => each.id === id)) throw unknownSegment()
      if (isExporting) throw busy()
      const told = { what: 'members_exported' as const, on: id, before: null, after: { format } }
      await noteChange(services, { by: whoOf(request), ...told })
      const members = membersOf(id, services)
      reply.header('content-disposition', `attachment; filename="members.${format}"`)
      reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
      return reply.send(Readable.from(alone(format === 'csv' ? asCsv(members) : asJson(members))))
    },
  )

  async function* alone(text: AsyncGenerator<string>): AsyncGenerator<string> {
    isExporting = true
    try {
      yield* text
    } finally {
      isExporting = false
    }
  }
}

function unknownSegment(): Problem {
  const detail = 'There is no segment of this id; GET /v1/segments lists them.'
  return new Problem(404, 'unknown_segment', detail, { field: '/id' })
}

function busy(): Problem {
  const detail = `Other people are being exported; try again in ${RETRY_S} s.`
  return new Problem(429, 'too_many', detail, {
    params: { seconds: RETRY_S },
    headers: { 'retry-after': String(RETRY_S) },
  })
}
