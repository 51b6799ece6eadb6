import type { Consent } from '../../schema/event.ts'
import { base, said } from './settings.ts'

/** Hard end of any request: a server that hangs holds nothing of the page's. */
const GIVE_UP_MS = 8_000
export const EVENTS = 'v1/events'

/**
 * The one door out. Only with consent to personal service does a request carry the
 * cookie; without it the browser is told to send and to keep none.
 */
export async function post<T>(
  path: string,
  body: string,
  consent: Consent | 'withdrawn',
): Promise<Partial<T> & { status: number }> {
  const answer = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${said.key}` },
    body,
    credentials: consent === 'page' || consent === 'measure' ? 'omit' : 'include',
    keepalive: path === EVENTS,
    // The address of a page may hold an id in its query: the origin is enough.
    referrerPolicy: 'origin',
    signal: AbortSignal.timeout(GIVE_UP_MS),
  })
  return { ...(answer.ok && (await answer.json())), status: answer.status }
}

/** For browsers whose fetch cannot outlive its page. It always carries cookies. */
export function beacon(body: string): void {
  navigator.sendBeacon(`${base}${EVENTS}?key=${said.key}`, body)
}
