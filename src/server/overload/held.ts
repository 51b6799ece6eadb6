import { setTimeout as sleep } from 'node:timers/promises'

const HOLD_MS = 1_000
const MOST_HELD = 5_000

let held = 0

/**
 * Wait before saying no. Whoever asks again at once, over the same connection, would
 * otherwise be refused as fast as they can ask, and refusing costs too; a connection
 * that waits sends nothing. When too many wait already, the next are told at once.
 */
export async function hold(): Promise<void> {
  if (held >= MOST_HELD) return
  held++
  await sleep(HOLD_MS)
  held--
}
