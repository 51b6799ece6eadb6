import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { uuidV7 } from '../../core/ids.ts'
import { contextOf, isDeclaredRobot } from '../../ingest/index.ts'
import { ArrangeBody, Arranged, type Arranged as Told } from '../../schema/arrange.ts'
import type { DecisionRequest } from '../../schema/decision.ts'
import { requireMarket } from '../market-asked.ts'
import { networkOf } from '../network-of.ts'
import { readBodies } from '../overload/json-body.ts'
import { RateLimit } from '../rate.ts'
import { tooMany } from '../search/too-many.ts'
import { type Searcher, whoAsks } from '../search/who-asks.ts'
import type { Services } from '../services.ts'
import { requireKey } from '../trust.ts'

/** Lists a second from one address, and at once: nobody opens categories faster. */
const PER_SECOND = 5
const AT_ONCE = 30

type Asked = FastifyRequest<{ Body: ArrangeBody }>

/**
 * POST /v1/arrange: a list of the shop's own, say a category, in the order of who looks at it.
 *
 * It changes nothing. The holdout, the uniform slice, robots and whoever we know nothing of get
 * the order that was sent, and so does everybody while there is too much to do.
 */
export const arrangeRoute: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { env, gate, shop } = services
  const rate = new RateLimit(PER_SECOND, AT_ONCE)
  readBodies(app, ['application/json'], gate)

  app.post(
    '/v1/arrange',
    {
      onRequest: requireKey(services, 'decisions'),
      schema: {
        summary: 'Put a list of yours in the order of who looks at it',
        tags: ['decide'],
        callers: 'public',
        body: ArrangeBody,
        response: { 200: Arranged },
      },
    },
    async (request, reply) => {
      if (request.caller?.kind === 'public') {
        const waitMs = rate.take(networkOf(request.ip), env.now())
        if (waitMs > 0) throw tooMany(waitMs)
      }
      requireMarket(request.body.market, shop.engine.catalogue)
      const who = whoAsks(request, request.body, services)
      reply.header('cache-control', 'no-store')
      const items = [...new Set(request.body.items)]
      return await shop.lookFor(requestOf(request, who, services), known => answer(known, items))
    },
  )

  function answer(known: DecisionRequest, items: string[]): Told {
    const { visitor, robot } = known
    const { engine } = shop
    if (visitor === undefined) return { order: 'shop', slice: 'none', items }
    const slice = engine.sliceOf(engine.canonical(visitor))
    const arranged =
      slice === 'engine' && !robot && !gate.degrades ? engine.arrange(known, items) : undefined
    if (arranged === undefined) return { order: 'shop', slice, items }
    return { order: 'person', slice, items: arranged }
  }
}

function requestOf(asked: Asked, who: Searcher, { env, robots }: Services): DecisionRequest {
  const { body, headers } = asked
  const isBrowser = asked.caller?.kind === 'public'
  const time = env.now()
  const behavesAsRobot = who.visitor !== undefined && robots.isRobot(who.visitor)
  return {
    id: uuidV7(time, env.random(10)),
    visitor: who.visitor,
    time,
    page: { type: 'category', ...(body.category && { category: body.category }) },
    context: contextOf({ headers: isBrowser ? headers : undefined }),
    placements: [],
    language: 'en',
    market: body.market,
    robot: isBrowser && (isDeclaredRobot(headers['user-agent'] ?? '') || behavesAsRobot),
    consent: who.consent,
  }
}
