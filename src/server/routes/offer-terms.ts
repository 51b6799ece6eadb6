import { isDeepStrictEqual } from 'node:util'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { OFFER } from '../../engine/policy/offers/experience.ts'
import { LIMITS } from '../../schema/limits.ts'
import { type OfferTerms, OfferTermsTold, OfferTermsWritten } from '../../schema/offer.ts'
import { inTurn } from '../in-turn.ts'
import { shopRecord } from '../own-records.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireDesk, whoOf } from '../trust.ts'

/**
 * What the merchant gives away to who hesitates. Without terms nothing is; what was promised
 * before they change stays promised as it was.
 */
export const offerTermsRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env } = services
  const shared = { tags: ['offers'], callers: 'desk' as const, response: { 200: OfferTermsTold } }
  const turn = inTurn()

  app.get(
    '/v1/offers/terms',
    {
      onRequest: requireDesk(services, 'read'),
      schema: {
        ...shared,
        role: 'analyst',
        summary: 'The terms of offers; null where none were given',
      },
    },
    () => told(),
  )

  app.put(
    '/v1/offers/terms',
    {
      onRequest: requireDesk(services, 'rules'),
      schema: {
        ...shared,
        role: 'manager',
        summary: 'Give terms for offers, change them or switch offers off',
        body: OfferTermsWritten,
      },
    },
    async request => {
      const { why, ...terms } = request.body
      const by = whoOf(request)
      await turn(() => change(terms, by, why))
      return told()
    },
  )

  function told() {
    return { terms: shop.engine.offers.terms ?? null }
  }

  async function change(terms: OfferTerms, by: string, why: string | undefined): Promise<void> {
    refuseUnsound(terms, services)
    const before = shop.engine.offers.terms ?? null
    if (isDeepStrictEqual(before, terms)) return
    const body = { terms, before, by, ...(why !== undefined && { why }), time: env.now() }
    await shop.take([shopRecord('offer_terms', body, env)])
  }
}

/** @throws Problem naming what cannot be meant. */
function refuseUnsound(terms: OfferTerms, { shop }: Services): void {
  if ((terms.percent === undefined) === (terms.amount === undefined)) {
    const detail = 'Send either "percent" or "amount": an offer is one or the other.'
    throw new Problem(400, 'percent_or_amount', detail, { field: '/percent' })
  }
  if (terms.budgetPerDay > terms.budget) {
    const detail =
      'The budget of a day is larger than that of all days: lower it, or raise "budget".'
    throw new Problem(400, 'budget', detail, { field: '/budgetPerDay' })
  }
  const { experiences } = shop.engine
  const known = experiences.find(OFFER.id)
  if (known?.nudge === 'offer') return
  if (known !== undefined) {
    const detail = `An offer is the experience ${OFFER.id}, and this shop has one of its own by that name, which does not change what it does: this shop can make no offers.`
    throw new Problem(409, 'experience_taken', detail, { field: '/on' })
  }
  if (experiences.of('product').length < LIMITS.experiences) return
  const detail = `An offer is the experience ${OFFER.id}, and product pages have ${LIMITS.experiences} already, which is all there may be: this shop can make no offers.`
  throw new Problem(409, 'experiences_full', detail, { field: '/on' })
}
