import type { ShopFacts } from '../../../schema/product.ts'
import { minorDigits } from '../format.ts'
import type { Language } from '../settings.ts'
import { numberIn, type TermField, type TermsFilled, whyIn } from './terms-form.tsx'
import { say } from './words.ts'

const NUMBERS = ['deliveryPrice', 'freeDeliveryFrom', 'least', 'most', 'returnDays', 'vat'] as const

/** Each promise that is a number, as it is now; empty where the shop promises nothing. */
export function promiseFields(facts: ShopFacts, language: Language): TermField[] {
  const major = (minor?: number) => minor && String(minor / 10 ** minorDigits(facts.currency))
  const now: Record<(typeof NUMBERS)[number], string | number | undefined> = {
    deliveryPrice: major(facts.deliveryPrice) ?? facts.deliveryPrice,
    freeDeliveryFrom: major(facts.freeDeliveryFrom) ?? facts.freeDeliveryFrom,
    ...{ least: facts.deliveryDays?.least, most: facts.deliveryDays?.most },
    returnDays: facts.returnDays,
    vat: facts.vat === undefined ? undefined : Math.round(facts.vat * 1e4) / 100,
  }
  return NUMBERS.map(name => ({
    name,
    label: say(name, language),
    value: String(now[name] ?? ''),
  }))
}

/** The promises of a country as a form says them: an empty line promises nothing. */
export function promisesIn(filled: TermsFilled, { currency, cartUrl, searchUrl }: ShopFacts) {
  const has = (name: string) => (filled[name] ?? '').trim() !== ''
  const minor = (name: string) => Math.round(numberIn(filled[name]) * 10 ** minorDigits(currency))
  const payments = (filled.payments ?? '').split(',').map(one => one.trim())
  return {
    currency,
    ...(has('deliveryPrice') && { deliveryPrice: minor('deliveryPrice') }),
    ...(has('freeDeliveryFrom') && { freeDeliveryFrom: minor('freeDeliveryFrom') }),
    ...((has('least') || has('most')) && {
      deliveryDays: { least: numberIn(filled.least), most: numberIn(filled.most) },
    }),
    ...(has('returnDays') && { returnDays: numberIn(filled.returnDays) }),
    ...(filled.freeReturns !== undefined && { freeReturns: true }),
    ...(filled.priceMatch !== undefined && { priceMatch: true }),
    ...(has('payments') && { payments: payments.filter(Boolean) }),
    ...(has('vat') && { vat: numberIn(filled.vat) / 100 }),
    ...(cartUrl !== undefined && { cartUrl }),
    ...(searchUrl !== undefined && { searchUrl }),
    ...whyIn(filled),
  }
}
