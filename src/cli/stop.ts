/**
 * Ctrl-C: stop taking calls, finish those under way, write everything down. A second
 * Ctrl-C leaves at once; the log already holds all that was acknowledged.
 */
export function onStop(stop: () => Promise<void>): void {
  let asked = false
  const handle = async () => {
    if (asked) process.exit(130)
    asked = true
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
