import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BROWSER, setUp } from '../fixtures/set-up.ts'
import { shopRecord } from '../own-records.ts'

const MARKET = { country: 'FR', language: 'fr', currency: 'EUR' }
/** What every object of JavaScript has, without anybody having said so. */
const INHERITED = ['constructor', '__proto__', 'toString', 'valueOf']

test('a filter or an attribute may be called like what every object has', async t => {
  const { ask } = await hostile(t)
  for (const name of INHERITED) {
    const { status, body } = await ask({ q: 'tente', filter: `${name}:1` })
    assert.equal(status, 200, body)
    const { facets, total } = JSON.parse(body)
    const label = name.slice(0, 1).toUpperCase() + name.slice(1).toLowerCase()
    const facet = facets.find((one: { name: string }) => one.name === name.toLowerCase())
    assert.deepEqual([total, facet.label], [4, name === '__proto__' ? '  proto  ' : label])
  }
})

test('forty filters that nothing passes are let go, and of more names than a shop has none is read', async t => {
  const { ask } = await hostile(t)
  const nothing = (names: number) =>
    Array.from({ length: names }, (_, n): [string, string] => ['filter', `name-${n}:x`])
  const most = await ask([...nothing(11), ['filter', 'constructor:1']])
  const { total, loosened } = JSON.parse(most.body)
  assert.deepEqual([most.status, total, loosened.length], [200, 4, 11])
  const { status, body } = await ask(nothing(40))
  assert.deepEqual([status, JSON.parse(body).field], [400, '/filter'])
  const page = await ask({ at: `/results?vt-q=tente&${'vt-f=x:y&'.repeat(90)}` })
  assert.equal(page.status, 200)
})

test('the address of a results page leads to no other site, whatever browsers skip in it', async t => {
  const { ask } = await hostile(t)
  for (const at of [
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/\n/evil.example/',
  ]) {
    const { status, body } = await ask({ at: `${at}?vt-q=tente` })
    assert.equal(status, 400, at)
    assert.equal(JSON.parse(body).field, '/at')
  }
})

test('what a catalogue calls its things stays text in the results, and costs stay at home', async t => {
  const { ask } = await hostile(t)
  const { status, body } = await ask({ at: '/results?vt-like=p0&x="><script>' })
  assert.equal(status, 200)
  assert.match(body, /&lt;img src=x onerror=alert\(1\)&gt;/)
  assert.doesNotMatch(body, /<script|<img[^>]*onerror|javascript:|777/)
  assert.doesNotMatch(body, /<[^>]* value="[^"]*"[^>]* value="/)
})

test('what FTS5 would read as syntax is read as words', async t => {
  const { ask } = await hostile(t)
  const odd = [
    '"a" NEAR(b c) OR *',
    'AND NOT title:tente',
    '^tente ) (',
    'tente"',
    '%_%',
    '\0tente',
  ]
  for (const q of odd) {
    const { status, body } = await ask({ q })
    assert.equal(status, 200, body)
  }
})

async function hostile(t: { after(act: () => Promise<void>): void }) {
  const { shop, env, app, keys, close } = await setUp()
  t.after(close)
  const products = Array.from({ length: 8 }, (_, n) => ({
    id: `p${n}`,
    title: `Tente <img src=x onerror=alert(1)> ${n}`,
    url: n % 2 ? 'javascript:alert(1)' : `/p${n}`,
    brand: '"><script>alert(1)</script>',
    categories: ['A</b>', 'B'],
    attributes: Object.fromEntries(INHERITED.map(name => [name, String(n % 2)])),
    skus: [{ id: `s${n}`, offer: { price: 1000, cost: 777, inStock: n > 0 } }],
  }))
  await shop.take([shopRecord('products', { market: MARKET, products }, env)])
  const ask = async (query: Record<string, string> | [string, string][]) => {
    const answer = await app.inject({
      url: `/v1/search?language=fr&${new URLSearchParams(query)}`,
      headers: { 'user-agent': BROWSER, authorization: `Bearer ${keys.publicKey}` },
    })
    return { status: answer.statusCode, body: answer.body }
  }
  return { ask }
}
