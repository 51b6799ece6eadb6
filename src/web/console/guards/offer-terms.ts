import type { OfferTerms } from '../../../schema/offer.ts'
import { minorDigits } from '../format.ts'
import type { Language } from '../settings.ts'
import { numberIn, type TermField, type TermsFilled, whyIn } from './terms-form.tsx'
import { say } from './words.ts'

export type Kind = 'percent' | 'amount'

/** What a shop begins with that gave no terms yet: nothing is given before somebody allows it. */
const FIRST: OfferTerms = {
  ...{ on: false, percent: 10, budgetPerDay: 5_000, budget: 100_000, floor: 20 },
  ...{ hesitation: 0.5, days: 30, hours: 48 },
}

/** The lines of the form, money in the currency's own unit. */
export function fieldsOf(
  terms: OfferTerms | null,
  kind: Kind,
  currency: string,
  language: Language,
): TermField[] {
  const known = terms ?? FIRST
  const major = (minor: number) => String(minor / 10 ** minorDigits(currency))
  const inMoney = (name: 'amount' | 'budgetPerDay' | 'budget', value = 0) => ({
    name,
    label: `${say(name, language)} (${currency})`,
    value: value === 0 ? '' : major(value),
  })
  const plain = (name: 'percent' | 'floor' | 'days' | 'hours' | 'hesitation', value: number) => ({
    name,
    label: say(name, language),
    hint: say(`${name}_hint`, language),
    value: String(value),
  })
  return [
    kind === 'amount' ? inMoney('amount', known.amount) : plain('percent', known.percent ?? 10),
    { ...inMoney('budgetPerDay', known.budgetPerDay), hint: say('budget_hint', language) },
    inMoney('budget', known.budget),
    plain('floor', known.floor),
    plain('hesitation', Math.round(known.hesitation * 100)),
    plain('days', known.days),
    plain('hours', known.hours),
  ]
}

/** The terms that a form says, whole; what is no number is left for the server to name. */
export function termsIn(filled: TermsFilled, kind: Kind, digits: number): object {
  const minor = (name: string) => Math.round(numberIn(filled[name]) * 10 ** digits)
  const codes = (filled.codes ?? '').split(/[\s,;]+/).filter(Boolean)
  return {
    on: filled.on !== undefined,
    ...(kind === 'amount' ? { amount: minor('amount') } : { percent: numberIn(filled.percent) }),
    ...{ budgetPerDay: minor('budgetPerDay'), budget: minor('budget') },
    ...{ floor: numberIn(filled.floor), hesitation: numberIn(filled.hesitation) / 100 },
    ...{ days: numberIn(filled.days), hours: numberIn(filled.hours) },
    ...(codes.length > 0 && { codes }),
    ...whyIn(filled),
  }
}
