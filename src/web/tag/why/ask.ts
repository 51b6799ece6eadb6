import type { Consent } from '../../../schema/event.ts'
import type { WhyTold } from '../../../schema/why.ts'

/** What the core hands over: the script's attributes, where it came from, what is allowed now. */
export interface Door {
  said: DOMStringMap
  /** Folder of the script's address, with its final slash. */
  base: string
  level: Consent
  /** BCP 47, of the page. */
  language: string
}

/** Longer than a page waits: somebody asked for this and looks on. */
const PATIENCE_MS = 8_000

export interface Answer {
  /** 0 when nobody answered. */
  status: number
  told?: WhyTold
}

export async function why(door: Door): Promise<Answer> {
  return await toldIn(ask(door, 'v1/why'))
}

export async function correct(door: Door, trait: string, wrong: boolean): Promise<Answer> {
  return await toldIn(ask(door, 'v1/why', { trait, wrong }))
}

export async function forget(door: Door): Promise<number> {
  return (await ask(door, 'v1/privacy/erase', {}))?.status ?? 0
}

/** The document of all that is kept; undefined when it could not be had. */
export async function exported(door: Door): Promise<Blob | number> {
  const answer = await ask(door, 'v1/privacy/export', {})
  if (!answer?.ok) return answer?.status ?? 0
  return await answer.blob().catch(() => 0)
}

async function toldIn(asked: Promise<Response | undefined>): Promise<Answer> {
  const answer = await asked
  if (!answer?.ok) return { status: answer?.status ?? 0 }
  const told = await answer.json().catch(() => undefined)
  return told ? { status: answer.status, told } : { status: 0 }
}

/** Only somebody who allowed to be known asks at all, so the cookie goes along. */
function ask({ base, said }: Door, path: string, body?: object): Promise<Response | undefined> {
  return fetch(base + path, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${said.key}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
    credentials: 'include',
    cache: 'no-store',
    referrerPolicy: 'origin',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => undefined)
}
