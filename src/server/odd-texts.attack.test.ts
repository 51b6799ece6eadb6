import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Engine } from '../engine/engine.ts'
import { cookieFor, setUp, view } from './fixtures/set-up.ts'

/** Texts that break tools: halves of characters, nothings, directions, names every object has. */
const ODD = [
  '\ud800',
  'a\udfff',
  '\u0000',
  'a\u0000b',
  '\u202egnp.exe',
  '\ufeffa',
  '\u200b',
  'e\u0301'.repeat(60),
  '\u{1f468}\u200d\u{1f469}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "'; drop table records; --",
  '../../etc/passwd',
  'a\r\nSet-Cookie: x=1',
  '\u001b[31mred',
  '{{7*7}}',
  '<script>alert(1)</script>',
  'x'.repeat(128),
  '\ud83d'.repeat(128),
]

test('odd texts in every place of an event and a decision: no 5xx, and log and snapshot give back the same engine', async t => {
  const { app, shop, keys, post, broken, close } = await setUp()
  t.after(close)
  const asServer = { authorization: `Bearer ${keys.firstServerKey}` }
  for (const odd of ODD) {
    for (const body of [...events(odd), ...decisions(odd)]) {
      const url = 'page' in body ? '/v1/decisions' : '/v1/events'
      for (const headers of [cookieFor('anna'), asServer]) {
        const answer = await post(url, body, headers as never)
        assert.ok(answer.statusCode < 500, `${url} ${JSON.stringify(body)}: ${answer.body}`)
      }
    }
    for (const url of [`/v1/visitors/${encodeURIComponent(odd.toWellFormed())}`]) {
      const answer = await app.inject({ url, headers: asServer })
      assert.ok(answer.statusCode < 500, answer.body)
    }
  }
  assert.deepEqual(broken, [])
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
  const restored = Engine.restore(shop.engine.snapshot())
  assert.deepEqual(restored.report({ kind: 'summary' }), shop.report({ kind: 'summary' }))
  const replayed = new Engine()
  for await (const records of shop.read(0)) for (const record of records) replayed.apply(record)
  assert.deepEqual(replayed.snapshot(), shop.engine.snapshot())
  assert.deepEqual(restored.snapshot(), shop.engine.snapshot())
})

test('sums of the largest amounts there are stay numbers that can be saved', async t => {
  const { shop, post, close } = await setUp()
  t.after(close)
  for (let n = 0; n < 20; n++) {
    const events = Array.from({ length: 500 }, (_, i) => {
      const items = [{ item_id: 'a', price: 1e10, quantity: 1_000_000 }]
      const params = { currency: 'EUR', value: 1e10, transaction_id: `t${n}-${i}`, items }
      return view('a', { name: 'purchase', params })
    })
    assert.equal((await post('/v1/events', { events })).statusCode, 202)
  }
  const report = shop.report({ kind: 'summary' })
  assert.ok(JSON.stringify(report).length > 2)
  assert.doesNotMatch(JSON.stringify(report), /null,|NaN|Infinity|e\+/)
  const restored = Engine.restore(shop.engine.snapshot())
  assert.deepEqual(restored.report({ kind: 'summary' }), report)
})

function events(odd: string): object[] {
  const inside = { id: odd, name: odd, visitor: odd, decision: odd, placement: odd }
  const item = { item_id: odd, item_name: odd, item_category: odd, item_variant: odd, coupon: odd }
  const params = {
    items: [item],
    search_term: odd,
    transaction_id: odd,
    coupon: odd,
    currency: odd,
  }
  return [
    { events: [view(odd, { params: { items: [item] } })], consent: 'personal' },
    { events: [view('a', { ...inside, name: 'view_item' })] },
    { events: [view('a', inside)] },
    { events: [view('a', { name: 'purchase', params: { ...params, currency: 'EUR', value: 1 } })] },
    { events: [view('a', { name: 'search', params })] },
    { events: [view('a', { name: 'filter', params: { filter: odd } })] },
    { events: [view('a', { [odd]: odd, params: { [odd]: { polluted: true } } })] },
    {
      events: [
        view('a', {
          page: { type: odd, item: odd, url: `https://a.b/${odd}?utm_source=${odd}`, title: odd },
        }),
      ],
    },
    {
      events: [view('a')],
      context: { language: odd, device: odd, region: odd, campaign: { source: odd } },
    },
    { events: [view('a')], visitor: odd, consent: 'personal' },
  ]
}

function decisions(odd: string): object[] {
  const placements = [{ placement: 'home' }, { placement: 'product' }]
  const page = { type: 'product', item: odd }
  return [
    { page, placements, consent: 'personal' },
    { page: { type: 'category', category: odd }, placements, consent: 'personal' },
    { page: { type: 'home', url: `https://a.b/${odd}`, referrer: `https://${odd}/` }, placements },
    { page, placements, cart: [odd, odd], consent: 'personal' },
    { page, placements, market: odd.slice(0, 16), language: odd.slice(0, 35), consent: 'personal' },
    { page, placements, visitor: odd, consent: 'personal' },
    {
      page,
      placements,
      context: { region: odd, campaign: { source: odd, medium: odd } },
      consent: 'personal',
    },
  ]
}
