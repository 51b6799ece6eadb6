import { followDataLayer } from './data-layer.ts'

/** The one name we add to the page: a function whose calls wait in `q` until the core reads them. */
export interface Vitrine {
  (...call: unknown[]): void
  q?: { push(call: ArrayLike<unknown>): void }
  on?: boolean
}

declare global {
  interface Window {
    vitrine?: Vitrine
  }
  interface Document {
    prerendering?: boolean
  }
}

/** File names of the parts with their hashes, put in by the build. */
declare const CORE: string
declare const JUMP: string
declare const RESULTS: string
declare const TCF: string
declare const DEBUG: string

const LOOK_MS = 1_000

/**
 * The script a shop puts on its pages. It holds the calls made before the core is
 * here and fetches it by `import()`, which a strict CSP and Trusted Types allow.
 * Where the core does not come, the calls stay unheard and the page as it was.
 */
const script = document.currentScript as HTMLScriptElement | null
const queued: ArrayLike<unknown>[] = []
const vitrine: Vitrine = (window.vitrine ??= (...call: unknown[]) => {
  ;(vitrine.q ??= queued).push(call)
})

// Without constructed style sheets (before 2023) the shop's own page is shown.
if (script?.src && !vitrine.on && 'adoptedStyleSheets' in document) {
  vitrine.on = true
  // A page being prepared in advance is not being looked at.
  if (document.prerendering) document.addEventListener('prerenderingchange', load, { once: true })
  else load()
}

function load(): void {
  const { dataset, src } = script!
  const folder = new URL('.', src).href
  const layer = followDataLayer()
  const told: ArrayLike<unknown>[] = []
  import(/* @vite-ignore */ folder + CORE)
    .then(core => {
      told.push(...((vitrine.q as typeof told) ?? []))
      core.start(dataset, folder, vitrine, layer)
      overhear(told)
      // Not one of those that are looked for again: it stands in the address, or does not.
      if (location.search.includes('vitrine=debug')) fetchPart(DEBUG)
      look()
    })
    .catch(() => {})

  /** Again each second, for a page may be built by its own scripts; each part is fetched once. */
  function look(): void {
    if (needsResults()) fetchOnce(RESULTS)
    if (needsJump()) fetchOnce(JUMP)
    if ('__tcfapi' in window) fetchOnce(TCF)
    if (fetched.length < 3) setTimeout(look, LOOK_MS)
  }

  function fetchOnce(part: string): void {
    if (fetched.includes(part)) return
    fetched.push(part)
    fetchPart(part)
  }

  function fetchPart(part: string): void {
    import(/* @vite-ignore */ folder + part)
      .then(module => module.start(dataset, folder, told))
      .catch(() => {})
  }
}

const fetched: string[] = []

/** What the page says from now on, the core's turn being first. */
function overhear(told: ArrayLike<unknown>[]): void {
  const { q } = vitrine
  const take = q?.push
  if (!q || !take) return
  q.push = call => {
    told.push(call)
    take(call)
  }
}

function needsResults(): boolean {
  return document.querySelector('[data-vitrine=results]') !== null
}

/** Something of the page is gone, by its markup or by its structured data. */
function needsJump(): boolean {
  if (document.querySelector('[data-vitrine-soldout]')) return true
  return [...document.querySelectorAll('[type="application/ld+json"]')].some(one =>
    /OutOfStock|SoldOut/.test(one.textContent),
  )
}
