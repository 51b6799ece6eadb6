import { searchDom } from '../../../render/search/print.ts'
import { resultsTree } from '../../../render/search/results.ts'
import type { SearchState } from '../../../render/search/state.ts'
import type { SearchAnswer } from '../../../schema/search.ts'
import { language } from './door.ts'

/** What a results page fetches to draw an answer in place of the one it shows. */
export function draw(answer: SearchAnswer, state: SearchState): HTMLElement {
  // A link to `//elsewhere` on this shop opens this page: its own links are to stay here.
  const path = location.pathname.replace(/^\/+/, '/') + location.search
  const tree = resultsTree(answer, { language: language(), path, state })
  return searchDom(tree, document) as HTMLElement
}
