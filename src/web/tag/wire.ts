import type { Consent } from '../../schema/event.ts'
import { acquainted, forgotten, introduce, takeLeave } from './newcomer.ts'
import { base, said } from './settings.ts'

/** Hard end of any request: a server that hangs holds nothing of the page's. */
const GIVE_UP_MS = 8_000
export const EVENTS = 'v1/events'

/** Requests under way that carry the cookie; their answers could set it anew. */
const personal = new Set<AbortController>()
/** Taking the cookie back; nothing personal goes out beside it. */
let withdrawal: Promise<unknown> = Promise.resolve()

/**
 * The one door out. Only with consent to personal service does a request carry the
 * cookie; without it the browser is told to send and to keep none.
 */
export async function post<T>(path: string, body: string, consent: Consent) {
  const stop = new AbortController()
  if (consent !== 'personal') return call<T>(path, body, 'omit', stop)
  personal.add(stop)
  try {
    await withdrawal
    stop.signal.throwIfAborted()
    const answer = await call<T>(path, introduce(body), 'include', stop)
    if (answer.status < 300) acquainted()
    return answer
  } finally {
    personal.delete(stop)
  }
}

/**
 * Our cookie is out of our reach; the server clears it when it hears that nothing may be
 * kept. What is under way is broken off first, or its answer would bring the cookie back.
 */
export async function withdrawCookie(): Promise<void> {
  for (const stop of personal) stop.abort()
  takeLeave()
  const body = '{"consent":"page","events":[{"name":"consent"}]}'
  const heard = ({ status }: { status: number }) => void (status < 300 && forgotten())
  withdrawal = call(EVENTS, body, 'include', new AbortController()).then(heard, () => {})
  await withdrawal
}

async function call<T>(
  path: string,
  body: string,
  credentials: RequestCredentials,
  stop: AbortController,
): Promise<Partial<T> & { status: number }> {
  const timer = setTimeout(() => stop.abort(), GIVE_UP_MS)
  try {
    const answer = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${said.key}` },
      body,
      credentials,
      keepalive: path === EVENTS,
      // The address of a page may hold an id in its query: the origin is enough.
      referrerPolicy: 'origin',
      signal: stop.signal,
    })
    return { ...(answer.ok && (await answer.json())), status: answer.status }
  } finally {
    clearTimeout(timer)
  }
}

/** For browsers whose fetch cannot outlive its page. It always carries cookies. */
export function beacon(body: string): void {
  navigator.sendBeacon(`${base}${EVENTS}?key=${said.key}`, introduce(body))
}
