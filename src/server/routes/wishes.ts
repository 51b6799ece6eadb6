import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { isAddress, WishAnswer, WishBody, type WishMade } from '../../schema/wish.ts'
import { addressKey } from '../letters/address-key.ts'
import { UNCONFIRMED, WishKeeping } from '../letters/wish-keeping.ts'
import { requireMarket } from '../market-asked.ts'
import { networkOf } from '../network-of.ts'
import { readBodies } from '../overload/json-body.ts'
import { type Origins, requireOwnPage } from '../own-page.ts'
import { Problem } from '../problem.ts'
import { RateLimit } from '../rate.ts'
import { tooMany } from '../search/too-many.ts'
import type { Services } from '../services.ts'
import { requireKey } from '../trust.ts'
import { type Who, whoIs } from '../who.ts'

/** Wishes of one address: a person has a handful. */
const PER_SECOND = 1 / 20
const AT_ONCE = 6

/**
 * POST /v1/wishes: "tell me when it is back".
 *
 * The wish is a record of the log under its visitor, and goes with them. Who is nobody here,
 * for want of consent, is known by the address alone: the shop's server forgets it, and what
 * others wished with it, under the name `wish:` and the address. What follows is `letters/post-room.ts`'s.
 */
export const wishesRoute: FastifyPluginAsyncTypebox<Services & { origins: Origins }> = async (
  app,
  services,
) => {
  const { env, shop } = services
  const rate = new RateLimit(PER_SECOND, AT_ONCE)
  const keeping = new WishKeeping(shop, env)
  const isForgotten = ({ visitor, address = '' }: WishMade) =>
    shop.forgotten.has(visitor) || shop.forgotten.has(address)
  /** Anybody may type anybody's address: a page is told the same whatever is known of it here. */
  const keepIfWelcome = async (wish: WishMade) => {
    if (isForgotten(wish)) return
    try {
      await keeping.keep(wish)
    } catch (problem) {
      if (!(problem instanceof Problem && problem.code === UNCONFIRMED)) throw problem
    }
  }
  app.removeContentTypeParser('text/plain') // a form of another site can send that
  readBodies(app, ['application/json'], services.gate)

  app.post(
    '/v1/wishes',
    {
      onRequest: requireKey(services, 'events'),
      schema: {
        summary: 'Wish to be told when something is back',
        tags: ['collect'],
        callers: 'public',
        body: WishBody,
        response: { 202: WishAnswer },
      },
    },
    async (request, reply) => {
      const isPage = request.caller?.kind === 'public'
      if (isPage) {
        requireOwnPage(request, services.origins)
        const waitMs = rate.take(networkOf(request.ip), env.now())
        if (waitMs > 0) throw tooMany(waitMs)
      }
      const who = whoIs(request, reply, request.body, services)
      const wish = wishOf(request.body, who, services)
      const letter = services.sendsLetters?.() === true
      if (isPage) {
        await keepIfWelcome(wish)
        return reply.code(202).send({ letter, says: letter ? ASKED : UNSENT })
      }
      if (isForgotten(wish)) return reply.code(202).send(FORGOTTEN)
      await keeping.keep(wish)
      return reply.code(202).send({ kept: true, letter, says: letter ? ASKED : UNSENT })
    },
  )
}

const ASKED =
  'If we may write to this address, a letter asks whether it was you. Once you confirm it, we write when it is back, once.'
const UNSENT =
  'The wish is noted. This shop sends no letters yet: the operator turns them on with serve --mail.'
const FORGOTTEN = {
  kept: false,
  letter: false,
  says: 'This address was erased here less than 13 months ago, so nothing of it is kept.',
}

/** @throws Problem 400 for what is no address or no market, 404 for what no feed knows */
function wishOf(body: WishBody, who: Who, { env, shop, keys }: Services): WishMade {
  const { catalogue } = shop.engine
  if (!isAddress(body.email)) {
    const detail = 'This is no e-mail address; one looks like name@example.org.'
    throw new Problem(400, 'email', detail, { field: '/email' })
  }
  requireMarket(body.market, catalogue)
  const item = catalogue.find(body.item)
  if (!catalogue.has(item)) {
    const detail = 'No feed of this shop has such an item or SKU.'
    throw new Problem(404, 'unknown_item', detail, { field: '/item' })
  }
  const market = catalogue.marketFor(body.market)
  const email = body.email.toLowerCase()
  const address = addressKey(email, keys.nameSecret)
  return {
    visitor: shop.engine.canonical(who.visitor ?? address),
    item: catalogue.idOf(item),
    ...(catalogue.findProduct(body.item) < 0 && { sku: body.item }),
    market: market ? `${market.country}-${market.language}` : '',
    email,
    address,
    time: env.now(),
  }
}
