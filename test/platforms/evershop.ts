import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { launch } from '../browser.ts'
import { feedOf, productsOf } from './evershop/catalogue.ts'
import { Merchant } from './evershop/merchant.ts'
import { SIZES } from './evershop/scene.ts'
import { EverShop } from './evershop/shop.ts'
import { soldOutByAddress, soldOutByChoice } from './evershop/sold-out.ts'
import { firstPage, leftCart } from './evershop/welcome.ts'
import { install } from './install.ts'
import { startPostgres } from './postgres.ts'
import { check, note, say } from './report.ts'
import { startVitrine } from './server.ts'
import { openStreet } from './street.ts'

/**
 * EverShop as it comes from the registry, with our tag and a feed of its own catalogue: the
 * out-of-stock journey and the welcome of somebody who left a cart, in a real browser.
 *
 * Its pages carry inline scripts and styles of their own, which the policy has to allow; for ours
 * it allows nothing more than what comes from the shop itself.
 */
const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
/** `--pictures FOLDER` keeps what each page looked like. */
const { pictures } = parseArgs({ options: { pictures: { type: 'string' } } }).values
if (pictures) mkdirSync(pictures, { recursive: true })

const SOLD_OUT = 'VASE-004-WHT'

/** What its content pages say, and what it promises: a merchant's own words. */
const FACTS = JSON.stringify([
  { country: 'IE', currency: 'EUR', cartUrl: '/cart', searchUrl: '/search?keyword={words}' },
])

const heroes = (home: string) =>
  JSON.stringify([
    {
      id: 'accessories',
      type: 'hero',
      language: 'en',
      title: 'For the table and the desk',
      text: 'Cups, bowls and vases in three colours.',
      link: `${home}/accessories`,
      categories: ['Accessories'],
    },
  ])

await check('evershop', async later => {
  const folder = install('evershop')
  const database = await startPostgres()
  later(() => database.stop())
  const vitrine = await startVitrine()
  later(() => vitrine.stop())
  say(`Vitrine answers at ${vitrine.api}`)
  const street = await openStreet(POLICY)
  later(() => street.close())

  const shop = new EverShop(folder, database, street.url)
  say('EverShop builds its pages, with the extension of a snippet and four places')
  await shop.build(vitrine.publicKey)
  await shop.start()
  later(() => shop.stop())
  street.lead({ shop: shop.url, vitrine: vitrine.api })
  say(`EverShop answers at ${street.url}, Vitrine beneath it at ${street.url}/_vitrine/`)

  const browser = await launch()
  later(() => browser.close())
  const merchant = new Merchant(shop)
  await merchant.open()
  await merchant.widen()
  await merchant.hangPictures(await productsOf(shop.url), browser)
  await merchant.sellOut((await productsOf(shop.url)).find(({ sku }) => sku === SOLD_OUT)!)
  const products = await productsOf(shop.url)
  note(
    'products',
    products.length,
    `EverShop's own catalogue: ${products.length} products, ${SOLD_OUT} sold out`,
  )
  const told = await vitrine.import(
    'merchant-feed.xml',
    feedOf(products, street.url),
    ...['--market', 'IE-en-EUR'],
  )
  say(`vitrine import: ${told}`)
  await vitrine.untilFound(SOLD_OUT, 'IE-en')
  const heroesTold = await vitrine.import('content.json', heroes(street.url), '--kind', 'content')
  say(`vitrine import: ${heroesTold}`)
  await vitrine.import('facts.json', FACTS, '--kind', 'facts')

  const scene = { browser, street: street.url, products, soldOut: SOLD_OUT, vitrine, pictures }
  for (const size of SIZES) {
    for (const journey of [firstPage, soldOutByAddress, soldOutByChoice, leftCart])
      await journey(scene, size)
  }
})
