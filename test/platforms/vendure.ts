import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { pin, untilOne } from '../journeys/shopper.ts'
import { install } from './install.ts'
import { check, note, say } from './report.ts'
import { startVitrine, type Vitrine } from './server.ts'
import { PlainBrowser } from './vendure/browser.ts'
import { Buyer } from './vendure/buyer.ts'
import { VendureShop } from './vendure/shop.ts'

/**
 * Vendure as it comes from the registry, on SQLite, with a plugin that tells us orders and stock
 * and a storefront that asks our client before it prints: out of stock and the welcome of somebody
 * who comes back, without a script in the page.
 */
const SKU = 'SHOE0-42'
const PAGE = `/product/fell-runner?sku=${SKU}`
const TENTS = ['two-nights', 'low-wind', 'col-solo']
/** One of ten is in no slice that a pin holds for. */
const PEOPLE = 20
/** A campaign begins another visit once the one before is this old. */
const ANOTHER_VISIT_MS = 6_000

await check('vendure', async later => {
  const folder = install('vendure')
  const vitrine = await startVitrine()
  later(() => vitrine.stop())
  say(`Vitrine answers at ${vitrine.api}`)
  const shop = await VendureShop.start(folder, vitrine)
  later(() => shop.stop())
  say(`Vendure answers at ${shop.shopApi}, its storefront at ${shop.url}`)
  const feed = await (await fetch(`${shop.url}/feed.xml`)).text()
  const rows = feed.split('<item>').length - 1
  const told = await vitrine.import('feed.xml', feed, '--market', 'US-en-USD')
  note('variants', rows, `a feed of ${rows} variants from its Shop API; vitrine import: ${told}`)

  await vitrine.untilFound(SKU, 'US-en')

  await sellOut(shop)
  await outOfStock(shop)
  await welcome(shop, vitrine)
})

/** Somebody buys all of one size: Vendure's own order and stock, told by the plugin. */
async function sellOut(shop: VendureShop): Promise<void> {
  const before = await new PlainBrowser(shop.url).open(PAGE)
  assert.match(before, /Add to cart/)
  const offers = shop.told.offers
  const code = await new Buyer(shop.shopApi).buy(SKU, 4)
  for (let n = 0; n < 100 && !(shop.told.orders && shop.told.offers > offers); n++) await sleep(100)
  assert.equal(shop.told.orders, 1)
  note('orders', shop.told.orders, `order ${code} took the last four of ${SKU}; the plugin told it`)
}

/** J9 from the server: in the first HTML, what is gone and what is like it. */
async function outOfStock(shop: VendureShop): Promise<void> {
  const page = await new PlainBrowser(shop.url).open(PAGE)
  assert.match(page, /data-gone="SHOE0-42">Sold out in 42\./)
  const alike = itemsIn(page)
  assert.ok(alike.length > 0, 'something similar')
  note(
    'similar',
    alike.length,
    `J9: "Sold out in 42", and ${alike.length} like it in the first HTML`,
  )
}

/** J2 from the server: who looked at tents and comes back is welcomed with tents. */
async function welcome(shop: VendureShop, vitrine: Vitrine): Promise<void> {
  await pin(vitrine, 'home', 'home/welcome-back')
  const people = Array.from({ length: PEOPLE }, () => new PlainBrowser(shop.url))
  for (const slug of TENTS) await Promise.all(people.map(person => person.open(`/product/${slug}`)))
  await sleep(ANOTHER_VISIT_MS)
  const page = await untilOne(async () => {
    const page = await people.pop()!.open('/?utm_source=letter&utm_medium=email&utm_campaign=back')
    return /data-experience="home\/welcome-back"/.test(page) ? page : undefined
  })
  const shown = itemsIn(page)
  assert.ok(shown.length >= 3)
  const tents = TENTS.filter(slug => page.includes(`/product/${slug}`))
  assert.equal(tents.length, TENTS.length, page)
  note(
    'welcome',
    shown.length,
    `J2: welcomed back with ${shown.length} items, ${tents.join(', ')} among them`,
  )
}

function itemsIn(html: string): string[] {
  return [...html.matchAll(/data-item="([^"]+)"/g)].map(([, id]) => id)
}
