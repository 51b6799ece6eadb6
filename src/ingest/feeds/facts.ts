import { LIMITS } from '../../schema/limits.ts'
import type { ShopFacts } from '../../schema/product.ts'
import { type Hearing, isObject, type Loose } from '../hearing.ts'
import { readLink } from './link.ts'
import { type Judged, judgeEntry } from './list.ts'

/**
 * What the shop promises in one country: `{country, currency, deliveryPrice,
 * freeDeliveryFrom, deliveryDays: {least, most}, returnDays, freeReturns, payments,
 * priceMatch, cartUrl, searchUrl, vat}`. Amounts are major units.
 */
export function judgeFacts(body: unknown, market: { currency: string }): Judged<ShopFacts> {
  return judgeEntry(body, 1, (entry, hearing) => readFacts(entry, market.currency, hearing))
}

function readFacts(entry: Loose, defaultCurrency: string, hearing: Hearing): ShopFacts {
  const country = hearing.text(entry.country, 'country')?.toUpperCase()
  if (!country || !/^[A-Z]{2}$/.test(country)) {
    return hearing.refuse('country', country ? 'unknown_value' : 'missing', 'Two letters, FR.')
  }
  const currency = hearing.currency(entry.currency, 'currency') ?? defaultCurrency
  const facts: ShopFacts = { country, currency }
  for (const field of ['deliveryPrice', 'freeDeliveryFrom'] as const) {
    const amount = hearing.money(entry[field], field, currency)
    if (amount === undefined) continue
    if (amount < 0) hearing.refuse(field, 'negative', 'An amount may not be negative.')
    facts[field] = amount
  }
  const days = readDays(entry.deliveryDays, hearing)
  if (days) facts.deliveryDays = days
  const returns = hearing.whole(entry.returnDays, 'returnDays', 0, 3650)
  if (returns !== undefined) facts.returnDays = returns
  for (const field of ['freeReturns', 'priceMatch'] as const) {
    const answer = readYesNo(entry[field], field, hearing)
    if (answer !== undefined) facts[field] = answer
  }
  const payments = readPayments(entry.payments, hearing)
  if (payments) facts.payments = payments
  for (const field of ['cartUrl', 'searchUrl'] as const) {
    const link = readLink(entry[field], field, hearing)
    if (link !== undefined) facts[field] = link
  }
  const vat = readVat(entry.vat, hearing)
  if (vat !== undefined) facts.vat = vat
  return facts
}

/** `{least, most}`, or one number for both. */
function readDays(value: unknown, hearing: Hearing): ShopFacts['deliveryDays'] {
  if (value === undefined || value === null) return undefined
  const pair = isObject(value) ? value : { least: value, most: value }
  const least = hearing.whole(pair.least ?? pair.most, 'deliveryDays', 0, 365)
  const most = hearing.whole(pair.most ?? pair.least, 'deliveryDays', 0, 365)
  if (least === undefined || most === undefined) return undefined
  if (least <= most) return { least, most }
  return hearing.refuse('deliveryDays', 'out_of_range', 'least may not exceed most.')
}

function readYesNo(value: unknown, field: string, hearing: Hearing): boolean | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'boolean') return value
  return hearing.refuse(field, 'wrong_type', 'Send true or false.')
}

function readPayments(value: unknown, hearing: Hearing): string[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value))
    return hearing.refuse('payments', 'wrong_type', 'Send a list of names.')
  if (value.length > 20) return hearing.refuse('payments', 'too_many', 'Name at most 20.')
  return value
    .map(one => hearing.text(one, 'payments', LIMITS.text))
    .filter(one => one !== undefined)
}

/** A fraction; 20 is understood as 20 %. */
function readVat(value: unknown, hearing: Hearing): number | undefined {
  const vat = hearing.number(value, 'vat')
  if (vat === undefined) return undefined
  if (vat < 0 || vat > 100) return hearing.refuse('vat', 'out_of_range', 'Send a fraction, 0.2.')
  if (vat <= 1) return vat
  hearing.repair('number_text', 'vat', vat, vat / 100)
  return vat / 100
}
