import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Check, Errors } from 'typebox/value'
import {
  type DecisionAnswer,
  PLACEMENTS,
  PlacementAnswer,
  ShownItem,
  TEMPLATES,
} from '../../schema/decision.ts'
import { cookieFor, NOON, setUp, view } from '../fixtures/set-up.ts'
import { press } from '../overload/fixtures/press.ts'

const DAY = 86_400_000
const MARKET = 'country=FR&language=fr&currency=EUR'
const FEED = `/v1/catalogue/products?${MARKET}`
const ITEMS = 16
/** Of a page's kind, every part that has room on it. */
const ASKED = PLACEMENTS.map(kind => ({
  page: { type: kind === 'email' ? 'other' : kind, item: 'p3', category: 'Chaussures' },
  placements: [
    { placement: kind, count: 4 },
    ...TEMPLATES.map(template => ({ placement: `${kind}:${template}`, template, count: 4 })),
  ],
}))

test('every answer to a page is of the shape that is promised, and has nothing beside it', async t => {
  const { ask, server } = await openShop(t)
  const told = new Set<string>()
  for (let person = 0; person < 24; person++) {
    for (const { page, placements } of ASKED) {
      const answer = await ask(`p${person}`, { page, placements, event: seen(person) })
      for (const each of answer.placements) note(each, told)
    }
    if (person === 15) press(server.services.gate, 1)
  }
  // Nothing was left out for want of anything to tell.
  const optional = [
    ...Object.keys(PlacementAnswer.properties),
    ...Object.keys(ShownItem.properties),
  ]
  assert.deepEqual(new Set(optional).difference(told), new Set())
})

test('the holdout, strangers, previews and pages that nobody knows are answered in that shape too', async t => {
  const { ask, server } = await openShop(t)
  const made = await server.post('/v1/previews', { experience: 'home/explore' }, server.asServer)
  const preview = made.json().query.replace('?vitrine-preview=', '')
  const [{ page, placements }] = ASKED
  for (const more of [
    { consent: 'measure' },
    { consent: 'page' },
    { preview },
    { placements: [] },
    { page: { type: 'product', item: 'never-sold' } },
    { page: { type: 'category', category: 'Nulle part' } },
    { event: { name: 'teleport' } },
    { cart: ['p1', 'never-sold'], cartValue: 79.9 },
  ]) {
    await ask('anna', { page, placements, ...more })
  }
  const slices = new Set<string>()
  for (let person = 0; person < 120; person++) {
    slices.add((await ask(`q${person}`, { page, placements })).slice)
  }
  assert.deepEqual(slices, new Set(['engine', 'uniform', 'holdout']))
})

function seen(person: number) {
  return view(`p${person % ITEMS}`, { time: NOON + 31 * DAY })
}

function note(answer: PlacementAnswer, told: Set<string>): void {
  for (const key of Object.keys(answer)) told.add(key)
  for (const item of answer.items) for (const key of Object.keys(item)) told.add(key)
}

/** A shop with something to say of everything: ratings, a reduction, guides, brands, promises. */
async function openShop(t: TestContext) {
  const server = await setUp()
  t.after(server.close)
  const sent = async (url: string, payload: unknown, type = 'application/json') => {
    const headers = { ...server.asServer, 'content-type': type }
    const answer = await server.post(url, payload, headers)
    assert.equal(answer.statusCode, 200, answer.body)
  }
  await sent(FEED, feed(90), 'text/tab-separated-values')
  server.env.time += 31 * DAY
  await sent(FEED, feed(70), 'text/tab-separated-values')
  const facts = { country: 'FR', currency: 'EUR', freeDeliveryFrom: 80, returnDays: 30 }
  await sent('/v1/shop-facts', facts)
  await sent('/v1/content?language=fr', contents())
  const { paths } = (await server.app.inject('/openapi.json')).json()
  const promised = paths['/v1/decisions'].post.responses[200].content['application/json'].schema
  const ask = async (name: string, body: object): Promise<DecisionAnswer> => {
    const asked = { consent: 'personal', language: 'fr', market: 'FR-fr', ...body }
    const answer = await server.post('/v1/decisions', asked, cookieFor(name))
    assert.equal(answer.statusCode, 200, answer.body)
    const [error] = Errors(promised, answer.json())
    assert.ok(Check(promised, answer.json()), JSON.stringify(error))
    return answer.json()
  }
  return { server, ask }
}

function feed(price: number): string {
  const rows = [
    'id\ttitle\tlink\timage_link\tprice\tavailability\tbrand\tproduct_type\taverage_rating\treview_count',
  ]
  for (let i = 0; i < ITEMS; i++) {
    const [brand, shelf] = [['Alpa', 'Nordic', 'Cairn'][i % 3], ['Chaussures', 'Vestes'][i % 2]]
    const link = `https://s.example/p${i}`
    const rated = `4.${i % 10}\t${20 + i}`
    rows.push(
      `p${i}\tArticle ${i}\t${link}\t${link}.jpg\t${price + i}.00 EUR\tin_stock\t${brand}\t${shelf}\t${rated}`,
    )
  }
  return rows.join('\n')
}

function contents(): object[] {
  const guide = { type: 'guide', title: 'Bien choisir', text: 'Trois questions.' }
  return ['Chaussures', 'Vestes'].map(category => ({
    ...guide,
    id: category,
    category,
    url: `https://s.example/guides/${category}`,
    image: 'https://s.example/guide.jpg',
  }))
}
