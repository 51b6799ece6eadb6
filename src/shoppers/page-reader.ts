import type { ProductView, Tile, View } from './door.ts'

/** What a page says to machines and to eyes, read from its HTML as any crawler could. */
export interface PageRead {
  view: View
  /** GA4 pushes of the page, in order. */
  pushes: Push[]
  placements: { placement: string; count: number }[]
  key: string
  market: string | undefined
  item: string | undefined
  category: string | undefined
}

export interface Push {
  event: string
  ecommerce?: { items?: GaItem[]; [parameter: string]: unknown }
  [parameter: string]: unknown
}

interface GaItem {
  item_id: string
  item_name?: string
  item_brand?: string
  item_category?: string
  item_category2?: string
  item_category3?: string
  price?: number
}

export function readPage(html: string, path: string): PageRead {
  const body = html.match(/<body([^>]*)>/)?.[1] ?? ''
  const pushes = readPushes(html)
  const items = new Map(
    pushes.flatMap(push => push.ecommerce?.items ?? []).map(item => [item.item_id, item]),
  )
  const item = attribute(body, 'data-vitrine-item')
  return {
    view: {
      type: (attribute(body, 'data-vitrine-page') ?? 'other') as View['type'],
      path,
      tiles: readTiles(html, items),
      product: item === undefined ? undefined : readProduct(html, path, item, items),
      menu: links(html, /<nav[\s\S]*?<\/nav>/, /rayon|department/),
      guides: links(html, /<main[\s\S]*<\/main>/, /\/guides\//).map(link => link.path),
    },
    pushes,
    placements: [...html.matchAll(/data-vitrine="([a-z:]+)" data-vitrine-count="(\d+)"/g)].map(
      ([, placement, count]) => ({ placement, count: Number(count) }),
    ),
    key: attribute(html.match(/<script async src="\/_vitrine[^>]*>/)?.[0] ?? '', 'data-key') ?? '',
    market: attribute(html, 'data-market'),
    item,
    category: attribute(body, 'data-vitrine-category'),
  }
}

function readPushes(html: string): Push[] {
  const json = html.match(/<script type="application\/json" id="ga4">([\s\S]*?)<\/script>/)?.[1]
  return json === undefined ? [] : JSON.parse(json)
}

function readTiles(html: string, items: Map<string, GaItem>): Tile[] {
  return [
    ...html.matchAll(/<a class="tile" href="([^"]*)" data-item="([^"]*)">([\s\S]*?)<\/a>/g),
  ].map(([, href, id, inside]) => ({
    ...describe(id, items.get(id), plain(inside.match(/tile-name">([^<]*)/)?.[1] ?? '')),
    path: plain(href),
    reduced: inside.includes('struck'),
    ...stars(inside),
  }))
}

function readProduct(
  html: string,
  path: string,
  id: string,
  items: Map<string, GaItem>,
): ProductView {
  const main = html.match(/<main[\s\S]*<\/main>/)?.[0] ?? html
  // What goes with it has a button of its own on the page: another product, no size of this one.
  const form = main.match(/<form class="choose"[\s\S]*?<\/form>/)?.[0] ?? ''
  const sizes = [
    ...form.matchAll(/<input type="(?:radio|hidden)" name="sku" value="([^"]+)"([^>]*)>/g),
  ]
  return {
    ...describe(id, items.get(id), plain(main.match(/<h1>([^<]*)/)?.[1] ?? '')),
    path,
    reduced: main.includes('class="reduced"'),
    ...stars(main.match(/class="rated"[\s\S]*?<\/p>/)?.[0] ?? ''),
    sizes: sizes.map(([, sku, rest]) => ({
      sku: plain(sku),
      name: attribute(rest, 'data-size') ?? '',
      inStock: !rest.includes('data-gone'),
    })),
    level: main.match(/<dt>(?:Niveau|Level)<\/dt><dd>([^<]*)/)?.[1],
  }
}

function describe(id: string, item: GaItem | undefined, name: string) {
  const path = [item?.item_category, item?.item_category2, item?.item_category3]
  return {
    id,
    name: item?.item_name ?? name,
    brand: item?.item_brand ?? '',
    price: Math.round((item?.price ?? 0) * 100),
    category: path.filter(Boolean).join(' > '),
  }
}

/** `4,6 sur 96 avis`, `4.6 (96)`. */
function stars(html: string): { rating: number; reviews: number } {
  const found = html.match(/(\d[.,]\d)[^\d<]{1,20}(\d+)/)
  return { rating: Number(found?.[1].replace(',', '.') ?? 0), reviews: Number(found?.[2] ?? 0) }
}

function links(html: string, part: RegExp, wanted: RegExp): { name: string; path: string }[] {
  const found = (html.match(part)?.[0] ?? '').matchAll(
    /<a[^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g,
  )
  return [...found]
    .map(([, path, name]) => ({
      path: plain(path),
      name: plain(name.replace(/<[^>]*>/g, ' ')).trim(),
    }))
    .filter(link => wanted.test(link.path))
}

function attribute(tag: string, name: string): string | undefined {
  const value = tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1]
  return value === undefined ? undefined : plain(value)
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
function plain(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name])
}
