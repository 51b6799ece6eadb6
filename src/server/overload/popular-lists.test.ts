import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visitorKey } from '../../core/visitor-key.ts'
import { cookieFor, setUp, view } from '../fixtures/set-up.ts'
import { press } from './fixtures/press.ts'

test('in a hurry a decision is a popular list, says so, and leaves no trace of its visitor', async t => {
  const { server, ask } = await shopOfTwoShelves()
  t.after(server.close)
  press(server.services.gate, 1)
  const { last } = server.stores.log
  const answer = await ask('anna', { type: 'category', category: 'Hats' })
  assert.equal(answer.degraded, true)
  assert.deepEqual(itemsOf(answer), ['hat'])
  assert.deepEqual(itemsOf(await ask('anna', { type: 'category', category: 'Shoes' })), ['shoe'])
  assert.equal(server.stores.log.last, last)
  assert.equal(server.shop.engine.visitors.get(visitorKey(cookieValue('anna'))), undefined)
})

test('each answer has decision ids of its own, though the list is made once', async t => {
  const { server, ask } = await shopOfTwoShelves()
  t.after(server.close)
  press(server.services.gate, 1)
  const [one, two] = [await ask('anna', HOME), await ask('ben', HOME)]
  assert.deepEqual(itemsOf(one), itemsOf(two))
  assert.notEqual(one.placements[0].decisionId, two.placements[0].decisionId)
  assert.equal(one.placements[0].decisionId, `${one.decisionId}.0`)
})

test('what a placement forbids is not shown in a hurry either', async t => {
  const { server, ask } = await shopOfTwoShelves()
  t.after(server.close)
  press(server.services.gate, 1)
  const hats = { type: 'category', category: 'Hats' }
  assert.deepEqual(itemsOf(await ask('anna', hats, { exclude: ['shoe'], maxPrice: 1000 })), ['hat'])
  assert.deepEqual(itemsOf(await ask('anna', hats, { exclude: ['hat'] })), [])
  assert.deepEqual(itemsOf(await ask('anna', hats, { maxPrice: 999 })), [])
})

test('the holdout sees the shop as it is, also in a hurry', async t => {
  const { server, ask } = await shopOfTwoShelves()
  t.after(server.close)
  press(server.services.gate, 1)
  let found = 0
  for (let n = 0; n < 200; n++) {
    const isHoldout = server.shop.engine.sliceOf(visitorKey(cookieValue(`p${n}`))) === 'holdout'
    const answer = await ask(`p${n}`, HOME)
    assert.equal(answer.placements[0].show, !isHoldout)
    if (isHoldout) found++
  }
  assert.ok(found > 0)
})

test('all decisions are popular lists before the first one fails', async t => {
  const { server, ask } = await shopOfTwoShelves()
  t.after(server.close)
  press(server.services.gate, 3)
  for (let n = 0; n < 20; n++) assert.equal((await ask(`p${n}`, HOME)).degraded, true)
})

const HOME = { type: 'home' }

interface Answer {
  decisionId: string
  degraded: boolean
  placements: { decisionId: string; show: boolean; items: { id: string }[] }[]
}

function itemsOf({ placements }: Answer): string[] {
  return placements[0].items.map(item => item.id)
}

function cookieValue(name: string): string {
  return cookieFor(name).cookie.slice('vitrine='.length)
}

async function shopOfTwoShelves() {
  const server = await setUp()
  const feed = ['id\ttitle\tlink\timage_link\tprice\tavailability\tproduct_type']
  for (const [id, shelf] of [
    ['hat', 'Hats'],
    ['shoe', 'Shoes'],
  ]) {
    feed.push(`${id}\tA ${id}\thttps://s.example/${id}\t\t10 EUR\tin_stock\t${shelf}`)
  }
  const url = '/v1/catalogue/products?country=FR&language=fr&currency=EUR'
  const type = { 'content-type': 'text/tab-separated-values' }
  const taken = await server.post(url, feed.join('\n'), { ...server.asServer, ...type })
  assert.equal(taken.json().accepted, 2)
  await server.post('/v1/events', { events: [view('hat'), view('shoe')] }, cookieFor('zoe'))
  const ask = async (name: string, page: object, limits = {}): Promise<Answer> => {
    const placements = [{ placement: 'category', count: 1, ...limits }]
    const body = { consent: 'personal', page, placements, event: view('hat') }
    const answer = await server.post('/v1/decisions', body, cookieFor(name))
    assert.equal(answer.statusCode, 200)
    return answer.json()
  }
  return { server, ask }
}
