/**
 * One thing that asks at a time, in all tabs of a browser that can be seen.
 *
 * A lock of the browser's own (Web Locks): it is taken by one tab alone, whatever happens at the
 * same moment, and it is let go when its tab closes or dies. Nothing is stored for it and nothing is
 * sent; it is used where something may be kept. A tab that cannot be seen lets go of its turn:
 * what nobody looks at asks nobody. Where a browser has no locks, the page alone is judged.
 */
const NAME = 'vitrine-turn'
/** Something else on this page makes room: a dialog comes before a line. */
const ROOM = 'vitrine-room'
/** So long a line of this page may take to make room. */
const PATIENCE_MS = 400
/** A line that made room comes back after the dialog, not before it. */
const AGAIN_MS = 1_000

/**
 * Take the turn for a dialog, once the lines of this page that ask have made room.
 * @returns what lets go of it; undefined when another tab asks something just now
 */
export function takeTurn(isShared: boolean): Promise<(() => void) | undefined> {
  dispatchEvent(new Event(ROOM))
  const { locks } = navigator
  if (!isShared || !locks) return Promise.resolve(() => {})
  return new Promise(resolve => {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    locks
      .request(NAME, { signal }, () => new Promise<void>(letGo => resolve(letGoUnseen(letGo))))
      .catch(() => resolve(undefined))
  })
}

/** A line that asks stands where it was drawn, unseen until its turn comes: nothing moves for it. */
export async function waitForTurn(line: Element): Promise<void> {
  const { locks } = navigator
  while (locks && line.isConnected) {
    line.classList.add('vt-waits')
    await inSight()
    try {
      await locks.request(NAME, () => stand(line))
    } catch {
      // A browser that keeps nothing may forbid its locks too: the page alone is judged.
      return line.classList.remove('vt-waits')
    }
    await new Promise(resolve => setTimeout(resolve, AGAIN_MS))
  }
}

async function stand(line: Element): Promise<void> {
  if (document.hidden || !line.isConnected) return
  line.classList.remove('vt-waits')
  await untilDone(line)
  line.classList.add('vt-waits')
}

function letGoUnseen(letGo: () => void): () => void {
  document.addEventListener('visibilitychange', letGo, { once: true })
  return letGo
}

function inSight(): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (document.hidden) return
      document.removeEventListener('visibilitychange', look)
      resolve()
    }
    document.addEventListener('visibilitychange', look)
    look()
  })
}

/** It was closed, its page is no longer seen, or it makes room. */
function untilDone(line: Element): Promise<void> {
  return new Promise(resolve => {
    const off = new AbortController()
    const done = () => {
      off.abort()
      gone.disconnect()
      resolve()
    }
    const gone = new MutationObserver(() => {
      if (!line.isConnected) done()
    })
    gone.observe(document, { childList: true, subtree: true })
    addEventListener(ROOM, done, { signal: off.signal })
    document.addEventListener('visibilitychange', done, { signal: off.signal })
  })
}
