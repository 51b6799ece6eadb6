import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { uuidV7 } from '../../core/ids.ts'
import { contextOf, isDeclaredRobot, minorDigits, pageOf } from '../../ingest/index.ts'
import { DecisionAnswer, DecisionBody, type DecisionRequest } from '../../schema/decision.ts'
import { answerJson } from '../answer-json.ts'
import { fateOf, type Intake, judge } from '../intake.ts'
import { readBodies } from '../overload/json-body.ts'
import type { Services } from '../services.ts'
import { ownHostOf, surroundings } from '../surroundings.ts'
import { traced } from '../tracing.ts'
import { requireKey } from '../trust.ts'
import { type Who, whoIs } from '../who.ts'
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
  const { env, shop, metrics, gate, popular } = services
  readBodies(app, ['application/json'], gate)

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
      // Written by hand for speed; a property test holds it to the schema's JSON.
      serializerCompiler: ({ httpStatus }) =>
        httpStatus === '200' ? data => answerJson(data as never) : JSON.stringify,
    },
    async (request, reply) => {
      const started = env.monotonic()
      const who = whoIs(request, reply, request.body, services)
      if (who.isNew) shop.residents.welcome(who.visitor as string)
      const wanted = decisionRequest(request, who, services)
      const isHurried = gate.degrades
      const along = isHurried ? undefined : comesAlong(request, who, services)
      const answer = isHurried
        ? popular.answer(wanted)
        : await traced(request, 'decide', () => shop.decide(wanted, along))
      const refused = along && fateOf(along, []).refused
      const seconds = (env.monotonic() - started) / 1000
      metrics.decisionSeconds.observe(seconds)
      metrics.decisions.inc({ slice: answer.slice, degraded: String(answer.degraded) })
      services.feed?.answered(seconds * 1000, wanted.time)
      return refused?.length ? { ...answer, refused } : answer
    },
  )
}

type Asked = FastifyRequest<{ Body: DecisionBody }>

/** The page view in the request, judged; nothing when nothing may be kept. */
function comesAlong(request: Asked, who: Who, services: Services): Intake | undefined {
  const { event, sentAt, consent, context } = request.body
  if (event === undefined || who.consent === 'page') return undefined
  const channel = request.caller?.kind === 'public' ? 'web' : 'server'
  return judge(
    { events: [event], sentAt, consent, context },
    who,
    surroundings(request, channel),
    services,
  )
}

function decisionRequest(
  request: Asked,
  who: Who,
  { env, robots, shop }: Services,
): DecisionRequest {
  const { body, headers } = request
  const isBrowser = request.caller?.kind === 'public'
  const time = env.now()
  const behavesAsRobot = who.visitor !== undefined && robots.isRobot(who.visitor)
  return {
    id: uuidV7(time, env.random(10)),
    visitor: who.visitor,
    time,
    page: pageOf(body.page),
    context: contextOf({
      headers: isBrowser ? headers : undefined,
      told: body.context,
      url: body.page.url,
      referrer: body.page.referrer,
      ownHost: ownHostOf(request),
    }),
    cart: body.cart,
    cartValue: cartValueOf(body, shop),
    placements: body.placements,
    language: languageOf(body.language ?? body.page.locale ?? headers['accept-language']),
    market: body.market,
    robot: isBrowser && (isDeclaredRobot(headers['user-agent'] ?? '') || behavesAsRobot),
    consent: who.consent,
  }
}

/** In minor units, once it is known which currency that is. */
function cartValueOf({ cartValue, market }: DecisionBody, shop: Services['shop']) {
  const currency = shop.engine.catalogue.marketFor(market)?.currency
  if (cartValue === undefined || currency === undefined) return undefined
  return Math.round(cartValue * 10 ** minorDigits(currency))
}

function languageOf(tag: string | undefined): 'fr' | 'en' {
  return tag !== undefined && /^fr\b/i.test(tag) ? 'fr' : 'en'
}
