import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { DAY } from '../../core/clock.ts'
import { uuidV7 } from '../../core/ids.ts'
import { safeLink } from '../../render/tree.ts'
import { judge } from '../intake.ts'
import {
  clickIn,
  LetterAsked,
  type LetterClick,
  type LetterFor,
  letterFor,
  writeLetter,
} from '../letters/letters.ts'
import { readBodies } from '../overload/json-body.ts'
import { RateLimit } from '../rate.ts'
import { tooMany } from '../search/too-many.ts'
import type { Services } from '../services.ts'
import { readNote, signNote } from '../signed-notes.ts'
import { requireServerKey } from '../trust.ts'

const BLOCK = 'letter block 2'
const LONGEST_DAYS = 30
/** Of one link: a letter goes about, and each opening would be a record of the log. */
const PER_SECOND = 1 / 60
const AT_ONCE = 20
/** The end of a signed note: its signature, another for each. */
const TAIL = 22
/** Shown alone, in a browser, it is a page with pictures and the looks of a letter, and nothing else. */
const POLICY = "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'"

const LinkAsked = Type.Object(
  {
    ...LetterAsked.properties,
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: LONGEST_DAYS })),
  },
  { additionalProperties: false },
)

/** A selection for a letter: static HTML, whose links come back through us and lead on to the shop. */
export const emailRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { env } = services
  const onRequest = requireServerKey(services, 'decisions')
  const openings = new RateLimit(PER_SECOND, AT_ONCE)
  const clicks = new RateLimit(PER_SECOND, AT_ONCE)
  readBodies(app, ['application/json'], services.gate)

  app.post(
    '/v1/email',
    {
      onRequest,
      schema: {
        summary: 'A selection for one letter, as static HTML',
        description:
          'Ask once a letter: each call is a decision. Where show is false, put your own.',
        tags: ['decide'],
        callers: 'server',
        body: LetterAsked,
        response: {
          200: Type.Object({
            decisionId: Type.String(),
            show: Type.Boolean(),
            html: Type.String(),
            items: Type.Array(Type.String()),
          }),
        },
      },
    },
    ({ body }) => writeLetter(letterFor(body, services), services),
  )

  app.post(
    '/v1/email/links',
    {
      onRequest,
      schema: {
        summary: 'A signed link to the selection for one letter',
        description:
          'For mail tools that fetch a part of each letter when it is sent: they need no key.',
        tags: ['decide'],
        callers: 'server',
        body: LinkAsked,
        response: { 200: Type.Object({ url: Type.String(), expires: Type.Integer() }) },
      },
    },
    ({ body }) => {
      const { days = 7, ...asked } = body
      const note = signNote(BLOCK, letterFor(asked, services), days * DAY, services)
      return { url: `${asked.base}v1/email/block?for=${note}`, expires: env.now() + days * DAY }
    },
  )

  app.get(
    '/v1/email/block',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'The selection for a letter, by its signed link',
        tags: ['decide'],
        callers: 'link',
        querystring: Type.Object({ for: Type.String({ maxLength: 2_048 }) }),
        sends: { 200: { 'text/html': Type.String() } },
      },
    },
    async (request, reply) => {
      const note = request.query.for
      const asked = readNote<LetterFor>(BLOCK, note, '/for', services)
      const waitMs = openings.take(note.slice(-TAIL), env.now())
      if (waitMs > 0) throw tooMany(waitMs)
      const { html } = await writeLetter(asked, services)
      reply.header('content-security-policy', POLICY)
      return reply.type('text/html; charset=utf-8').send(html)
    },
  )

  app.get(
    '/v1/email/click',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'From a letter on to the product that was shown in it',
        tags: ['decide'],
        callers: 'link',
        querystring: Type.Object({ to: Type.String({ maxLength: 2_048 }) }),
        sends: { 302: {} },
      },
    },
    async (request, reply) => {
      const note = request.query.to
      const click = clickIn(note, services)
      if (clicks.take(note.slice(-TAIL), env.now()) === 0) await keepClick(click, request, services)
      return reply.redirect(addressOf(click, services))
    },
  )
}

/** Whoever opens the link, it is the letter's reader who clicked; a mail scanner says what it is. */
async function keepClick(click: LetterClick, request: FastifyRequest, services: Services) {
  const { env, shop } = services
  const { decision, visitor, item, place } = click
  const event = {
    id: uuidV7(env.now(), env.random(10)),
    name: 'click',
    time: env.now(),
    decision,
    placement: 'email',
    params: { items: [{ item_id: item, index: place }] },
  }
  const who = { consent: 'personal' as const, visitor, isNew: false, verified: true }
  const around = { channel: 'email' as const, userAgent: request.headers['user-agent'] }
  const { records, told } = judge({ events: [event] }, who, around, services)
  // The reader waits for a page: what cannot be kept now costs them nothing.
  await shop.take(records, told).catch(error => request.log.warn(error, 'a click was not kept'))
}

/** The product as it is sold today; the shop's first page where it is gone. */
function addressOf({ item, language, market, base }: LetterClick, { shop, env }: Services): string {
  const { catalogue } = shop.engine
  const shown = catalogue.shown(catalogue.find(item), { market, language, now: env.now() })
  const address = shown && safeLink(shown.url)
  return new URL(address && URL.canParse(address, base) ? address : '/', base).href
}
