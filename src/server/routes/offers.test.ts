import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { DAY, HOUR } from '../../core/clock.ts'
import { TERMS } from '../../engine/fixtures/offering.ts'
import { hesitating, stocked, untilOffered } from '../fixtures/offers.ts'
import { NOON, setUp, TestEnv } from '../fixtures/set-up.ts'

test('J7 over HTTP: shown with its code, verified, redeemed once, undone with its order', async t => {
  const { ask, env } = await offering(t)
  const { voucher, nudge } = await untilOffered(ask, env.now, 'v')
  assert.match(nudge.text, /^Hesitating\? −10% on Combe P\d, offered only once\.$/)
  assert.match(nudge.more ?? '', /^Chosen automatically for you/)
  const { code, value } = voucher
  const good = await ask('POST', '/v1/offers/verify', { code })
  assert.deepEqual([good.good, good.state, good.value], [true, 'reserved', value])

  const settled = await ask('POST', '/v1/offers/redeem', { code, order: 'A-1', value: value - 1 })
  assert.deepEqual([settled.state, settled.settled, settled.order], ['settled', value - 1, 'A-1'])
  const again = await ask('POST', '/v1/offers/redeem', { code, order: 'A-1' })
  assert.equal(again.settled, value - 1, 'the same order may say so twice')
  const other = await ask('POST', '/v1/offers/redeem', { code, order: 'A-2' })
  assert.deepEqual([other.status, other.code, other.field], [409, 'offer_used', '/code'])

  const undone = await ask('POST', '/v1/offers/release', { code, order: 'A-1' })
  assert.deepEqual([undone.good, undone.order], [true, undefined])
  const [one, two] = await Promise.all(
    ['B-1', 'B-2'].map(order => ask('POST', '/v1/offers/redeem', { code, order })),
  )
  assert.deepEqual([one.state, two.code], ['settled', 'offer_used'], 'two at once, one is served')
})

test('an offer lapses when its time comes and gives its budget back', async t => {
  const { ask, env } = await offering(t)
  const { voucher } = await untilOffered(ask, env.now, 'v')
  assert.equal((await ask('GET', '/v1/offers')).committed, voucher.value)
  env.time = voucher.expires
  const lapsed = await ask('POST', '/v1/offers/redeem', { code: voucher.code, order: 'A-1' })
  assert.equal(lapsed.code, 'offer_lapsed')
  await hesitating(ask, env.now, 'somebody')
  const { committed, counts } = await ask('GET', '/v1/offers')
  assert.equal(counts.lapsed, 1)
  assert.ok(committed === 0 || counts.reserved === 1)
})

test('who is at the door at the same time as others does not break the budget', async t => {
  const { ask, env } = await offering(t)
  await ask('PUT', '/v1/offers/terms', { ...TERMS, budgetPerDay: 1_700 })
  await Promise.all(Array.from({ length: 40 }, (_, n) => hesitating(ask, env.now, `v${n}`)))
  const { committed, counts, left } = await ask('GET', '/v1/offers')
  assert.equal(counts.reserved, 2)
  assert.ok(committed <= 1_700 && left.today === 1_700 - committed)
})

test('terms are off until they are given, must be sound, and are told as they were given', async t => {
  const { app, asServer, close } = await setUp()
  t.after(close)
  const ask = asking(app, asServer)
  assert.deepEqual(await ask('GET', '/v1/offers/terms'), { terms: null })
  assert.equal((await ask('GET', '/v1/offers')).on, false)
  const refused = async (terms: object) => {
    const { status, field } = await ask('PUT', '/v1/offers/terms', terms)
    return `${status} ${field}`
  }
  assert.equal(await refused({ ...TERMS, amount: 500 }), '400 /percent')
  assert.equal(await refused({ ...TERMS, budgetPerDay: 20_000 }), '400 /budgetPerDay')
  assert.equal(await refused({ ...TERMS, percent: 91 }), '400 /percent')
  assert.equal(await refused({ ...TERMS, codes: ['A B C'] }), '400 /codes/0')
  assert.deepEqual(await ask('PUT', '/v1/offers/terms', TERMS), { terms: TERMS })
  assert.deepEqual(await ask('GET', '/v1/offers/terms'), { terms: TERMS })
})

test('no other text than a code we gave is one', async t => {
  const { ask, env } = await offering(t)
  const { code } = (await untilOffered(ask, env.now, 'v')).voucher
  const stranger = await offering(t, 7)
  const theirs = (await untilOffered(stranger.ask, stranger.env.now, 'v')).voucher.code
  const verify = (text: string) => ask('POST', '/v1/offers/verify', { code: text })
  const near = fc
    .tuple(fc.nat(code.length - 1), fc.constantFrom(...'Aa0_-.Zz9', '\0', ' ', 'é'))
    .map(([at, letter]) => code.slice(0, at) + letter + code.slice(at + 1))
  const parts = fc
    .array(fc.constantFrom(...code.split('.'), '__proto__', ''), { minLength: 1, maxLength: 6 })
    .map(all => all.join('.'))
  const hostile = fc.oneof(near, parts, fc.string({ minLength: 1, maxLength: 128 }))
  await fc.assert(
    fc.asyncProperty(hostile, async text => {
      if (text !== code) assert.deepEqual(await verify(text), { good: false, state: 'unknown' })
    }),
    { seed: 3, numRuns: 200, examples: [[theirs], ['__proto__'], ['constructor'], [`${code} `]] },
  )
  assert.equal((await verify('x'.repeat(200))).status, 400)
  assert.equal((await ask('POST', '/v1/offers/redeem', { code: theirs, order: '1' })).status, 404)
  assert.equal((await verify(code)).good, true)
})

async function offering(t: TestContext, seed = 1) {
  const server = await setUp({ env: new TestEnv(seed) })
  t.after(server.close)
  await server.shop.take(stocked(NOON - 40 * DAY))
  server.env.time = NOON + HOUR
  return { ...server, ask: asking(server.app, server.asServer) }
}

function asking(app: Awaited<ReturnType<typeof setUp>>['app'], headers: Record<string, string>) {
  return async (method: string, url: string, payload?: object) =>
    (
      await app.inject({ method: method as 'POST', url, headers, ...(payload && { payload }) })
    ).json()
}
