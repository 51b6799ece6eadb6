/**
 * A line to the server that is taken up again by itself. The browser's own retry
 * gives up for good on any status but 200, and says nothing: so we keep our own.
 */
export type Line =
  | { is: 'opening' | 'open' | 'expired' }
  | { is: 'lost'; since: number; retryAt: number }

export interface Connection {
  retry(): void
  close(): void
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000
/** Figures come every two seconds: this much silence means that the line is dead. */
const SILENCE_MS = 12_000

export function connect(
  room: 'live' | 'events',
  names: readonly string[],
  hear: (name: string, data: unknown) => void,
  tell: (line: Line) => void,
): Connection {
  let source: EventSource | undefined
  let wait = FIRST_WAIT_MS
  let since: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false

  const alive = () => {
    clearTimeout(timer)
    timer = setTimeout(lost, SILENCE_MS)
  }
  const open = () => {
    clearTimeout(timer)
    source?.close()
    source = new EventSource(addressOf(`v1/live?room=${room}`))
    source.onerror = lost
    for (const name of names) {
      source.addEventListener(name, message => {
        wait = FIRST_WAIT_MS
        since = undefined
        alive()
        tell({ is: 'open' })
        hear(name, JSON.parse(message.data))
      })
    }
    timer = setTimeout(lost, SILENCE_MS)
  }
  const lost = async () => {
    source?.close()
    clearTimeout(timer)
    if (closed) return
    since ??= Date.now()
    tell({ is: 'lost', since, retryAt: Date.now() + wait })
    timer = setTimeout(open, wait)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    if (!(await isExpired()) || closed) return
    clearTimeout(timer)
    tell({ is: 'expired' })
  }
  open()
  return {
    retry() {
      wait = FIRST_WAIT_MS
      open()
    },
    close() {
      closed = true
      clearTimeout(timer)
      source?.close()
    },
  }
}

/** The console stands at `…/console/`, the API beside it. */
export function addressOf(path: string): string {
  return new URL(`../${path}`, document.baseURI).href
}

/** A stream cannot tell its status; a plain request can. */
async function isExpired(): Promise<boolean> {
  try {
    const { status } = await fetch(addressOf('v1/live/state'), { method: 'GET' })
    return status === 401 || status === 403
  } catch {
    return false // the network is down: nothing is known of the session
  }
}
