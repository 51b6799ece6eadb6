/**
 * How the visitor moves about. Somebody at the keyboard, with a screen reader or with
 * animations reduced is given no timer: they could be taken away in the middle of a sentence.
 *
 * A screen reader cannot be told for certain. What it leaves are keys, clicks that no pointer
 * made, focus that moved without one, and colours forced by the system; until one of these is
 * seen a visitor is taken for somebody who looks and points.
 */
let byKeys = false
let pointedAt = Number.NEGATIVE_INFINITY
/** A focus that follows a pointer follows it at once. */
const TOGETHER_MS = 500

const CALM = '(prefers-reduced-motion: reduce), (forced-colors: active)'

/** Watch from now on. */
export function watchGestures(): void {
  on('pointerdown', () => (pointedAt = performance.now()))
  on('keydown', event => {
    const { key, ctrlKey, metaKey, altKey } = event as KeyboardEvent
    const isShortcut = ctrlKey || metaKey || altKey || /^(Control|Meta|Alt|Shift)$/.test(key)
    if (!isShortcut) byKeys = true
  })
  on('click', event => {
    if ((event as MouseEvent).detail === 0 && !isPointing()) byKeys = true
  })
  on('focusin', event => {
    if (!isPointing() && (event.target as Element).matches(':focus-visible')) byKeys = true
  })
}

export function mayHurry(): boolean {
  return !byKeys && !matchMedia(CALM).matches
}

/**
 * Call `act` at the first gesture from now on: a tap, a key, a scroll.
 * @returns what calls it off
 */
export function onGesture(act: (event: Event) => void): () => void {
  const off = new AbortController()
  const hear = (event: Event) => {
    if (!event.isTrusted) return
    off.abort()
    act(event)
  }
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove', 'scroll']) {
    addEventListener(kind, hear, { capture: true, passive: true, signal: off.signal })
  }
  return () => off.abort()
}

function isPointing(): boolean {
  return performance.now() - pointedAt < TOGETHER_MS
}

function on(kind: string, act: (event: Event) => void): void {
  addEventListener(kind, event => event.isTrusted && act(event), { capture: true, passive: true })
}
