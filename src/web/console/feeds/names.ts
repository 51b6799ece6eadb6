import type { StandingFeedTold } from '../../../schema/standing-feed.ts'
import type { Language } from '../settings.ts'
import { sayKind } from './words.ts'

type Named = Pick<StandingFeedTold, 'kind' | 'country' | 'language'>

/** `Produits, français (France)`: a feed as people say it. */
export function nameOf({ kind, country, language: spoken }: Named, language: Language): string {
  const kindName = sayKind(kind, language)
  if (spoken === undefined) return kindName
  return `${kindName}, ${country ? marketName(`${country}-${spoken}`, language) : spokenName(spoken, language)}`
}

/** The same of a feed that was sent, from the name its readings have: `products-FR-fr`. */
export function nameOfRun(feed: string, language: Language): string {
  const [kind, ...market] = feed.split('-')
  if (kind === 'products')
    return nameOf({ kind, country: market[0], language: market[1] }, language)
  if (kind === 'content') return nameOf({ kind, language: market[0] }, language)
  if (feed === 'currency-rates') return sayKind('rates', language)
  return feed === 'costs' || feed === 'campaign-costs' ? sayKind(feed, language) : feed
}

/** `FR-fr` as people say it: `français (France)`. */
export function marketName(market: string, language: Language): string {
  const [country, spoken] = market.split('-')
  return `${spokenName(spoken, language)} (${countryName(country, language)})`
}

export function countryName(code: string, language: Language): string {
  return nameIn(code, 'region', language)
}

function spokenName(code: string, language: Language): string {
  return nameIn(code, 'language', language)
}

/** What no list of names knows is called by its code. */
function nameIn(code: string, type: 'language' | 'region', language: Language): string {
  try {
    return new Intl.DisplayNames(language, { type }).of(code) ?? code
  } catch {
    return code
  }
}
