import { useEffect } from 'preact/hooks'

const EVERY_MS = 5_000

/** Who was not answered asks again by itself, for as long as that is so. */
export function useAgain(isLost: boolean, ask: () => void): void {
  useEffect(() => {
    if (!isLost) return
    const timer = setInterval(ask, EVERY_MS)
    return () => clearInterval(timer)
  }, [isLost])
}
