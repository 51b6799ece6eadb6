import { setTimeout as sleep } from 'node:timers/promises'
import { wordsOf } from './api.ts'
import { Complaint } from './flags.ts'

const PATIENCE_MS = 60_000
/** Too slow, too often. */
const MAY_PASS = new Set([408, 429])

/**
 * Try again while the server is away or busy: what is sent carries ids that make it harmless.
 * @param reached how far the sending got so far; while that rises, patience begins anew
 * @throws Complaint with the server's own words when it says no, or when patience is at its end
 */
export async function insist<T>(
  send: () => Promise<Response>,
  reached: () => number = () => 0,
): Promise<T> {
  let since = performance.now()
  let best = 0
  for (let pauseMs = 100; ; pauseMs = Math.min(5_000, pauseMs * 2)) {
    const response = await send().catch(() => undefined)
    if (response?.ok) return (await response.json()) as T
    if (reached() > best) since = performance.now()
    best = Math.max(best, reached())
    const mayPass =
      response === undefined || MAY_PASS.has(response.status) || response.status >= 500
    if (!mayPass || performance.now() - since > PATIENCE_MS) {
      const words = response ? await wordsOf(response) : 'nobody answers.'
      throw new Complaint(`Stopped: ${words} The same command goes on from here.`)
    }
    await sleep(pauseMs)
  }
}
