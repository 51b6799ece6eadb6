import { useEffect, useRef, useState } from 'preact/hooks'
import type { VisitorTold } from '../../../schema/visitor-told.ts'
import { addressOf } from '../connection.ts'

export type Reading = VisitorTold | 'reading' | 'unknown' | 'expired' | 'lost'

const EVERY_MS = 5_000

/** The visitor of this key, read again while the page is open and in front; and how to put what a change answered. */
export function useVisitor(key: string): [Reading, (told: VisitorTold) => void] {
  const [reading, setReading] = useState<Reading>('reading')
  /** What was asked for before a change does not know of it. */
  const changes = useRef(0)
  useEffect(() => {
    let isOpen = true
    const read = async () => {
      const before = changes.current
      const told = await answer(key)
      if (!isOpen || before !== changes.current) return
      // What was read stays on the page while the server is away.
      setReading(held => (told === 'lost' && typeof held === 'object' ? held : told))
    }
    setReading('reading')
    void read()
    const timer = setInterval(() => document.hidden || void read(), EVERY_MS)
    return () => {
      isOpen = false
      clearInterval(timer)
    }
  }, [key])
  const put = (told: VisitorTold) => {
    changes.current++
    setReading(told)
  }
  return [reading, put]
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
