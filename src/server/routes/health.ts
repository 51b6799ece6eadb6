import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireReader } from '../trust.ts'

/** For whoever watches the process: alive, ready, and how busy. */
export const healthRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const schema = { response: { 200: Type.Object({ status: Type.Literal('ok') }) } }

  app.get('/healthz', { schema: { ...schema, summary: 'Is the process alive?' } }, () => ({
    status: 'ok' as const,
  }))

  const ready = Type.Object({
    status: Type.Literal('ok'),
    damaged: Type.Optional(
      Type.Integer({ description: 'Stretches of the log found damaged: "vitrine doctor" tells.' }),
    ),
  })
  const readiness = { summary: 'May it be sent traffic?', response: { 200: ready } }
  app.get('/readyz', { schema: readiness }, () => {
    if (!services.shop.isReady) {
      throw new Problem(503, 'not_ready', 'Starting, stopping, or the log cannot be written.')
    }
    const damaged = services.shop.damageCount
    return { status: 'ok' as const, ...(damaged > 0 && { damaged }) }
  })

  // How busy a shop is concerns nobody else, and its reverse path may pass everything on.
  const metrics = {
    onRequest: requireReader(services),
    schema: {
      summary: 'How busy it is, for Prometheus',
      callers: 'console' as const,
      role: 'viewer' as const,
      sends: { 200: { 'text/plain': Type.String() } },
    },
  }
  app.get('/metrics', metrics, async (_request, reply) => {
    const { registry } = services.metrics
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
