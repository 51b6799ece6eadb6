import { ConsentState } from '../consent.ts'
import type { Door } from './door.ts'
import { watchGestures } from './gestures.ts'
import { watchShelf } from './jump.ts'
import { openResults } from './results-page.ts'
import { addStyle } from './style.ts'

type Call = ArrayLike<unknown>

/**
 * What the loader fetches where a page shows results or sells something that is gone.
 * @param calls everything the page said to `vitrine` so far, and will say
 */
export function start(said: DOMStringMap, base: string, calls: readonly Call[]): void {
  try {
    const door: Door = { said, base, consent: () => consentNow(calls) }
    addStyle()
    watchGestures()
    openResults(door)
    watchShelf(door)
  } catch (fault) {
    if ('debug' in said) console.warn('[vitrine]', fault)
  }
}

/** Worked out anew when it is asked for: from the shop's own word, and from Consent Mode. */
function consentNow(calls: readonly Call[]): ConsentState {
  const { globalPrivacyControl } = navigator as { globalPrivacyControl?: boolean }
  const consent = new ConsentState(Boolean(globalPrivacyControl))
  const layer = (window as { dataLayer?: unknown }).dataLayer
  for (const entry of Array.isArray(layer) ? layer : []) {
    if (entry?.[0] === 'consent') consent.hear(entry[1], entry[2] ?? {})
  }
  for (const call of calls) if (call[0] === 'consent') consent.say(call[1])
  return consent
}
