import { listen, quietly } from './faults.ts'

/**
 * Page changes inside one document: `pushState`, `replaceState`, Back and Forward.
 * A change of the fragment alone is the same page.
 */
export function onNavigate(arrive: (from: string) => void): void {
  let here = location.href
  const look = () => {
    const from = here
    here = location.href
    if (withoutHash(from) !== withoutHash(here)) arrive(from)
  }
  wrap('pushState', look)
  wrap('replaceState', look)
  listen(window, 'popstate', look)
}

/** The page's own call comes first and keeps its answer and its errors; ours follows in silence. */
function wrap(name: 'pushState' | 'replaceState', look: () => void): void {
  const own = history[name]
  history[name] = function (this: History, ...args: Parameters<History['pushState']>) {
    const result = own.apply(this, args)
    quietly(look)
    return result
  }
}

function withoutHash(address: string): string {
  return address.replace(/#.*/, '')
}
