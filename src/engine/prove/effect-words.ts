import { colon, type Language, number, percent, signed } from '../../core/typography.ts'
import type { Evidence, Outcome } from '../../schema/found.ts'

/**
 * Effects are told as so many more of a thousand visits: what is proven is a difference of two
 * rates, not their ratio, and a thousand visits are easier to see than points of a rate.
 */
const VISITS = 1_000
/** Decimals beyond which nobody reads. */
const MOST_DECIMALS = 4

/** `8,3 clics de plus sur 1 000 visites que`, `8.3 more clicks per 1,000 visits than`. */
export function gainOf(
  { effect, outcome }: Evidence,
  decimals: number,
  language: Language,
): string {
  const own = decimalsFor(effect * VISITS, decimals)
  const size = Math.abs(round(effect * VISITS, own))
  const told = number(size, language, own)
  const what = unitOf(outcome, size, language)
  const visits = number(VISITS, language)
  if (language === 'fr') {
    if (size === 0) return `autant de ${what} sur ${visits} visites que`
    return `${told} ${what} de ${effect > 0 ? 'plus' : 'moins'} sur ${visits} visites que`
  }
  if (size === 0) return `as many ${what} per ${visits} visits as`
  return `${told} ${effect > 0 ? 'more' : 'fewer'} ${what} per ${visits} visits than`
}

/** `intervalle à 95 % : +3,1 à +13,0`; undefined while it is too early. */
export function intervalOf(
  { low, high }: Evidence,
  decimals: number,
  language: Language,
): string | undefined {
  if (low === undefined || high === undefined) return undefined
  const sure = percent(0.95, language)
  const ends = endsOf(low, high, decimals, language)
  return language === 'fr'
    ? `intervalle à ${sure}${colon(language)}${ends}`
    : `${sure} interval${colon(language)}${ends}`
}

/** `+3,1 à +13,0` */
export function endsOf(low: number, high: number, decimals: number, language: Language): string {
  const [from, to] = [low * VISITS, high * VISITS].map(end =>
    signed(end, language, decimalsFor(end, decimals)),
  )
  return `${from} ${language === 'fr' ? 'à' : 'to'} ${to}`
}

/** `+8,3 clics` */
export function signedGainOf(
  { effect, outcome }: Evidence,
  decimals: number,
  language: Language,
): string {
  const own = decimalsFor(effect * VISITS, decimals)
  const size = Math.abs(round(effect * VISITS, own))
  return `${signed(effect * VISITS, language, own)} ${unitOf(outcome, size, language)}`
}

/** As few decimals as tell two figures of the largest of effect and interval. */
export function decimalsOf({ effect, low = 0, high = 0 }: Evidence): number {
  const most = VISITS * Math.max(...[effect, low, high].map(Math.abs))
  if (most >= 20) return 0
  return most >= 2 ? 1 : 2
}

/** More of them where something would look like nothing. */
function decimalsFor(value: number, decimals: number): number {
  let own = decimals
  while (own < MOST_DECIMALS && value !== 0 && round(value, own) === 0) own++
  return own
}

/** French counts from two on as many; English has one of something only at exactly one. */
function unitOf(outcome: Outcome, size: number, language: Language): string {
  if (language === 'fr') {
    const many = size === 0 || size >= 2 ? 's' : ''
    return `${outcome === 'click' ? 'clic' : 'commande'}${many}`
  }
  return `${outcome}${size === 1 ? '' : 's'}`
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals
}
