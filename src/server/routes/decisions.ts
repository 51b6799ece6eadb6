import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { DecisionAnswer, DecisionBody } from '../../schema/decision.ts'
import { decideFor } from '../deciding.ts'
import { readBodies } from '../overload/json-body.ts'
import type { Services } from '../services.ts'
import { requireKey } from '../trust.ts'
import { Refusal } from './events.ts'

const Answer = Type.Object({
  ...DecisionAnswer.properties,
  /** The page view that came along, when it was refused. */
  refused: Type.Optional(Type.Array(Refusal)),
})

/**
 * POST /v1/decisions: one call per page view, for all its placements.
 *
 * The page view may ride along, so that the answer already knows of it; it is not
 * acknowledged here, and the tag keeps it until a 202 of `/v1/events` (the same id
 * counts once).
 */
export const decisionsRoute: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  readBodies(app, ['application/json'], services.gate)

  app.post(
    '/v1/decisions',
    {
      onRequest: requireKey(services, 'decisions'),
      schema: {
        summary: 'Ask what a page should show',
        tags: ['decide'],
        callers: 'public',
        body: DecisionBody,
        response: { 200: Answer },
      },
      // Quicker than what is compiled of the schema, and than any written by hand.
      serializerCompiler: () => JSON.stringify,
    },
    async (request, reply) => {
      const { answer, refused } = await decideFor(request, reply, services)
      return refused?.length ? { ...answer, refused } : answer
    },
  )
}
