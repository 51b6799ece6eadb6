import { type Call, doorOf } from './door.ts'
import { watchGestures } from './gestures.ts'
import { watchShelf } from './jump.ts'
import { addStyle, DIALOG } from './style.ts'

/** What the loader fetches where a page sells something that is gone. */
export function start(said: DOMStringMap, base: string, calls: readonly Call[]): void {
  addStyle(DIALOG)
  watchGestures()
  watchShelf(doorOf(said, base, calls))
}
