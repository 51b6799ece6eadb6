export interface ProductThing {
  '@type'?: unknown
  productGroupID?: unknown
  productID?: unknown
  sku?: unknown
  url?: unknown
  offers?: unknown
}

/**
 * The product that a page is about, by its structured data. A list may tell of all it shows, and
 * the page of one of what goes with it: of several it is the one that has this page's address.
 */
export function ownProduct<T extends ProductThing>(things: readonly T[]): T | undefined {
  const products = things.filter(thing =>
    [thing['@type']].flat().some(type => /^Product/.test(String(type))),
  )
  const isOne = new Set(products.map(productId)).size < 2
  return isOne ? products[0] : products.find(isOfThisPage)
}

export function productId({ productGroupID, sku, productID }: ProductThing): string | undefined {
  const id = productGroupID || sku || productID
  return id ? String(id) : undefined
}

function isOfThisPage({ url, offers }: ProductThing): boolean {
  const all = [url, ...[offers].flat().map(offer => (offer as ProductThing | undefined)?.url)]
  return all.some(one => one && pathOf(String(one)) === location.pathname)
}

/** As the browser reads an address, without ever throwing. */
function pathOf(address: string): string {
  const link = document.createElement('a')
  link.href = address
  return link.pathname
}
