/**
 * The tag lives in somebody else's page: whatever goes wrong here is swallowed and
 * counted, never thrown. `data-debug` on the script tells the developer.
 */
export const faults = new Map<string, number>()
let isTold = false

export function tellFaults(): void {
  isTold = true
}

export function count(fault: unknown): void {
  const name = String(fault)
  faults.set(name, (faults.get(name) ?? 0) + 1)
  if (isTold) console.warn('[vitrine]', fault)
}

/** Do it, or begin to; what it throws now or later is counted. */
export function quietly(act: () => unknown): void {
  try {
    const result = act()
    if (result instanceof Promise) result.catch(count)
  } catch (fault) {
    count(fault)
  }
}

/** Listen first, and without ever throwing into the page. */
export function listen(target: EventTarget, type: string, act: (event: Event) => void): void {
  target.addEventListener(type, event => quietly(() => act(event)), true)
}

export function later(delayMs: number, act: () => unknown): number {
  return window.setTimeout(() => quietly(act), delayMs)
}
