import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { isUnconfirmed, type Wish } from '../../engine/wishes/wishes.ts'
import { type Answer, answerPage } from '../letters/answer-page.ts'
import { languageOf, thingOf } from '../letters/compose.ts'
import { stepRecord } from '../letters/steps.ts'
import { type Ask, WishLinks } from '../letters/wish-links.ts'
import { networkOf } from '../network-of.ts'
import { languageIn, PLAIN_PAGE_HEADERS } from '../plain-page.ts'
import { RateLimit } from '../rate.ts'
import { tooMany } from '../search/too-many.ts'
import type { Services } from '../services.ts'

const PER_SECOND = 1
const AT_ONCE = 30
/** A form of one button has no fields; a mail program says `List-Unsubscribe=One-Click`. */
const LONGEST_FORM = 1_024

const SCHEMA = {
  summary: 'Confirm a wish, or end it, by the link of its letter',
  tags: ['collect'],
  callers: 'link' as const,
  querystring: Type.Object({ t: Type.String({ maxLength: 128 }) }),
  sends: { 200: { 'text/html': Type.String() }, 404: { 'text/html': Type.String() } },
}

/**
 * GET and POST /v1/wishes/answer: the links of letters about wishes. Opening one only asks;
 * the button, or a mail program's "unsubscribe" (RFC 8058), says it. The link's signature is
 * the key: it opens one wish and nothing else.
 */
export const wishAnswersRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { env, shop, keys } = services
  const links = new WishLinks(shop.name, keys.nameSecret)
  const rate = new RateLimit(PER_SECOND, AT_ONCE)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(FORMS, { parseAs: 'string', bodyLimit: LONGEST_FORM }, async () => ({}))

  app.addHook('onRequest', (request, _reply, done) => {
    const waitMs = rate.take(networkOf(request.ip), env.now())
    done(waitMs > 0 ? tooMany(waitMs) : undefined)
  })

  app.get('/v1/wishes/answer', { schema: SCHEMA }, (request, reply) => {
    const { asked, wish } = read(request.query.t)
    if (!asked) return show(reply, { state: 'unknown' }, languageIn(request.headers))
    if (!wish || !isOpenTo(asked.ask, wish)) {
      return show(reply, { state: 'over' }, languageIn(request.headers))
    }
    const thing = thingOf(wish, shop.engine.catalogue)
    return show(reply, { state: 'ask', ask: asked.ask, thing }, languageOf(wish))
  })

  app.post('/v1/wishes/answer', { schema: SCHEMA }, async (request, reply) => {
    const { asked, wish } = read(request.query.t)
    if (!asked) return show(reply, { state: 'unknown' }, languageIn(request.headers))
    if (!wish) return show(reply, { state: 'over' }, languageIn(request.headers))
    const { ask } = asked
    const thing = thingOf(wish, shop.engine.catalogue)
    const language = languageOf(wish)
    if (isOpenTo(ask, wish)) await shop.take([answerRecord(ask, wish)])
    return show(reply, { state: 'done', ask, thing }, language)
  })

  function read(token: string) {
    const asked = links.read(token)
    return { asked, wish: asked && shop.engine.wishes.get(asked.wish) }
  }

  function answerRecord(ask: Ask, { visitor, id }: Wish) {
    const told = { visitor, wish: id }
    return ask === 'confirm'
      ? stepRecord({ ...told, step: 'confirmed' }, env)
      : stepRecord({ ...told, step: 'ended', why: 'declined' }, env)
  }
}

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']

/** Stopping is always open; confirming, until it was said. */
function isOpenTo(ask: Ask, wish: Wish): boolean {
  return ask === 'stop' ? wish.state !== 'told' : isUnconfirmed(wish)
}

function show(reply: FastifyReply, answer: Answer, language: 'fr' | 'en'): FastifyReply {
  return reply
    .code(answer.state === 'unknown' ? 404 : 200)
    .headers(PLAIN_PAGE_HEADERS)
    .type('text/html; charset=utf-8')
    .send(answerPage(answer, language))
}
