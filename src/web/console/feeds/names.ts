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

/** `FR-fr` as people say it: `français (France)`. */
export function marketName(market: string, language: Language): string {
  const [country, spoken] = market.split('-')
  return `${spokenName(spoken, language)} (${nameIn(country, 'region', language)})`
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
