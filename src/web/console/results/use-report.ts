import { useEffect, useState } from 'preact/hooks'
import type { Report } from '../../../schema/report.ts'
import { addressOf } from '../connection.ts'

export interface Reading {
  report?: Report
  /** Since when the server has not answered; what is shown dates from before. */
  lostAt?: number
  expired?: boolean
}

const EVERY_MS = 10_000

/** The report, read again while the page is open and in front. */
export function useReport(): Reading & { read: () => void } {
  const [reading, setReading] = useState<Reading>({})
  const read = async () => setReading(next(await answer()))
  useEffect(() => {
    void read()
    const timer = setInterval(() => document.hidden || void read(), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return { ...reading, read }
}

type Answer = Report | 'expired' | 'lost'

async function answer(): Promise<Answer> {
  try {
    const response = await fetch(addressOf('v1/results'))
    if (response.status === 401 || response.status === 403) return 'expired'
    return response.ok ? await response.json() : 'lost'
  } catch {
    return 'lost'
  }
}

function next(got: Answer): (held: Reading) => Reading {
  return held => {
    if (got === 'expired') return { ...held, expired: true }
    if (got === 'lost') return { ...held, lostAt: held.lostAt ?? Date.now() }
    return { report: got }
  }
}
