/**
 * Calls at once where nothing was told for a while; what follows sooner is told together, once
 * that while is over. A list in a busy shop then moves every few seconds, and can be read.
 */
export function gathered<T>(everyMs: number, tell: (all: T[]) => void) {
  let waiting: T[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const next = () => {
    timer = undefined
    if (waiting.length === 0) return
    const all = waiting
    waiting = []
    timer = setTimeout(next, everyMs)
    tell(all)
  }
  return {
    add(one: T): void {
      waiting.push(one)
      if (timer === undefined) next()
    },
    /** What waits is told no more. */
    drop(): void {
      waiting = []
    },
    close(): void {
      waiting = []
      clearTimeout(timer)
    },
  }
}
