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

/** File names of the core and of what shows results, with their hashes, put in by the build. */
declare const CORE: string
declare const SEARCH: string

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
      look()
    })
    .catch(() => {})

  /** Again each second, for a page may be built by its own scripts; it is fetched once. */
  function look(): void {
    if (!needsSearch()) setTimeout(look, LOOK_MS)
    else {
      import(/* @vite-ignore */ folder + SEARCH)
        .then(search => search.start(dataset, folder, told))
        .catch(() => {})
    }
  }
}

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

/** A page that shows results, or sells something that is gone. */
function needsSearch(): boolean {
  if (document.querySelector('[data-vitrine=results],[data-vitrine-soldout]')) return true
  return [...document.querySelectorAll('[type="application/ld+json"]')].some(one =>
    /OutOfStock|SoldOut/.test(one.textContent),
  )
}
