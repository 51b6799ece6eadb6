/** Signals this close together are one: a terminal and `npm` both pass Ctrl-C on. */
const SAME_MS = 1_000

/**
 * Ctrl-C: stop taking calls, finish those under way, write everything down. A second
 * Ctrl-C leaves at once; the log already holds all that was acknowledged.
 */
export function onStop(stop: () => Promise<void>): void {
  let askedAt: number | undefined
  const handle = async () => {
    const now = performance.now()
    if (askedAt !== undefined) {
      if (now - askedAt > SAME_MS) process.exit(130)
      return
    }
    askedAt = now
    try {
      await stop()
      process.exit(0)
    } catch (error) {
      console.error(error)
      process.exit(1)
    }
  }
  process.on('SIGINT', handle)
  process.on('SIGTERM', handle)
}
