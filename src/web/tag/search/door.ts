import type { Consent } from '../../../schema/event.ts'
import type { SearchAnswer } from '../../../schema/search.ts'

/** What the loader hands over: the script's attributes, where it came from, and what the visitor allows. */
export interface Door {
  said: DOMStringMap
  /** Folder of the script's address, with its final slash. */
  base: string
  consent(): { level: Consent; refused: boolean }
}

/** Whoever waits longer sees the shop's own page. */
const PATIENCE_MS = 4_000

/** Ask the catalogue. Undefined when it does not answer: the page stays as the shop made it. */
export async function search(
  door: Door,
  query: URLSearchParams,
): Promise<SearchAnswer | undefined> {
  const { level } = door.consent()
  query.set('consent', level)
  query.set('language', language())
  if (door.said.market) query.set('market', door.said.market)
  const answer = await ask(door, `v1/search?${query}`, { method: 'GET' }, level)
  return answer?.ok ? ((await answer.json()) as SearchAnswer) : undefined
}

/** Wish to be told; the status, 0 when nobody answered. */
export async function wish(door: Door, item: string, email: string): Promise<number> {
  const { level } = door.consent()
  const body = JSON.stringify({ item, email, market: door.said.market, consent: level })
  const answer = await ask(door, 'v1/wishes', { method: 'POST', body }, level)
  return answer?.status ?? 0
}

export function language(): string {
  return document.documentElement.lang || navigator.language
}

/** Only with consent to personal service does a request carry the cookie. */
function ask(
  { base, said }: Door,
  path: string,
  init: RequestInit,
  level: Consent,
): Promise<Response | undefined> {
  return fetch(base + path, {
    ...init,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${said.key}` },
    credentials: level === 'personal' ? 'include' : 'omit',
    referrerPolicy: 'origin',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => undefined)
}
