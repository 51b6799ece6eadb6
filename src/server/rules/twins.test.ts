import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuleTwins } from '../../schema/twins.ts'
import { boots } from '../catalogue-room/fixtures/wanted.ts'
import { merchant } from './fixtures/merchant.ts'

const TSV = 'text/tab-separated-values'
const HEAD = 'id\ttitle\tlink\tprice\tavailability\tproduct_type\tbrand\titem_group_id\tsize'
const FEED = {
  method: 'POST' as const,
  url: '/v1/catalogue/products?country=FR&language=fr&currency=EUR',
  payload: [HEAD, ...boots(6)].join('\n'),
}

test('two who were here differ in what the rule asks for, and only one is shown what it pins', async t => {
  const shop = await merchant()
  t.after(shop.close)
  const id = await shop.write({ when: { device: 'mobile' }, experience: 'home/best-reviewed' })
  const none: RuleTwins = (await shop.call('GET', `/v1/rules/${id}/twins`)).body
  assert.deepEqual([none.twins, none.looked], [[], 0])
  await shop.app.inject({ ...FEED, headers: { ...shop.asServer, 'content-type': TSV } })
  for (let n = 0; n < 8; n++) {
    const page = { name: 'page_view', page: { type: 'home' }, time: shop.env.now() }
    const { status } = await shop.call('POST', '/v1/events', { visitor: `v${n}`, events: [page] })
    assert.equal(status, 202)
  }
  const { position } = shop.shop.engine
  const told = await shop.call('GET', `/v1/rules/${id}/twins?language=fr`)
  assert.equal(told.status, 200, JSON.stringify(told.body))
  const [one, other]: RuleTwins['twins'] = told.body.twins
  assert.deepEqual([one.fits, other.fits], [true, false])
  assert.equal(one.experience, 'home/best-reviewed')
  assert.ok(one.show && one.items.length > 0, JSON.stringify(one))
  assert.match(one.items[0].title, /^Chaussure Combe/)
  assert.match(one.says.fr, /mobile/i)
  assert.match(other.says.fr, /ordinateur/i)
  assert.notEqual(one.visitor, other.visitor)
  assert.ok(told.body.alike > 0)
  assert.equal(shop.shop.engine.position, position, 'nothing of it is kept')
  const unknown = await shop.call('GET', '/v1/rules/r00000000000/twins')
  assert.equal(unknown.status, 404)
})
