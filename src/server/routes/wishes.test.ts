import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cookieFor, setUp } from '../fixtures/set-up.ts'
import { shopRecord } from '../own-records.ts'

const MARKET = { country: 'FR', language: 'fr', currency: 'EUR' }
const SHOE = {
  id: 'shoe',
  title: 'Shoe',
  url: '/shoe',
  categories: [],
  skus: [{ id: 'shoe-42', size: '42', offer: { price: 9900, inStock: false } }],
}

test('a wish is kept once, for the very size, and is gone when its visitor is', async t => {
  const { shop, post, stores } = await withShoe(t)
  const body = { item: 'shoe-42', email: 'Ada@Example.org', consent: 'personal' }
  for (let n = 0; n < 2; n++) {
    const answer = await post('/v1/wishes', body, cookieFor('ada'))
    assert.equal(answer.statusCode, 202)
  }
  const wishes = await wishesIn(stores.log)
  assert.equal(wishes.length, 1)
  const { visitor, email, item, sku, market } = wishes[0]
  assert.deepEqual([email, item, sku, market], ['ada@example.org', 'shoe', 'shoe-42', 'FR-fr'])
  await shop.erase(visitor)
  const told: unknown[] = []
  for await (const records of shop.read(0)) told.push(...records)
  assert.doesNotMatch(JSON.stringify(told), /ada@example/)
})

test('without consent a wish sets no cookie, and the shop forgets it by its address', async t => {
  const { app, post, stores, asServer, shop } = await withShoe(t)
  const answer = await post('/v1/wishes', {
    item: 'shoe',
    email: 'bo@example.org',
    consent: 'page',
  })
  assert.equal(answer.statusCode, 202)
  assert.equal(answer.headers['set-cookie'], undefined)
  const erased = await app.inject({
    method: 'POST',
    url: '/v1/privacy/erase',
    headers: asServer,
    payload: { visitor: 'wish:bo@example.org' },
  })
  assert.equal(erased.statusCode, 202)
  const [wish] = await wishesIn(stores.log)
  assert.ok(shop.forgotten.has(wish.visitor))
  // A page is told of an erased address what it is told of any other.
  const told = async (email: string) =>
    (await post('/v1/wishes', { item: 'shoe', email, consent: 'page' })).json()
  assert.deepEqual(await told('bo@example.org'), await told('cy@example.org'))
  assert.equal((await wishesIn(stores.log)).length, 2)
})

test('an address that is erased has no wish left, whoever typed it, and the browser keeps the rest', async t => {
  for (const name of ['wish:bo@example.org', 'Bo@example.org']) {
    const { app, post, shop, stores, asServer } = await withShoe(t)
    const ask = async (what: string, visitor: string) =>
      (
        await app.inject({
          method: 'POST',
          url: `/v1/privacy/${what}`,
          headers: asServer,
          payload: { visitor },
        })
      ).json()
    const typed = { item: 'shoe', consent: 'personal' }
    await post('/v1/wishes', { ...typed, email: 'bo@example.org' }, cookieFor('ada'))
    await post('/v1/wishes', { ...typed, email: 'ada@example.org' }, cookieFor('ada'))
    const { records } = await ask('export', name)
    assert.deepEqual(
      records.map(({ email, visitor }: { email: string; visitor?: string }) => [email, visitor]),
      [['bo@example.org', undefined]],
    )
    assert.equal((await ask('erase', name)).state, 'under way')
    const told: unknown[] = []
    for await (const records of shop.read(0)) told.push(...records)
    assert.doesNotMatch(JSON.stringify(told), /bo@example/)
    assert.equal(shop.engine.wishes.size, 1)
    assert.equal(shop.engine.wishes.left().size, 1, 'its day is not over')
    // And it does not come back, under whatever name.
    await post('/v1/wishes', { ...typed, email: 'bo@example.org' }, cookieFor('cy'))
    assert.equal(shop.engine.wishes.size, 1)
    assert.equal((await wishesIn(stores.log)).length, 2)
  }
})

test('what is no address, no item, or not from a page of the shop is refused', async t => {
  const { post, stores } = await withShoe(t)
  const email = 'ada@example.org'
  const cases: [object, Record<string, string>, number, string | undefined][] = [
    [{ item: 'shoe', email: 'ada@' }, {}, 400, '/email'],
    [{ item: 'shoe', email: 'a@b.org\r\nBcc: all@b.org' }, {}, 400, '/email'],
    [{ item: 'boat', email }, {}, 404, '/item'],
    [{ item: 'shoe', email: `${'a'.repeat(300)}@b.org` }, {}, 400, '/email'],
    [{ item: 'shoe', email, market: 'XX' }, {}, 400, '/market'],
    [{ item: 'shoe', email, note: 'x' }, {}, 400, '/note'],
    [{ item: 'shoe', email }, { 'sec-fetch-site': 'cross-site' }, 403, 'origin'],
    [{ item: 'shoe', email, visitor: 'x' }, {}, 403, '/visitor'],
  ]
  for (const [body, headers, status, field] of cases) {
    const answer = await post('/v1/wishes', body, headers)
    assert.equal(answer.statusCode, status, answer.body)
    assert.equal(answer.json().field, field)
    assert.doesNotMatch(answer.json().detail, /pattern|\\p/)
  }
  assert.deepEqual(await wishesIn(stores.log), [])
})

async function withShoe(t: { after(act: () => Promise<void>): void }) {
  const all = await setUp()
  t.after(all.close)
  await all.shop.take([shopRecord('products', { market: MARKET, products: [SHOE] }, all.env)])
  return all
}

async function wishesIn(log: Awaited<ReturnType<typeof setUp>>['stores']['log']) {
  const wishes = []
  for await (const records of log.read({})) {
    for (const { type, body } of records) if (type === 'wish_made') wishes.push(body)
  }
  return wishes
}
