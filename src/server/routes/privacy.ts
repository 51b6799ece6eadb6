import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { LIMITS } from '../../schema/limits.ts'
import { PersonExport } from '../../schema/person-export.ts'
import { exportOf } from '../erasure/person-export.ts'
import { networkOf } from '../network-of.ts'
import { readBodies } from '../overload/json-body.ts'
import type { Origins } from '../own-page.ts'
import { nobody, type PersonAsking, personIn } from '../person-asking.ts'
import { Problem } from '../problem.ts'
import { RateLimit } from '../rate.ts'
import type { Services } from '../services.ts'
import { requireKey } from '../trust.ts'
import { clearCookie } from '../visitor-cookie.ts'

const PersonBody = Type.Object(
  {
    /** Only with a server key: the visitor as the shop names them in events. */
    visitor: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.id })),
  },
  { additionalProperties: false },
)
const Status = Type.Object({
  state: Type.Enum(['none', 'under way', 'done']),
  erasedAt: Type.Optional(Type.Integer()),
  doneBy: Type.Optional(Type.Integer()),
  /** In sentences, where it stands. */
  says: Type.Array(Type.String()),
})

/**
 * What a person may ask: what is known of them, that it be forgotten, and where that stands.
 *
 * A browser is answered by its cookie, the shop's server for whom it names. A browser reads
 * only what was recorded under its own cookie: a link in a forwarded letter may have joined
 * it to a stranger's account, and that account is for the shop's server to read, which knows
 * who is signed in. Erasing forgets the whole person: it tells nobody anything. Whom the shop names by an
 * e-mail address is forgotten with the wishes of that address, whoever typed it.
 */
export const privacyRoutes: FastifyPluginAsyncTypebox<Services & { origins: Origins }> = async (
  app,
  services,
) => {
  const { shop, env, erasure } = services
  const onRequest = requireKey(services, 'privacy')
  const shared = { tags: ['privacy'], callers: 'public' as const, body: PersonBody }
  // Reading a person's records looks through the whole log, erasing rewrites it.
  const rate = new RateLimit(1 / RETRY_S, 5)
  let exporting = 0
  const browserMay = (ip: string, isServer: boolean) => {
    const waitMs = isServer ? 0 : rate.take(networkOf(ip), env.now())
    if (waitMs > 0) throw tooMany(Math.ceil(waitMs / 1000))
  }
  app.removeContentTypeParser('text/plain') // a form of another site can send that
  readBodies(app, ['application/json'], services.gate)

  app.post(
    '/v1/privacy/export',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'What is kept of a person, in one document',
        sends: { 200: { 'application/json': PersonExport } },
      },
    },
    (request, reply) => {
      browserMay(request.ip, request.caller?.kind === 'server')
      const person = personIn(request, request.body, services)
      if (person === undefined || shop.forgotten.has(person.visitor)) throw nobody()
      if (exporting >= MOST_EXPORTS) throw tooMany(RETRY_S)
      const document = counted(exportOf(person, services, env.now()))
      return reply.type('application/json; charset=utf-8').send(Readable.from(document))
    },
  )

  async function* counted(document: AsyncGenerator<string>): AsyncGenerator<string> {
    exporting++
    try {
      yield* document
    } finally {
      exporting--
    }
  }

  app.post(
    '/v1/privacy/erase',
    { onRequest, schema: { ...shared, summary: 'Forget a person', response: { 202: Status } } },
    async (request, reply) => {
      browserMay(request.ip, request.caller?.kind === 'server')
      const person = personIn(request, request.body, services)
      if (person === undefined) throw nobody()
      for (const key of keysOf(person)) await erasure.erase(key)
      if (person.isBrowser) clearCookie(request, reply)
      return reply.code(202).send(await statusOf(person))
    },
  )

  app.post(
    '/v1/privacy/status',
    {
      onRequest,
      schema: { ...shared, summary: 'Where an erasure stands', response: { 200: Status } },
    },
    async request => {
      const person = personIn(request, request.body, services)
      return person ? await statusOf(person) : { state: 'none' as const, says: NONE }
    },
  )

  async function statusOf(person: PersonAsking) {
    const all = await Promise.all(keysOf(person).map(key => erasure.status(key)))
    const status = all.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))[0]
    if (status.state === 'none') return { ...status, says: NONE }
    const by = new Date(status.doneBy!).toISOString().slice(0, 10)
    const log =
      status.state === 'done'
        ? 'The days of the log are rewritten.'
        : `The days of the log are rewritten by ${by}.`
    return { ...status, says: [AT_ONCE, log, BACKUPS] }
  }
}

/** Under their name, and where that is an e-mail address, under it. */
function keysOf({ visitor, address = visitor }: PersonAsking): string[] {
  return [...new Set([visitor, address])]
}

/** What is not over yet is told first. */
const ORDER = ['under way', 'done', 'none']
const RETRY_S = 20
const MOST_EXPORTS = 2

function tooMany(seconds: number): Problem {
  return new Problem(429, 'too_many', `Too many requests; try again in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
  })
}

const NONE = ['Nobody was forgotten under this name within 13 months.']
const AT_ONCE = 'Profile, live views and decisions know them no more.'
const BACKUPS =
  'A back-up put back forgets them again when it starts; keep the folder erasures with it.'
