import { isFrench } from '../../core/figures.ts'
import type { FilterShown, SearchAnswer } from '../../schema/search.ts'
import type { SearchState } from './state.ts'
import type { SearchWords } from './words.ts'

/** Where and how results are drawn. */
export interface ResultsManner {
  language: string
  /** Path and query of the page that shows them: every control is a link back to it. */
  path: string
  state: SearchState
}

/** What every part of the drawing is given. */
export interface Drawing extends ResultsManner {
  answer: SearchAnswer
  words: SearchWords
  /** The address of the same results with something changed, on their first page. */
  with(change: Partial<SearchState>): string
}

/** `Rayon : vestes`, with the colon each language writes. */
export function namedFilter(filter: FilterShown, name: string, { language }: Drawing): string {
  return `${name}${isFrench(language) ? '\u202f:' : ':'} ${filter.label}`
}
