import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireKey, requireReader } from '../trust.ts'

const Quarantined = Type.Object({
  position: Type.Integer(),
  type: Type.String(),
  reason: Type.String(),
  time: Type.Number(),
})

/** Records that could not be taken in: which, why, and once more after a mended build. */
export const quarantineRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop } = services

  app.get(
    '/v1/quarantine',
    {
      onRequest: requireReader(services),
      schema: {
        summary: 'Records that could not be taken in',
        tags: ['operate'],
        callers: 'console',
        role: 'manager',
        response: { 200: Type.Object({ records: Type.Array(Quarantined) }) },
      },
    },
    () => ({ records: shop.engine.quarantine.list() }),
  )

  app.post(
    '/v1/quarantine/replay',
    {
      onRequest: requireKey(services, 'catalogue'),
      schema: {
        summary: 'Take a record in again, after a mended build',
        tags: ['operate'],
        callers: 'server',
        body: Type.Object(
          { position: Type.Integer({ minimum: 1 }) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ released: Type.Integer() }) },
      },
    },
    async request => {
      const { position } = request.body
      if (await shop.release(position)) return { released: position }
      const detail = `Record ${position} is not in quarantine, or its day was let go of; GET /v1/quarantine lists those that are.`
      throw new Problem(404, 'not_quarantined', detail, { field: '/position' })
    },
  )
}
