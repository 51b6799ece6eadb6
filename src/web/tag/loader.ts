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

/** File name of the core with its hash, put in by the build. */
declare const CORE: string

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
  const layer = followDataLayer()
  import(/* @vite-ignore */ new URL(CORE, src).href)
    .then(core => core.start(dataset, new URL('.', src).href, vitrine, layer))
    .catch(() => {})
}
