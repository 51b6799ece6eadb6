import type { FastifyReply, FastifyRequest } from 'fastify'
import { isFrench } from '../core/figures.ts'
import { uuidV7 } from '../core/ids.ts'
import { contextOf, isDeclaredRobot, minorDigits, pageOf } from '../ingest/index.ts'
import type { DecisionAnswer, DecisionBody, DecisionRequest } from '../schema/decision.ts'
import { fateOf, type Intake, judge } from './intake.ts'
import { previewIn } from './preview.ts'
import type { Services } from './services.ts'
import { ownHostOf, surroundings } from './surroundings.ts'
import { traced } from './tracing.ts'
import { type Who, whoIs } from './who.ts'

/** What a page is answered, and what became of the page view that came along. */
export interface Decided {
  answer: DecisionAnswer
  wanted: DecisionRequest
  refused?: ReturnType<typeof fateOf>['refused']
}

/** A page's question from the door to the answer, whatever the answer is printed as. */
export async function decideFor(
  request: Asked,
  reply: FastifyReply,
  services: Services,
): Promise<Decided> {
  const { env, shop, metrics, gate, popular } = services
  const started = env.monotonic()
  const who = whoIs(request, reply, request.body, services)
  if (who.isNew) shop.residents.welcome(who.visitor as string)
  const wanted = decisionRequest(request, who, services)
  const isHurried = gate.degrades
  const along = isHurried ? undefined : comesAlong(request, who, services)
  const answer =
    isHurried && !wanted.preview
      ? popular.answer(wanted)
      : await traced(request, 'decide', () => shop.decide(wanted, along))
  const refused = along && fateOf(along, []).refused
  const seconds = (env.monotonic() - started) / 1000
  metrics.decisionSeconds.observe(seconds)
  metrics.decisions.add(answer.degraded ? `${answer.slice} true` : `${answer.slice} false`)
  services.feed?.answered(seconds * 1000, wanted.time)
  return { answer, wanted, refused }
}

type Asked = FastifyRequest<{ Body: DecisionBody }>

/** The page view in the request, judged; nothing when nothing may be kept. */
function comesAlong(request: Asked, who: Who, services: Services): Intake | undefined {
  const { event, sentAt, consent, context } = request.body
  if (event === undefined || who.consent === 'page' || request.body.preview) return undefined
  const channel = request.caller?.kind === 'public' ? 'web' : 'server'
  return judge(
    { events: [event], sentAt, consent, context },
    who,
    surroundings(request, channel),
    services,
  )
}

function decisionRequest(request: Asked, who: Who, services: Services): DecisionRequest {
  const { env, robots, shop } = services
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
    language: isFrench(body.language ?? body.page.locale ?? headers['accept-language'])
      ? 'fr'
      : 'en',
    market: body.market,
    robot: isBrowser && (isDeclaredRobot(headers['user-agent'] ?? '') || behavesAsRobot),
    consent: who.consent,
    staff: who.staff,
    preview: previewIn(body.preview, services),
  }
}

/** In minor units, once it is known which currency that is. */
function cartValueOf({ cartValue, market }: DecisionBody, shop: Services['shop']) {
  const currency = shop.engine.catalogue.marketFor(market)?.currency
  if (cartValue === undefined || currency === undefined) return undefined
  return Math.round(cartValue * 10 ** minorDigits(currency))
}
