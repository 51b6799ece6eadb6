import { useEffect, useState } from 'preact/hooks'
import { ask, Refusal } from '../ask.ts'

/** A view of the analysis, or in words why there is none. */
export type View<T> = T | 'reading' | { trouble: string }

const AGAIN_MS = 15_000

/** Read once: a view is a read of months. What failed is tried again by itself. */
export function useView<T extends object>(name: string, days: number): View<T> {
  const [view, setView] = useState<View<T>>('reading')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOpen = true
    const read = async () => {
      try {
        const told = await ask<T>('GET', `v1/analysis/${name}?days=${days}`)
        if (isOpen) setView(told)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        if (!isOpen) return
        setView({ trouble: error.message })
        timer = setTimeout(read, AGAIN_MS)
      }
    }
    setView('reading')
    void read()
    return () => {
      isOpen = false
      clearTimeout(timer)
    }
  }, [name, days])
  return view
}

export function isTold<T extends object>(view: View<T>): view is T {
  return view !== 'reading' && !('trouble' in view)
}
