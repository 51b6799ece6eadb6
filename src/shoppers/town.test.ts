import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { Random } from '../core/random.ts'
import { makeCatalogue } from '../demo/catalogue/make.ts'
import { productHref } from '../demo/shop/routes.ts'
import { startShop } from '../demo/shop/start.ts'
import { HttpDoor } from './http-door.ts'
import { readPage } from './page-reader.ts'
import { makePerson, type Person } from './person.ts'
import { browse } from './town.ts'

/** What the shop's Vitrine was sent: it answers nothing, as if it were down. */
interface Sent {
  path: string
  cookie: string
  agent: string
  body: { consent?: string; events?: { name: string }[] }
}
const sent: Sent[] = []
const api = createServer(async (request, response) => {
  const body = JSON.parse(await textOf(request))
  const { cookie = '', 'user-agent': agent = '' } = request.headers
  sent.push({ path: request.url ?? '', cookie, agent, body })
  response.writeHead(503).end()
})
let shop: Awaited<ReturnType<typeof startShop>>

before(async () => {
  await new Promise<void>(resolve => api.listen(0, '127.0.0.1', resolve))
  const vitrineUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`
  shop = await startShop({ port: 0, vitrineUrl, publicKey: 'pk_test', costsKey: 'costs' })
})

after(async () => {
  await shop.close()
  api.close()
  api.closeAllConnections()
})

test('a town browses, fills carts and buys, though Vitrine is down', async () => {
  const orders: string[] = []
  const sums = await send(40, 7, { refund: async order => void orders.push(order) })
  assert.equal(sums.troubles, 0)
  assert.equal(sums.people, 40)
  assert.ok(sums.pages > sums.visits * 2)
  assert.ok(sums.added > 0)
  assert.ok(sums.robots > 0)
})

test('who refuses sends no event and no cookie; who only allows measuring sends no cookie', async () => {
  sent.length = 0
  await send(40, 8)
  const byConsent = Map.groupBy(sent, ({ body }) => body.consent)
  assert.deepEqual([...byConsent.keys()].sort(), ['measure', 'page', 'personal'])
  for (const request of byConsent.get('page')!) {
    assert.equal(request.path, '/v1/decisions')
    assert.equal(request.cookie, '')
  }
  for (const request of byConsent.get('measure')!) assert.equal(request.cookie, '')
  const names = new Set(
    byConsent
      .get('personal')!
      .flatMap(({ body }) => body.events ?? [])
      .map(e => e.name),
  )
  for (const name of ['page_view', 'view_item', 'select_item', 'read_reviews'])
    assert.ok(names.has(name))
})

test('the same seed makes the same people, and traits differ between them', () => {
  const crowd = (seed: number) => {
    const random = new Random(seed)
    return Array.from({ length: 200 }, (_, n) => makePerson(n, seed, random))
  }
  assert.deepEqual(crowd(5), crowd(5))
  for (const trait of ['budget', 'reviews', 'expertise', 'decided'] as const) {
    const values = crowd(5).map(person => person.traits[trait])
    assert.ok(Math.max(...values) - Math.min(...values) > 0.6)
  }
})

test('careful readers read reviews more often than others', async () => {
  sent.length = 0
  const read = async (reviews: number) => {
    const before = count('read_reviews')
    const looks = count('view_item')
    await send(25, 9, {}, person => {
      person.traits.reviews = reviews
      person.consent = 'personal'
    })
    return (count('read_reviews') - before) / (count('view_item') - looks)
  }
  assert.ok((await read(1)) > (await read(0)) + 0.3)
})

test('a page is read as it is written: tiles, sizes, placements and what is sold out', async () => {
  const home = readPage(await (await fetch(`${shop.url}/`)).text(), '/')
  assert.equal(home.view.type, 'home')
  assert.equal(home.key, 'pk_test')
  assert.deepEqual(home.placements, [{ placement: 'home', count: 4 }])
  assert.ok(home.view.menu.length > 4)
  const { path, id, price } = home.view.tiles[0]
  const { product } = readPage(await (await fetch(shop.url + path)).text(), path).view
  assert.equal(product?.id, id)
  assert.equal(product?.price, price)
  assert.ok(product!.sizes.length > 0)
})

test('what goes with a product is no size of it', async () => {
  const pack = makeCatalogue(1).items.find(
    ({ leaf, colours }) => leaf.code === 'SJ' && colours.length === 1,
  )!
  const path = productHref('fr', pack)
  const page = await (await fetch(shop.url + path)).text()
  assert.match(page, /name="sku" value="[A-Z]{2}HP/)
  const { product } = readPage(page, path).view
  assert.deepEqual(
    product?.sizes.map(({ sku }) => sku),
    pack.skus.map(({ id }) => id),
  )
})

function send(
  visitors: number,
  seed: number,
  more: { refund?: (order: string) => Promise<void> } = {},
  change?: (person: Person) => void,
) {
  return browse({
    seed,
    visitors,
    atOnce: 4,
    everyMs: 0,
    sleep: async () => {},
    doorFor: person => {
      change?.(person)
      return new HttpDoor(person, {
        shop: shop.url,
        sleep: async () => {},
        now: () => 1_790_000_000_000,
      })
    },
    onTrouble: error => assert.fail(String(error)),
    ...more,
  })
}

function count(name: string): number {
  return sent.flatMap(({ body }) => body.events ?? []).filter(event => event.name === name).length
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
