import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { DAY } from '../../core/clock.ts'
import { namedKey } from '../../core/visitor-key.ts'
import { LIMITS } from '../../schema/limits.ts'
import { BROWSER_OF_ANOTHER, Joins, joinByLink, mergeRecords } from '../join.ts'
import { Links, LONGEST_LINK_MS } from '../links.ts'
import { readBodies } from '../overload/json-body.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireKey, requireServerKey } from '../trust.ts'
import { whoIs } from '../who.ts'

const Id = Type.String({ minLength: 1, maxLength: LIMITS.id })

const IdentityBody = Type.Object(
  {
    /** Of a shop's server: the visitor's cookie or any name events had, and the account they are. */
    visitor: Type.Optional(Id),
    user: Type.Optional(Id),
    /** Of a browser: the `vt` of the link it was opened with. */
    link: Type.Optional(Type.String({ maxLength: 128 })),
    /** Personal service was chosen in spite of the browser's `Sec-GPC`. */
    chosen: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
const Fate = Type.Object({
  joined: Type.Boolean(),
  /** Why a server's word joined nobody, and the way out. */
  field: Type.Optional(Type.String()),
  code: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
})
const LinkBody = Type.Object(
  {
    user: Id,
    days: Type.Optional(Type.Number({ minimum: 0.001, maximum: LONGEST_LINK_MS / DAY })),
  },
  { additionalProperties: false },
)

/** Who is who: the shop's server says it, or a link in a letter does. */
export const identityRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { env, keys, shop } = services
  const links = new Links(shop.name, keys.nameSecret, env)
  readBodies(app, ['application/json'], services.gate)

  app.post(
    '/v1/identity',
    {
      onRequest: requireKey(services, 'events'),
      schema: {
        summary: 'Say that a visitor is an account of the shop',
        description: 'A server sends visitor and user; a browser the link it was opened with.',
        tags: ['collect'],
        callers: 'public',
        body: IdentityBody,
        response: { 200: Fate },
      },
    },
    async (request, reply) => {
      const { visitor, user, link, chosen } = request.body
      if (request.caller?.kind === 'server') {
        const [from, into] = [required(visitor, 'visitor'), required(user, 'user')].map(name =>
          namedKey(name, keys.nameSecret),
        )
        const merge = { from, into, time: env.now() }
        if (!new Joins(shop.engine).admits(merge)) {
          return { joined: false, field: '/visitor', ...BROWSER_OF_ANOTHER }
        }
        if (from !== into) await shop.take(mergeRecords(merge, merge.time))
        return { joined: shop.engine.canonical(from) === shop.engine.canonical(into) }
      }
      const who = whoIs(request, reply, { visitor, chosen }, services)
      const told = links.read(required(link, 'link'), '/link')
      if (who.visitor === undefined) return { joined: false } // no consent: nothing is kept
      await joinByLink(who.visitor, told, '/link', services)
      return { joined: true }
    },
  )

  app.post(
    '/v1/identity/links',
    {
      onRequest: requireServerKey(services, 'events'),
      schema: {
        summary: 'Make a link token for a letter: append it to an address as vt=…',
        tags: ['collect'],
        callers: 'server',
        body: LinkBody,
        response: { 200: Type.Object({ vt: Type.String(), expires: Type.Integer() }) },
      },
    },
    request => {
      const { user, days = LONGEST_LINK_MS / DAY } = request.body
      const vt = links.make(namedKey(user, keys.nameSecret), days * DAY)
      return { vt, expires: env.now() + days * DAY }
    },
  )
}

function required(value: string | undefined, name: string): string {
  if (value !== undefined) return value
  throw new Problem(400, 'missing', `Send ${name}.`, { field: `/${name}` })
}
