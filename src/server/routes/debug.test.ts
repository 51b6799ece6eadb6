import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Debugged } from '../../schema/debugged.ts'
import { setUp, view } from '../fixtures/set-up.ts'

const PERSONAL = { consent: 'personal' }
const HOME = { page: { type: 'home', url: '/' }, placements: [{ placement: 'home' }] }

test('each event of a browser is told with its judgement and what it changed, and each decision with its chance', async t => {
  const { post, staff, ask } = await shop(t)
  const first = await post('/v1/events', { ...PERSONAL, events: [view('boot')] }, { cookie: staff })
  const cookie = `${cookieIn(first)}; ${staff}`
  assert.deepEqual((await ask(cookie)).happenings, [], 'nobody looked before')
  const again = view('other')
  const price = view('dear', { params: { items: [{ item_id: 'dear', price: '12' }] } })
  await post('/v1/events', { ...PERSONAL, events: [again, price] }, { cookie })
  await post('/v1/events', { ...PERSONAL, events: [again, { name: 'teleport' }] }, { cookie })
  await post('/v1/decisions', { ...HOME, ...PERSONAL }, { cookie })
  const { happenings, isStaff } = await ask(cookie)
  assert.equal(isStaff, true)
  assert.deepEqual(
    happenings.map(one => [one.name, one.status]),
    [
      ['view_item', 'accepted'],
      ['view_item', 'repaired'],
      ['view_item', 'repeated'],
      ['teleport', 'refused'],
      ['home', 'decided'],
    ],
  )
  assert.ok(happenings[0].moved.length > 0 && happenings[2].moved.length === 0)
  assert.ok(happenings[3].why.length === 2, 'why, and the way out')
  const [choice] = happenings[4].choices
  assert.ok(choice.propensity > 0 && choice.propensity <= 1)
  assert.deepEqual((await ask(cookie, happenings[3].n)).happenings.length, 1)
})

test('it is told to the shop’s people only, of the browser that asks and of nobody else', async t => {
  const { app, post, staff, ask, door } = await shop(t)
  const anna = cookieIn(await post('/v1/events', { ...PERSONAL, events: [view('secret')] }))
  const boris = cookieIn(await post('/v1/events', { ...PERSONAL, events: [view('boot')] }))
  assert.equal((await app.inject({ url: '/v1/debug', headers: { cookie: anna } })).statusCode, 401)
  await ask(`${anna}; ${staff}`)
  await post('/v1/events', { ...PERSONAL, events: [view('secret')] }, { cookie: anna })
  assert.equal((await ask(`${boris}; ${staff}`)).happenings.length, 0)
  assert.equal((await ask(staff)).isKnown, false)
  const entered = await app.inject(`/console/enter?token=${door.newLink()}`)
  assert.equal((await ask(`${anna}; ${cookieIn(entered)}`)).happenings.length, 1)
  const foreign = { cookie: `${anna}; ${staff}`, origin: 'https://evil.example' }
  assert.equal((await app.inject({ url: '/v1/debug', headers: foreign })).statusCode, 403)
})

async function shop(t: TestContext) {
  const set = await setUp()
  t.after(set.close)
  const { app, asServer } = set
  const made = await app.inject({ method: 'POST', url: '/v1/staff/links', headers: asServer })
  const staff = cookieIn(await app.inject({ method: 'POST', url: made.json().path }))
  const ask = async (cookie: string, after = 0) => {
    const answer = await app.inject({ url: `/v1/debug?after=${after}`, headers: { cookie } })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json() as Debugged
  }
  return { ...set, staff, ask }
}

function cookieIn({ headers }: { headers: Record<string, unknown> }): string {
  return String(headers['set-cookie']).split(';')[0]
}
