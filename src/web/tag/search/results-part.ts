import { LIST_STYLE } from '../../../render/style.ts'
import { type Call, doorOf } from './door.ts'
import { openResults } from './results-page.ts'
import { addStyle, RESULTS } from './style.ts'

/** What the loader fetches where a page shows results. */
export function start(said: DOMStringMap, base: string, calls: readonly Call[]): void {
  addStyle(LIST_STYLE + RESULTS)
  openResults(doorOf(said, base, calls))
}
