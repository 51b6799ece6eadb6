import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { isDeclaredRobot } from '../../ingest/index.ts'
import { NudgeAllowed, NudgeAsked } from '../../schema/nudge-terms.ts'
import { networkOf } from '../network-of.ts'
import { RateLimit } from '../rate.ts'
import { tooMany } from '../search/too-many.ts'
import { whoAsks } from '../search/who-asks.ts'
import type { Services } from '../services.ts'
import { requireKey } from '../trust.ts'

/** Dialogs asked for from one address: a page asks for one. */
const PER_SECOND = 2
const AT_ONCE = 30

/**
 * POST /v1/nudges: may this dialog stand over the page now?
 *
 * What is allowed is counted before it is told, in the turn that allows it, so that two tabs which
 * ask at once share one day. Where nothing may be kept there is nobody to count for: the answer
 * holds for this page alone, and the browser sees to the rest.
 */
export const nudgesRoute: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { env, shop } = services
  const rate = new RateLimit(PER_SECOND, AT_ONCE)

  app.post(
    '/v1/nudges',
    {
      onRequest: requireKey(services, 'decisions'),
      schema: {
        summary: 'Ask whether a dialog may stand over the page now',
        tags: ['decide'],
        callers: 'public',
        body: NudgeAsked,
        response: { 200: NudgeAllowed },
      },
    },
    async (request: FastifyRequest<{ Body: NudgeAsked }>) => {
      if (request.caller?.kind === 'public') {
        const waitMs = rate.take(networkOf(request.ip), env.now())
        if (waitMs > 0) throw tooMany(waitMs)
      }
      const { visitor } = whoAsks(request, request.body, services)
      const allowed = isRobot(request, visitor)
        ? { show: false }
        : await shop.mayStand(request.body.kind, visitor)
      return { ...allowed, terms: shop.engine.nudgeTerms }
    },
  )

  function isRobot({ caller, headers }: FastifyRequest, visitor: string | undefined): boolean {
    if (caller?.kind !== 'public') return false
    const behavesAsOne = visitor !== undefined && services.robots.isRobot(visitor)
    return behavesAsOne || isDeclaredRobot(headers['user-agent'] ?? '')
  }
}
