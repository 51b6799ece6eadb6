import { useEffect, useState } from 'preact/hooks'
import type { SessionTold } from '../../schema/person.ts'
import { addressOf } from './connection.ts'

/** Who is inside: read once, then told by whoever signs in, and over when the server says so. */
export type Session = SessionTold | 'reading' | 'out' | 'over' | 'lost'

let session: Session = 'reading'
const hearing = new Set<(session: Session) => void>()

export function useSession(): Session {
  const [current, hear] = useState(session)
  useEffect(() => {
    hearing.add(hear)
    hear(session)
    return () => void hearing.delete(hear)
  }, [])
  return current
}

/** May whoever is inside call this, `PATCH /v1/rules/:id`? The server asks again. */
export function useMay(route: string): boolean {
  const current = useSession()
  return typeof current === 'object' && current.may.includes(route)
}

export function told(now: Session): void {
  session = now
  for (const hear of hearing) hear(now)
}

/** Where the shop is: its days begin and end there. */
export function useTimeZone(): string {
  const current = useSession()
  return typeof current === 'object' ? current.timeZone : 'UTC'
}

export async function readSession(): Promise<void> {
  try {
    const response = await fetch(addressOf('v1/session'))
    if (response.ok) told(await response.json())
    else told('out')
  } catch {
    told('lost')
  }
}

/**
 * From now on every change that the console sends carries the token of its session, and an answer
 * that says the session is over is heard: in one place, so that no room can forget either.
 */
export function minded(): void {
  const plain = window.fetch.bind(window)
  const ours = addressOf('v1/')
  window.fetch = async (input, init) => {
    const isOurs = String(input instanceof Request ? input.url : input).startsWith(ours)
    if (!isOurs) return plain(input, init)
    const headers = new Headers(init?.headers)
    if (typeof session === 'object') headers.set('x-vitrine-token', session.token)
    const response = await plain(input, { ...init, headers })
    if (response.status === 401 && typeof session === 'object') told('over')
    return response
  }
}

const HERE_MS = 60_000

/** Pages read by themselves; that somebody is there is said by what they do, once a minute. */
export function watchHands(): void {
  let last = Date.now()
  const here = () => {
    if (typeof session !== 'object' || Date.now() - last < HERE_MS) return
    last = Date.now()
    void fetch(addressOf('v1/session/here'), { method: 'POST' }).catch(() => {})
  }
  for (const name of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
    addEventListener(name, here, { passive: true })
  }
}
