import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { localDay } from '../../core/local-day.ts'
import type { Held } from '../../engine/policy/offers/held.ts'
import {
  OfferRedeem,
  OfferRelease,
  OffersTold,
  OfferTold,
  OfferVerify,
  type OfferTold as Told,
} from '../../schema/offer.ts'
import { offerOf } from '../offers/signed.ts'
import { shopRecord } from '../own-records.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireReader, requireServerKey } from '../trust.ts'

/**
 * What the shop's checkout asks of a code: is it good, it was used, the order came to nothing.
 * Each is asked again safely: one offer is settled once, for one order.
 */
export const offersRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env, keys } = services
  const shared = { tags: ['offers'], callers: 'server' as const }
  const answers = { response: { 200: OfferTold } }
  let last: Promise<unknown> = Promise.resolve()

  app.get(
    '/v1/offers',
    {
      onRequest: requireReader(services),
      schema: {
        tags: ['offers'],
        callers: 'console',
        role: 'analyst',
        summary: 'How many offers were shown, what became of them, and what budget is left',
        response: { 200: OffersTold },
      },
    },
    () => {
      const { offers, settings } = shop.engine
      const { counts, committed, codesLeft } = offers
      return {
        on: offers.terms?.on ?? false,
        currency: settings.currency,
        counts: { ...counts },
        committed,
        left: offers.left(localDay(env.now(), settings.timeZone)),
        ...(codesLeft !== undefined && { codes: codesLeft }),
      }
    },
  )

  app.post(
    '/v1/offers/verify',
    {
      onRequest: requireServerKey(services, 'read'),
      schema: {
        ...shared,
        ...answers,
        summary: 'Is this code good, and for what',
        body: OfferVerify,
      },
    },
    request => told(find(request.body.code)),
  )

  app.post(
    '/v1/offers/redeem',
    {
      onRequest: requireServerKey(services, 'events'),
      schema: {
        ...shared,
        ...answers,
        summary: 'A code was used for an order; the same order may say so again',
        body: OfferRedeem,
      },
    },
    request => inTurn(() => redeem(request.body.code, request.body.order, request.body.value)),
  )

  app.post(
    '/v1/offers/release',
    {
      onRequest: requireServerKey(services, 'events'),
      schema: {
        ...shared,
        ...answers,
        summary: 'The order of a code came to nothing; without an order, the code is withdrawn',
        body: OfferRelease,
      },
    },
    request => inTurn(() => release(request.body.code, request.body.order)),
  )

  /** One after the other: what was asked of an offer still holds when it is written down. */
  async function inTurn(change: () => Promise<Told>): Promise<Told> {
    const mine = last.then(change)
    last = mine.catch(() => {})
    return await mine
  }

  async function redeem(code: string, order: string, asked: number | undefined): Promise<Told> {
    const { id, value } = known(code)
    if (isRedeemedFor(known(code), order)) return told(known(code))
    refuseUnlessGood(known(code), env.now())
    if (asked !== undefined && asked > value) {
      const detail = `This offer takes off ${value} at most, once, whatever the quantity: that was reserved for it.`
      throw new Problem(400, 'over_value', detail, { field: '/value' })
    }
    const body = { id, order, value: asked ?? value, time: env.now() }
    await shop.take([shopRecord('offer_settled', body, env)])
    // It may have lapsed, or been declined, in the moment between.
    if (!isRedeemedFor(known(code), order)) refuseUnlessGood(known(code), env.now())
    return told(known(code))
  }

  async function release(code: string, order: string | undefined): Promise<Told> {
    const { id, state, order: its } = known(code)
    if (state === 'settled' && its !== order) {
      const detail = 'It was redeemed for another order: name that one to undo it.'
      throw new Problem(409, 'offer_used', detail, { field: '/order' })
    }
    // Not redeemed (any more) for this order: it was undone before, or never done.
    if (its !== order || (state !== 'settled' && state !== 'reserved')) return told(known(code))
    const body = { id, ...(order !== undefined && { order }), time: env.now() }
    await shop.take([shopRecord('offer_released', body, env)])
    return told(known(code))
  }

  function find(code: string): Held | undefined {
    return offerOf(code, shop.engine.offers, keys.nameSecret)
  }

  /** @throws Problem 404 for a code that stands for nothing. */
  function known(code: string): Held {
    const held = find(code)
    if (held !== undefined) return held
    const detail = 'No offer of this shop has this code.'
    throw new Problem(404, 'unknown_offer', detail, { field: '/code' })
  }

  function told(held: Held | undefined): Told {
    if (held === undefined) return { good: false, state: 'unknown' }
    const { item, percent, amount, value, currency, expires, order, settled } = held
    const state = stateOf(held, env.now())
    const good = state === 'reserved'
    const terms = { item, percent, amount, value, currency, expires }
    return { good, state, ...terms, order, settled }
  }
}

/** It lapses when its time comes, and not when the next record does. */
function stateOf({ state, expires }: Held, now: number): Held['state'] {
  return state === 'reserved' && expires <= now ? 'lapsed' : state
}

function isRedeemedFor(held: Held, order: string): boolean {
  return held.state === 'settled' && held.order === order
}

const GONE = {
  settled: ['offer_used', 'It was redeemed already, for another order.'],
  lapsed: ['offer_lapsed', 'Its time is over: take the order at the usual price.'],
  released: ['offer_released', 'It was declined or withdrawn: take the order at the usual price.'],
} as const

/** @throws Problem 409 saying why it may not be redeemed. */
function refuseUnlessGood(held: Held, now: number): void {
  const state = stateOf(held, now)
  if (state === 'reserved') return
  const [code, detail] = GONE[state]
  throw new Problem(409, code, detail, { field: '/code' })
}
