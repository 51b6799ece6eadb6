import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { makeCatalogue } from '../../demo/catalogue/make.ts'
import { productOf } from '../../demo/catalogue/product.ts'
import type { Arranged } from '../../schema/arrange.ts'
import { setUp, view } from '../fixtures/set-up.ts'
import { shopRecord } from '../own-records.ts'

const { items } = makeCatalogue(1)
const FRANCE = { country: 'FR', language: 'fr', currency: 'EUR' }
const inStock = items.filter(({ skus }) => skus.some(({ stock }) => stock > 0))
const shelf = inStock.filter(({ leaf }) => leaf.code === 'CT')
const list = shelf.map(({ id }) => id)
const liked = shelf.at(-1)!

test('a list comes back in the order of who looked at the last of it, and of nobody else', async t => {
  const { arrange, look } = await stocked(t)
  for (let n = 0; n < 40; n++) {
    await look(`v${n}`, liked.id)
    const answer = await arrange({ items: list, visitor: `v${n}` })
    assert.deepEqual([...answer.items].sort(), [...list].sort())
    if (answer.slice !== 'engine') assert.deepEqual([answer.order, answer.items], ['shop', list])
    else {
      assert.equal(answer.order, 'person')
      assert.ok(answer.items.indexOf(liked.id) < list.length / 2, 'it came to the front')
    }
  }
  for (const who of [{}, { visitor: 'new' }, { visitor: 'v1', consent: 'page' }]) {
    const answer = await arrange({ items: list, ...who })
    assert.deepEqual([answer.order, answer.items], ['shop', list])
  }
})

test('each id comes back once, known or not, and what cannot be had comes last', async t => {
  const { arrange, look } = await stocked(t)
  const gone = items.find(({ skus }) => skus.every(({ stock }) => stock === 0))!
  const sent = [gone.id, 'nobody-knows', list[0], list[0], list[1]]
  for (let n = 0; n < 10; n++) {
    await look(`v${n}`, liked.id)
    const answer = await arrange({ items: sent, visitor: `v${n}` })
    assert.deepEqual([...answer.items].sort(), [...new Set(sent)].sort())
    if (answer.order === 'person') assert.ok(answer.items.indexOf(gone.id) >= 2)
  }
})

test('what is no list is refused, and says which field', async t => {
  const { call, post } = await stocked(t)
  const refused = async (body: object) => {
    const answer = await call('/v1/arrange', body)
    return [answer.statusCode, answer.json().field]
  }
  assert.deepEqual(await refused({ items: [] }), [400, '/items'])
  assert.deepEqual(await refused({ items: list, market: 'JP-ja' }), [400, '/market'])
  const named = await post('/v1/arrange', { items: list, visitor: 'somebody' })
  assert.deepEqual([named.statusCode, named.json().field], [403, '/visitor'])
  const codes = new Set<number>()
  for (let n = 0; n < 40; n++) codes.add((await post('/v1/arrange', { items: list })).statusCode)
  assert.deepEqual([...codes], [200, 429])
})

async function stocked(t: TestContext) {
  const all = await setUp()
  t.after(all.close)
  const { app, asServer, shop, env } = all
  const products = items.map(item => productOf(item, 'fr'))
  for (let at = 0; at < products.length; at += 500) {
    const body = { market: FRANCE, products: products.slice(at, at + 500) }
    await shop.take([shopRecord('products', body, env)])
  }
  const call = (url: string, payload: object) =>
    app.inject({ method: 'POST', url, headers: asServer, payload })
  const look = (visitor: string, item: string) =>
    call('/v1/events', { visitor, events: [view(item)] })
  const arrange = async (body: object) =>
    (await call('/v1/arrange', body)).json() as Promise<Arranged>
  return { ...all, call, look, arrange }
}
