import type { OfferTerms } from '../schema/offer.ts'
import { type Api, call } from './api.ts'

/** A day's budget that a town of simulated shoppers does not use up before a visitor comes. */
const TERMS: OfferTerms = {
  on: true,
  percent: 10,
  budgetPerDay: 200_000,
  budget: 20_000_000,
  floor: 15,
  hesitation: 0.5,
  days: 30,
  hours: 48,
}

/** Whoever hesitates is to see it: among eleven experiences it would be seen once in a while. */
const PINNED = { placement: 'product', experience: 'product/offer', action: 'pin' }
const WHY = 'so that whoever tries the demonstration meets an offer'

/** The demo's merchant gives terms once; what somebody changed in the console stays changed. */
export async function giveTerms(api: Api): Promise<void> {
  const { terms } = await call<{ terms: OfferTerms | null }>(api, '/v1/offers/terms')
  if (terms !== null) return
  const body = JSON.stringify({ ...TERMS, why: WHY })
  await call(api, '/v1/offers/terms', { method: 'PUT', body })
  await call(api, '/v1/rules', { body: JSON.stringify({ ...PINNED, why: WHY }) })
}
