import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import type { PlacementAnswer } from '../../schema/decision.ts'
import { NOON, setUp } from '../fixtures/set-up.ts'

/** From what a shop sends to what its page is answered, over HTTP; each experience is pinned in turn. */

test('J1: who comes from a search for trail is shown its leading brands, and the guide to it', async t => {
  const { pinned } = await shopWith(t)
  const context = { campaign: { source: 'google', medium: 'cpc', term: 'trail' } }
  const brands = await pinned('home/brands', { context, event: arrival('trail') })
  assert.equal(brands.title, 'Les grandes marques, pour commencer')
  assert.equal(new Set(brands.items.map(item => item.brand)).size, 3)
  const { nudge } = await pinned('home/guide', { context, event: arrival('trail') })
  assert.deepEqual(nudge?.link, { url: '/guides/amorti', text: 'Lire' })
})

test('J3: the way back to the cart is there for whoever left one, and for nobody else', async t => {
  const { pinned, happened } = await shopWith(t)
  await happened('anna', 'view_item', 'r1', NOON - 3 * DAY)
  await happened('anna', 'add_to_cart', 'r1', NOON - 3 * DAY)
  const left = await pinned('home/alternatives', { visitor: 'anna' })
  assert.equal(left.nudge?.text, 'Un article vous attend dans votre panier')
  assert.equal(left.nudge?.link?.url, '/panier')
  assert.ok(left.items.every(item => item.id !== 'r1'))
  assert.notEqual((await pinned('home/alternatives', {})).experience, 'home/alternatives')
})

test('J6: beside a product an add-on within the budget, and what is missing for free delivery', async t => {
  const { pinned } = await shopWith(t)
  const page = { type: 'product', item: 'r2' }
  const { nudge, items } = await pinned('product/add-on', { page, cartValue: 0 })
  assert.deepEqual(nudge?.bar, { value: 6_000, goal: 8_000, text: '60\u202f€ sur 80\u202f€' })
  assert.ok(items.length > 0 && items.every(item => item.price <= 3_000))
  const reached = await pinned('product/add-on', { page, cartValue: 25 })
  assert.notEqual(reached.experience, 'product/add-on')
})

test('J8: the shop’s promises of this country, in the language of the page', async t => {
  const { pinned } = await shopWith(t)
  const asked = { page: { type: 'product', item: 'r2' }, language: 'en' }
  const { nudge } = await pinned('product/reassured', asked)
  assert.equal(nudge?.text, 'In stock, delivered in 2 to 3 days, €4.90, free from €80')
  assert.equal(nudge?.more, '60 days to change your mind')
})

test('social proof is the number of orders there were; made-up ones of a browser end with the first of a server', async t => {
  const { pinned, ordered } = await shopWith(t)
  const page = { type: 'product', item: 'r3' }
  for (let n = 0; n < 6; n++) await ordered(`browser-${n}`, 'r3', 'public')
  await ordered('browser-0', 'r3', 'public')
  const { nudge } = await pinned('product/counted', { page })
  assert.equal(nudge?.text, '6 commandes ces 30 derniers jours')
  await ordered('server-0', 'r3', 'server')
  assert.notEqual((await pinned('product/counted', { page })).experience, 'product/counted')
})

type Asked = {
  visitor?: string
  page?: { type: string; item?: string }
  language?: string
  cartValue?: number
  context?: object
  event?: object
}

async function shopWith(t: TestContext) {
  const { app, post, asServer, env, close } = await setUp()
  t.after(close)
  const send = async (
    method: 'POST' | 'PATCH',
    url: string,
    payload: object | string,
    type = 'application/json',
  ) => {
    const headers = { ...asServer, 'content-type': type }
    const answer = await app.inject({ method, url, payload, headers })
    assert.ok(answer.statusCode < 300, `${url} ${answer.body}`)
    return answer.json()
  }
  const market = 'country=FR&language=fr&currency=EUR'
  await send('POST', `/v1/catalogue/products?${market}`, FEED, 'text/tab-separated-values')
  await send('POST', '/v1/shop-facts', [FACTS])
  await send('POST', '/v1/content', [GUIDE])
  let pin: string | undefined
  let people = 0
  /** The answer to somebody of the engine's slice, where this experience is shown to whom it makes sense for. */
  const pinned = async (experience: string, asked: Asked): Promise<PlacementAnswer> => {
    const [placement] = experience.split('/')
    if (pin !== undefined) await send('PATCH', `/v1/rules/${pin}`, { action: 'none' })
    pin = (await send('POST', '/v1/rules', { placement, experience, action: 'pin' })).id
    for (;;) {
      const visitor = asked.visitor ?? `somebody-${++people}`
      const page = { type: placement, url: '/', ...asked.page }
      const body = { language: 'fr', market: 'FR-fr', ...asked, visitor, page }
      const answer = await send('POST', '/v1/decisions', { ...body, placements: [{ placement }] })
      if (answer.slice === 'engine') return answer.placements[0]
      assert.equal(asked.visitor, undefined, 'choose another name: this one is in another slice')
    }
  }
  const happened = (visitor: string, name: string, item: string, time: number) => {
    const event = { id: uuid(), name, time, params: { items: [{ item_id: item }] } }
    return send('POST', '/v1/events', { visitor, events: [event] })
  }
  const ordered = async (number: string, item: string, by: 'public' | 'server') => {
    const params = {
      transaction_id: number,
      currency: 'EUR',
      value: 60,
      items: [{ item_id: item, price: 60 }],
    }
    const event = { id: uuid(), name: 'purchase', time: env.now(), params }
    const answer = await post('/v1/events', { events: [event] }, by === 'server' ? asServer : {})
    assert.equal(answer.json().accepted, 1, answer.body)
  }
  return { pinned, happened, ordered }
}

/** Three runners of three brands, and small things beside them. */
const ROWS: [id: string, title: string, path: string, price: number, brand: string][] = [
  ['r1', 'Course 1', 'Trail > Chaussures', 90, 'Maison 1'],
  ['r2', 'Course 2', 'Trail > Chaussures', 60, 'Maison 2'],
  ['r3', 'Course 3', 'Trail > Chaussures', 90, 'Maison 3'],
  ['g1', 'Gourde 1', 'Trail > Gourdes', 11, 'Maison 1'],
  ['g2', 'Gourde 2', 'Trail > Gourdes', 12, 'Maison 2'],
  ['g3', 'Gourde 3', 'Trail > Gourdes', 13, 'Maison 3'],
]
const FEED = [
  'id\ttitle\tlink\tprice\tavailability\tproduct_type\tbrand',
  ...ROWS.map(([id, title, path, price, brand]) =>
    [id, title, `https://shop.example/${id}`, `${price} EUR`, 'in_stock', path, brand].join('\t'),
  ),
].join('\n')
const FACTS = {
  ...{ country: 'FR', currency: 'EUR', deliveryPrice: 4.9, freeDeliveryFrom: 80, returnDays: 60 },
  ...{ deliveryDays: { least: 2, most: 3 }, cartUrl: '/panier' },
}
const GUIDE = {
  ...{ id: 'g', type: 'guide', title: 'Quel amorti ?', url: '/guides/amorti', language: 'fr' },
  categories: ['Trail'],
}

function arrival(term: string) {
  const campaign = { source: 'google', medium: 'cpc', term }
  return {
    id: uuid(),
    name: 'page_view',
    page: { type: 'home', url: '/' },
    context: { campaign },
    time: NOON,
  }
}

let made = 0
function uuid(): string {
  return `018f0000-0000-7000-9000-${String(++made).padStart(12, '0')}`
}
