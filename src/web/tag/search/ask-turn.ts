import type { NudgeAllowed } from '../../../schema/nudge-terms.ts'
import { takeTurn } from '../turn.ts'
import { askNudge, type Door } from './door.ts'

/** A dialog that may stand over the page now. */
export interface Granted {
  letGo(): void
  /** They put it off, or want no more of it. Told once: what they said last. */
  answered(name: 'dismiss' | 'snooze'): void
}

/**
 * May a dialog stand over this page now? No other tab asks anything just now, and this visitor
 * was not asked too much today, which the server counts. Where nobody can be known, and where
 * the server does not answer, it says so and the page stays as it is.
 */
export async function askTurn(door: Door): Promise<Granted | undefined> {
  const { level } = door.consent()
  const letGo = await takeTurn(level !== 'page')
  if (!letGo) return undefined
  const allowed = await askNudge(door)
  if (allowed?.show) return { letGo, answered: name => tell(name, allowed) }
  letGo()
  return undefined
}

/** By the core, which keeps it until it is acknowledged. Nobody is known without a name for what was shown. */
function tell(name: 'dismiss' | 'snooze', { nudge }: NudgeAllowed): void {
  if (nudge) window.vitrine?.('event', name, { detail: 'jump', decision: nudge })
}
