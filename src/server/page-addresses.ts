import type { Engine } from '../engine/engine.ts'
import type { PlacementKind } from '../schema/decision.ts'

/** Items looked at for one that has an address. */
const MOST_LOOKED_AT = 200

/**
 * Where a page with this placement may be, from the addresses in the shop's own feed: a place to
 * look at a preview. Nothing where the feed has none, or where no page is (an e-mail).
 */
export function pageAddress(placement: PlacementKind, engine: Engine): string | undefined {
  const product = someProduct(engine)
  if (product === undefined || placement === 'email') return undefined
  return placement === 'product' ? product.href : new URL('/', product).href
}

function someProduct({ catalogue }: Engine): URL | undefined {
  const most = Math.min(catalogue.itemCount, MOST_LOOKED_AT)
  for (let item = 0; item < most; item++) {
    const shown = catalogue.shown(item, { language: 'fr', now: 0 })
    const url = shown && URL.parse(shown.url)
    if (url?.protocol === 'https:' || url?.protocol === 'http:') return url
  }
  return undefined
}
