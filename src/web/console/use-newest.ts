import { useRef } from 'preact/hooks'

/** Of several questions only the newest is answered: what was asked before it may be told after it. */
export function useNewest(): <T>(asked: Promise<T>) => Promise<T | undefined> {
  const newest = useRef<unknown>(undefined)
  return async asked => {
    newest.current = asked
    const told = await asked
    return newest.current === asked ? told : undefined
  }
}
