import { later, listen, quietly } from './faults.ts'

const SEEN_MS = 1_000

/**
 * When an element has been seen: half of it, or of the window when it is the larger,
 * in view for one second of a page that is itself in view (the IAB's measure).
 */
const shown = new Set<Element>()
const timers = new Map<Element, number>()
let tell: (element: Element) => void

const observer = new IntersectionObserver(entries => quietly(() => look(entries)), {
  threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 1],
})

export function openSight(seen: typeof tell): void {
  tell = seen
  listen(document, 'visibilitychange', () => shown.forEach(lookAgain))
}

export function watch(element: Element): void {
  observer.observe(element)
}

/** Count the second from now: something new is drawn there, or the page is back in view. */
export function lookAgain(element: Element): void {
  clearTimeout(timers.get(element))
  if (!shown.has(element) || document.hidden) return
  timers.set(
    element,
    later(SEEN_MS, () => tell(element)),
  )
}

function look(entries: IntersectionObserverEntry[]): void {
  for (const { target, intersectionRatio, intersectionRect } of entries) {
    const isShown = intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2
    if (isShown === shown.has(target)) continue
    if (isShown) shown.add(target)
    else shown.delete(target)
    lookAgain(target)
  }
}
