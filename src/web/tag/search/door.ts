import type { Consent } from '../../../schema/event.ts'
import type { NudgeAllowed } from '../../../schema/nudge-terms.ts'
import type { SearchAnswer } from '../../../schema/search.ts'
import { ConsentState } from '../consent.ts'

/** What the loader hands over: the script's attributes, where it came from, and what the visitor allows. */
export interface Door {
  said: DOMStringMap
  /** Folder of the script's address, with its final slash. */
  base: string
  consent(): { level: Consent; refused: boolean; chosen: boolean }
}

/** What was said to `vitrine`, `['consent', 'personal']`. */
export type Call = ArrayLike<unknown>

/** @param calls everything the page said to `vitrine` so far, and will say */
export function doorOf(said: DOMStringMap, base: string, calls: readonly Call[]): Door {
  return { said, base, consent: () => consentNow(calls) }
}

/** Worked out anew when it is asked for: from all that was said so far. */
function consentNow(calls: readonly Call[]): ConsentState {
  const { globalPrivacyControl } = navigator as { globalPrivacyControl?: boolean }
  const consent = new ConsentState(Boolean(globalPrivacyControl))
  const layer = (window as { dataLayer?: unknown }).dataLayer
  for (const entry of Array.isArray(layer) ? layer : []) {
    if (entry?.[0] === 'consent') consent.hear(entry[1], entry[2] ?? {})
  }
  for (const [verb, first, second] of Array.from(calls, call => Array.from(call))) {
    if (verb === 'consent') consent.say(first, second)
    if (verb === 'framework') consent.hearFramework(first)
    if (verb === 'withdrawn') consent.withdraw()
  }
  return consent
}

/** Whoever waits longer sees the shop's own page. */
const PATIENCE_MS = 4_000

/** Ask the catalogue. Undefined when it does not answer: the page stays as the shop made it. */
export async function search(
  door: Door,
  query: URLSearchParams,
): Promise<SearchAnswer | undefined> {
  const { level, chosen } = door.consent()
  query.set('consent', level)
  if (chosen) query.set('chosen', '1')
  query.set('language', language())
  if (door.said.market) query.set('market', door.said.market)
  const answer = await ask(door, `v1/search?${query}`, { method: 'GET' }, level)
  return await told<SearchAnswer>(answer)
}

/** Wish to be told; the status, 0 when nobody answered, and whether a letter asks for a word. */
export async function wish(
  door: Door,
  item: string,
  email: string,
): Promise<{ status: number; letter?: boolean }> {
  const { level, chosen } = door.consent()
  const market = door.said.market
  const body = JSON.stringify({ item, email, market, consent: level, ...(chosen && { chosen }) })
  const answer = await ask(door, 'v1/wishes', { method: 'POST', body }, level)
  return { status: answer?.status ?? 0, ...(await told<{ letter?: boolean }>(answer)) }
}

/** May a dialog stand over the page? Undefined when nobody answers. */
export async function askNudge(door: Door): Promise<NudgeAllowed | undefined> {
  const { level, chosen } = door.consent()
  const body = JSON.stringify({ kind: 'jump', consent: level, ...(chosen && { chosen }) })
  const answer = await ask(door, 'v1/nudges', { method: 'POST', body }, level)
  return await told<NudgeAllowed>(answer)
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

/** Undefined where it says no, and where something on the way answers in its place, in no JSON. */
async function told<T>(answer: Response | undefined): Promise<T | undefined> {
  return answer?.ok ? await answer.json().catch(() => undefined) : undefined
}
