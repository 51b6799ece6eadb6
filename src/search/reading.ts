import type { MarketIndex } from './market-index.ts'
import { askedTerms, termsOf } from './terms.ts'

/** Words of one question. */
const MOST_WORDS = 12
const SHORTEST_PART = 3

/** A word of a question: the terms it is taken for, any of which will do. */
export interface Word {
  /** As it was written. */
  form: string
  terms: string[]
  /** What it was taken for, where nothing is called so. */
  meant?: string
  /** Products that have it, about. */
  count: number
}

/** Read a question: a word that no product has is taken for the nearest that one has, or for its beginning. */
export function readWords(text: string, market: MarketIndex): Word[] {
  return askedTerms(text, MOST_WORDS).flatMap(({ term, form }) => {
    const count = market.countOf(term)
    if (count > 0) return { form, terms: [term], count }
    const guessed = guess(term, form, market)
    return guessed.terms.length > 0 ? guessed : (parted(form, market) ?? guessed)
  })
}

/** `sacados` is two words that nobody put a space between: both have to be known. */
function parted(form: string, market: MarketIndex): Word[] | undefined {
  for (let at = SHORTEST_PART; at <= form.length - SHORTEST_PART; at++) {
    const parts = [form.slice(0, at), form.slice(at)].map(part => {
      const [term = ''] = termsOf(part)
      return { form: part, terms: [term], count: market.countOf(term) }
    })
    if (parts.every(({ count }) => count > 0)) return parts
  }
  return undefined
}

function guess(term: string, form: string, market: MarketIndex): Word {
  const nearest = market.spelling.nearest(term)
  const terms = nearest.length > 0 ? nearest : market.spelling.startingWith(term)
  const counted = terms
    .map(one => ({ one, count: market.countOf(one) }))
    .filter(({ count }) => count > 0)
  if (counted.length === 0) return { form, terms: [], count: 0 }
  const best = counted.reduce((most, other) => (other.count > most.count ? other : most))
  const count = counted.reduce((sum, each) => sum + each.count, 0)
  return { form, terms: counted.map(({ one }) => one), meant: market.formOf(best.one), count }
}

/** What FTS5 reads: every word, each by any of its terms. Terms are letters and digits, and quoted. */
export function expressionOf(words: readonly Word[]): string {
  return words.map(({ terms }) => `(${terms.map(quoted).join(' OR ')})`).join(' AND ')
}

export function quoted(term: string): string {
  return `"${term.replaceAll('"', '')}"`
}
