import type { Consent } from '../../schema/event.ts'
import { count } from './faults.ts'
import { placementOf } from './placements.ts'
import { base, said } from './settings.ts'
import { language } from './view.ts'
import type * as Why from './why/why-part.ts'

/** File name of the panel with its hash, put in by the build. */
declare const WHY: string

const CONTROL = '[data-vitrine=why],.vt-why>summary'
let isPlain = false

/**
 * Somebody asks why they see this: the panel is fetched, and opens in place of what the
 * control does by itself. Where it does not come, that happens after all.
 */
export function explain(event: MouseEvent, level: Consent): void {
  const asked = (event.target as Element).closest<HTMLElement>(CONTROL)
  if (!asked || isPlain || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const door = { said, base, level, language: language() }
  import(/* @vite-ignore */ base + WHY)
    .then((panel: typeof Why) => panel.open(asked, door, placementOf(asked)?.answer?.reason))
    .catch(fault => {
      count(fault)
      isPlain = true
      asked.click()
      isPlain = false
    })
}
