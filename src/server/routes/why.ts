import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { CorrectionBody, WhyQuery, WhyTold } from '../../schema/why.ts'
import { networkOf } from '../network-of.ts'
import { readBodies } from '../overload/json-body.ts'
import type { Origins } from '../own-page.ts'
import { nobody, type PersonAsking, personIn } from '../person-asking.ts'
import { Problem } from '../problem.ts'
import { RateLimit } from '../rate.ts'
import type { Services } from '../services.ts'
import { requireKey } from '../trust.ts'
import { correct } from '../why/correct.ts'
import { withReasons } from '../why/shown.ts'
import { tellNothing, tellWhy } from '../why/tell.ts'

type WhyServices = Services & { origins: Origins }

/**
 * What a shopper reads of themselves and what they may say about it.
 *
 * A browser that a link or a login has joined to an account reads and corrects nothing here:
 * the letter with the link may have been forwarded. The shop's server does it for whoever is
 * signed in.
 */
export const whyRoutes: FastifyPluginAsyncTypebox<WhyServices> = async (app, services) => {
  const { shop, env } = services
  const onRequest = requireKey(services, 'privacy')
  const shared = { tags: ['privacy'], callers: 'public' as const, response: { 200: WhyTold } }
  // Each answer looks up to four records of the log.
  const rate = new RateLimit(PER_SECOND, AT_ONCE)
  app.removeContentTypeParser('text/plain') // a form of another site can send that
  readBodies(app, ['application/json'], services.gate)

  app.get(
    '/v1/why',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'What is believed of a visitor, told to them, and what says so',
        description:
          'A browser is answered by its cookie, the shop’s server for the visitor it names. What was shown comes with its reason.',
        querystring: WhyQuery,
      },
    },
    async request => {
      const person = asking(request, request.query)
      return person ? await told(person) : tellNothing('nothing')
    },
  )

  app.post(
    '/v1/why',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'Say that something believed of a visitor is wrong, or right after all',
        description:
          'From then on it is not believed, whatever the visitor does, until it is taken back. The answer is what is believed now.',
        body: CorrectionBody,
      },
    },
    async request => {
      const person = asking(request, request.body)
      if (person === undefined) throw nobody()
      if (isOfAccount(person)) throw belongsToAccount()
      const { trait, wrong } = request.body
      await correct(person.visitor, { trait, wrong }, services)
      return await told(person)
    },
  )

  function asking(request: FastifyRequest, said: { visitor?: string }): PersonAsking | undefined {
    const isServer = request.caller?.kind === 'server'
    const waitMs = isServer ? 0 : rate.take(networkOf(request.ip), env.now())
    if (waitMs > 0) throw tooMany(Math.ceil(waitMs / 1000))
    return personIn(request, said, services)
  }

  function isOfAccount({ visitor, isWhole }: PersonAsking): boolean {
    return !isWhole && shop.engine.keysOf(visitor).length > 1
  }

  async function told(person: PersonAsking): Promise<WhyTold> {
    if (isOfAccount(person)) return tellNothing('account')
    const { catalogue, experiences, settings } = shop.engine
    const windowMs = settings.purchaseWindowMs
    const now = env.now()
    const known = await shop.lookAt(person.visitor, genome =>
      tellWhy({ genome, catalogue, experiences, windowMs, now }),
    )
    if (known === undefined) return tellNothing('nothing')
    const recordAt = (position: number) => shop.recordAt(position)
    return { ...known, shown: await withReasons(known.shown, { catalogue, recordAt }) }
  }
}

const PER_SECOND = 1
const AT_ONCE = 30

function tooMany(seconds: number): Problem {
  return new Problem(429, 'too_many', `Too many requests; try again in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
  })
}

function belongsToAccount(): Problem {
  const detail =
    'This browser belongs to an account; the shop’s server corrects it for whoever is signed in.'
  return new Problem(403, 'of_account', detail, { field: '/visitor' })
}
