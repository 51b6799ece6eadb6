import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ENGINE_VERSION } from '../../engine/engine.ts'
import { type Figure, HealthTold, STATES } from '../../schema/health-told.ts'
import { figuresOf } from '../health-room/figures.ts'
import { LoopWatch } from '../health-room/loop.ts'
import type { Services } from '../services.ts'
import { requireReader } from '../trust.ts'
import { versionOf } from '../version.ts'

/** How the server does, for whoever looks after it: the figures of `/metrics` that call for something. */
export const healthRoomRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env } = services
  const loop = new LoopWatch()
  const startedAt = env.now()
  app.addHook('onClose', async () => loop.close())

  app.get(
    '/v1/health',
    {
      onRequest: requireReader(services),
      schema: {
        summary: 'How the server does: each figure with its state and its limit',
        tags: ['operate'],
        callers: 'console',
        role: 'viewer',
        response: { 200: HealthTold },
      },
    },
    () => {
      const figures = figuresOf(services, loop)
      const versions = {
        vitrine: versionOf(),
        engine: ENGINE_VERSION,
        node: process.versions.node,
        position: shop.engine.position,
        startedAt,
      }
      return { now: env.now(), state: worstOf(figures), figures, versions }
    },
  )
}

function worstOf(figures: Figure[]): Figure['state'] {
  return STATES[Math.max(...figures.map(({ state }) => STATES.indexOf(state)))]
}
