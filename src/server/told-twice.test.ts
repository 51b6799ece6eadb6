import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { SECOND } from '../core/clock.ts'
import { visitorKey } from '../core/visitor-key.ts'
import { cookieFor, setUp } from './fixtures/set-up.ts'

/** What her browser holds, and what her account is called in the shop. */
const ANNA = cookieFor('anna')
const SECRET = 'anna'.padEnd(43, 'x')
const ACCOUNT = 'customer-77'

/** Who tells of the one order, in which turn; `login` says that the browser is the account. */
type Step = 'browser' | 'server' | 'server, named' | 'login'
const TURNS: Step[][] = [
  ['browser', 'server'],
  ['server', 'browser'],
  ['server', 'server', 'browser', 'browser'],
  ['server', 'login', 'browser'],
  ['login', 'browser', 'server, named'],
  ['login', 'server, named', 'browser'],
  ['server', 'browser', 'login', 'server, named'],
  ['browser', 'login', 'server, named'],
  ['server', 'server, named', 'login'],
  ['browser', 'server, named', 'login'],
  ['server, named', 'browser', 'login'],
]

for (const turns of TURNS) {
  test(`told by ${turns.join(', then ')}: one order, of one person`, async t => {
    const { shop, env, tables, tell } = await boughtOnce(t)
    for (const step of turns) await tell(step)
    const { orders, slices, results } = shop.report({ kind: 'summary' })
    assert.deepEqual([orders.counted, orders.verified, orders.ofNobody], [1, 1, 0])
    assert.equal(sumOf(slices, 'orders'), 1)
    assert.equal(sumOf(slices, 'revenue'), 10_000)
    assert.equal(sumOf(slices, 'unverifiedOrders'), 0)
    assert.equal(results.basis, 'verified')
    assert.equal((await shop.visitor(visitorKey(SECRET), env.now()))?.acts, 1)
    const { rows } = await tables('SELECT count(*), count(visitor) FROM orders')
    assert.deepEqual(rows.flat().map(Number), [1, 1])
  })
}

test('an order that nobody’s page told of is counted, in no slice, and it is said how many there are', async t => {
  const { shop, tell } = await boughtOnce(t)
  await tell('server')
  const { orders, slices } = shop.report({ kind: 'summary' })
  assert.deepEqual([orders.counted, orders.verified, orders.ofNobody], [1, 1, 1])
  assert.equal(sumOf(slices, 'orders'), 0)
})

test('an order of nobody is of the first who tells of it, and of no other after', async t => {
  const { shop, tables, tell } = await boughtOnce(t)
  await tell('server')
  await tell('browser')
  const theirs = 'SELECT visitor FROM orders'
  const before = shop.report({ kind: 'summary' }).slices.map(money)
  const { rows } = await tables(theirs)
  await tell('browser', cookieFor('somebody else'))
  const { slices, orders } = shop.report({ kind: 'summary' })
  assert.deepEqual(slices.map(money), before)
  assert.deepEqual((await tables(theirs)).rows, rows)
  assert.equal(orders.ofNobody, 0)
})

test('the order of somebody who was erased is nobody else’s', async t => {
  const { shop, post, tell } = await boughtOnce(t)
  await tell('server')
  await tell('browser')
  await post('/v1/privacy/erase', {}, ANNA)
  const before = shop.report({ kind: 'summary' }).slices.map(money)
  await tell('browser', cookieFor('somebody else'))
  const { slices, orders } = shop.report({ kind: 'summary' })
  assert.deepEqual(slices.map(money), before)
  assert.equal(orders.ofNobody, 0)
})

/** A shop in which Anna was shown a page, and who tells of what she bought. */
async function boughtOnce(t: TestContext) {
  const { shop, env, post, services, asServer, close } = await setUp()
  t.after(close)
  const home = { page: { type: 'home' }, placements: [{ placement: 'home' }], consent: 'personal' }
  await post('/v1/decisions', home, ANNA)
  async function tell(step: Step, browser = ANNA): Promise<void> {
    env.time += SECOND
    const answer = await answerTo(step, browser)
    assert.ok(answer.statusCode < 300, answer.body)
  }
  function answerTo(step: Step, browser: { cookie: string }) {
    const events = [{ name: 'purchase', time: env.time, params: BOOTS }]
    if (step === 'login') return post('/v1/identity', { visitor: SECRET, user: ACCOUNT }, asServer)
    if (step === 'browser') return post('/v1/events', { events, consent: 'personal' }, browser)
    const visitor = step === 'server' ? undefined : ACCOUNT
    return post('/v1/events', { visitor, events }, asServer)
  }
  const tables = (sql: string) => services.analytics.ask({ sql })
  return { shop, env, post, tables, tell }
}

const BOOTS = {
  ...{ transaction_id: 'A-1001', currency: 'EUR', value: 100 },
  items: [{ item_id: 'boot', price: 100, quantity: 1 }],
}

type Slice = { orders: number; revenue: number; unverifiedOrders: number }

function sumOf(slices: readonly Slice[], figure: keyof Slice): number {
  return slices.reduce((sum, slice) => sum + slice[figure], 0)
}

function money({ orders, revenue }: Slice) {
  return { orders, revenue }
}
