import { useEffect, useState } from 'preact/hooks'
import { ask } from '../ask.ts'
import { useAgain } from '../use-again.ts'

/** What the server answers at an address, and asking it again. */
export function useAsked<T>(path: string): { got: T | 'reading' | 'lost'; again: () => void } {
  const [got, setGot] = useState<T | 'reading' | 'lost'>('reading')
  const [times, setTimes] = useState(0)
  useEffect(() => {
    let isOpen = true
    ask<T>('GET', path)
      .then(told => isOpen && setGot(told))
      .catch(() => isOpen && setGot('lost'))
    return () => {
      isOpen = false
    }
  }, [path, times])
  const again = () => setTimes(now => now + 1)
  useAgain(got === 'lost', again)
  return { got, again }
}
