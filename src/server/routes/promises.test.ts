import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { merchant } from '../rules/fixtures/merchant.ts'

const FACTS = { currency: 'EUR', deliveryPrice: 490, freeDeliveryFrom: 8_000, returnDays: 60 }

test('promises are changed by hand with what they were before, and the same again writes nothing', async t => {
  const shop = await merchant()
  t.after(shop.close)
  const first = await shop.call('PUT', '/v1/promises/FR', { ...FACTS, why: 'a new carrier' })
  assert.equal(first.status, 200, JSON.stringify(first.body))
  assert.deepEqual(first.body.facts, [{ country: 'FR', ...FACTS }])
  const { position } = shop.shop.engine
  await shop.call('PUT', '/v1/promises/FR', FACTS)
  assert.equal(shop.shop.engine.position, position)
  await shop.call('PUT', '/v1/promises/FR', { ...FACTS, returnDays: 30 })
  const [change, made] = shop.shop.engine.audit.before(Infinity, 2)
  assert.deepEqual([change.what, change.on], ['shop_facts', 'FR'])
  assert.equal((change.before as { returnDays: number }).returnDays, 60)
  assert.equal((change.after as { returnDays: number }).returnDays, 30)
  assert.deepEqual([made.before, made.why], [null, 'a new carrier'])
})

test('a promise that cannot be is refused by its field', async t => {
  const shop = await merchant()
  t.after(shop.close)
  for (const [field, value] of [
    ['returnDays', -1],
    ['deliveryPrice', null],
    ['vat', 20],
    ['currency', 'euro'],
  ] as const) {
    const { status, body } = await shop.call('PUT', '/v1/promises/FR', { ...FACTS, [field]: value })
    assert.deepEqual([status, body.field], [400, `/${field}`], body.detail)
  }
  assert.equal((await shop.call('PUT', '/v1/promises/france', FACTS)).status, 400)
})

test('the calendar says what begins and what ends from now on, soonest first', async t => {
  const shop = await merchant()
  t.after(shop.close)
  const now = shop.env.now()
  const id = await shop.write({ experience: 'home/explore', until: now + 2 * DAY })
  const guide = { id: 'g', type: 'guide', title: 'Soldes', url: 'https://a.example/s' }
  const content = { ...guide, language: 'fr', from: now + DAY, to: now + 3 * DAY }
  const sent = await shop.call('POST', '/v1/content', [content])
  assert.equal(sent.body.accepted, 1, JSON.stringify(sent.body))
  const read = async () => (await shop.call('GET', '/v1/promises')).body
  const { calendar, contents } = await read()
  assert.deepEqual(
    calendar.map(({ kind }: { kind: string }) => kind),
    ['content_begins', 'rule_ends', 'content_ends'],
  )
  assert.equal(calendar[1].rule, id)
  assert.equal(contents[0].title, 'Soldes')
  shop.env.time += 2 * DAY
  assert.deepEqual(
    (await read()).calendar.map(({ kind }: { kind: string }) => kind),
    ['content_ends'],
  )
})
