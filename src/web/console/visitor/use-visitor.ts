import { useEffect, useState } from 'preact/hooks'
import type { VisitorTold } from '../../../schema/visitor-told.ts'
import { addressOf } from '../connection.ts'

export type Reading = VisitorTold | 'reading' | 'unknown' | 'expired' | 'lost'

const EVERY_MS = 5_000

/** The visitor of this key, read again while the page is open and in front; and how to put what a change answered. */
export function useVisitor(key: string): [Reading, (told: VisitorTold) => void] {
  const [reading, setReading] = useState<Reading>('reading')
  useEffect(() => {
    let isOpen = true
    const read = async () => {
      const told = await answer(key)
      // What was read stays on the page while the server is away.
      if (isOpen) setReading(held => (told === 'lost' && typeof held === 'object' ? held : told))
    }
    setReading('reading')
    void read()
    const timer = setInterval(() => document.hidden || void read(), EVERY_MS)
    return () => {
      isOpen = false
      clearInterval(timer)
    }
  }, [key])
  return [reading, setReading]
}

async function answer(key: string): Promise<Reading> {
  try {
    const response = await fetch(addressOf(`v1/visitors/${encodeURIComponent(key)}/told`))
    if (response.status === 401 || response.status === 403) return 'expired'
    if (response.status === 404) return 'unknown'
    return response.ok ? await response.json() : 'lost'
  } catch {
    return 'lost'
  }
}
