import type { Consent } from '../../schema/event.ts'
import { base, said } from './settings.ts'

/** Hard end of any request: a server that hangs holds nothing of the page's. */
const GIVE_UP_MS = 8_000
/** So long a page's question waits for a name: an answer much later would not be drawn. */
const PATIENCE_MS = 400
export const EVENTS = 'v1/events'

/** Requests under way that carry the cookie; their answers could set it anew. */
const personal = new Set<AbortController>()
/** Taking the cookie back; nothing personal goes out beside it. */
let withdrawal: Promise<unknown> = Promise.resolve()
/**
 * The first answer of this page may bring the cookie. Whatever left beside it, without one yet,
 * would be given another, and one person be two.
 */
let first: Promise<void> | undefined
/** The cookie came, or is waited for no more. */
let isNamed = false
/** Ends the wait for `first`. */
let goOn = () => {}

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
    while (first) {
      const timer = path === EVENTS ? 0 : setTimeout(waitNoMore, PATIENCE_MS)
      await first
      clearTimeout(timer)
    }
    const answer = call<T>(path, body, 'include', stop)
    if (!isNamed) first = untilNamed(answer)
    return await answer
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
  isNamed = false
  const body = '{"consent":"page","events":[{"name":"consent"}]}'
  withdrawal = call(EVENTS, body, 'include', new AbortController()).catch(() => {})
  await withdrawal
}

/** The page may be left before the first answer: what waits goes now, or never. */
export function waitNoMore(): void {
  isNamed = true
  goOn()
}

/** Where an answer brings no name, because it failed or was refused, the next one is the first. */
function untilNamed(answer: Promise<{ status: number }>): Promise<void> {
  return new Promise(resolve => {
    goOn = () => {
      first = undefined
      resolve()
    }
    const named = ({ status }: { status: number }) => void (isNamed ||= status < 300)
    answer.then(named, () => {}).then(goOn)
  })
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
  navigator.sendBeacon(`${base}${EVENTS}?key=${said.key}`, body)
}
