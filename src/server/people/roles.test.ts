import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { ROLES, type Role } from '../../schema/person.ts'
import { filled, type Route, type ShopOfTwo, twoShops } from '../fixtures/two-shops.ts'
import { isAtLeast } from '../trust.ts'
import { entered, joined, member } from './fixtures/team.ts'

/** Routes of the console: what sessions open, by reading or by writing. */
const OF_SESSIONS = new Set(['console', 'desk', 'person'])

test('every route a session opens says the least role, and no other does', async t => {
  const { routes } = await shops(t)
  for (const route of routes) {
    const isOfSessions = OF_SESSIONS.has(route.callers ?? '')
    assert.equal(route.role !== undefined, isOfSessions, nameOf(route))
    if (isOfSessions && route.role) assert.ok(ROLES.includes(route.role), nameOf(route))
  }
})

test('each role opens what its routes say and nothing else, to readers and to writers', async t => {
  const { here, routes } = await shops(t)
  const cells = { open: 0, shut: 0 }
  for (const role of ROLES) {
    const person = await member(here, role)
    for (const route of routes.filter(isTried)) {
      const by = entered(here, person) // some routes end the session that calls them
      const { statusCode, body } = await here.call(route.method, filled(route.url), by)
      const isShut = statusCode === 403 && JSON.parse(body).code === 'role'
      const name = `${nameOf(route)} as ${role}`
      assert.equal(isShut, !isAtLeast(role, route.role as Role), name)
      assert.notEqual(statusCode, 401, name)
      cells[isShut ? 'shut' : 'open']++
    }
  }
  assert.ok(cells.open > 60 && cells.shut > 30, JSON.stringify(cells))
})

test('what a session says it may is what the routes let it', async t => {
  const { here, routes } = await shops(t)
  for (const role of ROLES) {
    const by = await joined(here, role)
    const { may } = (await here.call('GET', '/v1/session', by)).json()
    const expected = routes.filter(route => route.role && isAtLeast(role, route.role)).map(nameOf)
    assert.deepEqual(may.sort(), expected.sort(), role)
  }
})

test('no session changes anything without its token, or with another session’s', async t => {
  const { here, routes } = await shops(t)
  const [own, other] = [await joined(here, 'owner'), await joined(here, 'owner')]
  const writing = routes.filter(isTried).filter(({ method }) => method !== 'GET')
  assert.ok(writing.length > 10)
  for (const route of writing) {
    for (const token of ['', 'x', other.token]) {
      const answer = await here.call(route.method, filled(route.url), { ...own, token })
      assert.equal(answer.statusCode, 403, nameOf(route))
      assert.equal(answer.json().code, 'session_token', nameOf(route))
    }
  }
})

test('a role that is changed counts at the next call, and who is removed is out', async t => {
  const { here } = await shops(t)
  const owner = await joined(here, 'owner')
  const editor = await joined(here, 'editor')
  const rules = () => here.call('POST', '/v1/rules', editor)
  assert.equal((await rules()).statusCode, 400)
  const { person, shop } = (await here.call('GET', '/v1/session', editor)).json()
  assert.match(shop, /^[A-Z]/, 'as the live page calls it')
  const changed = await here.send('PATCH', `/v1/people/${person.id}`, owner, { role: 'viewer' })
  assert.equal(changed.statusCode, 200)
  assert.equal((await rules()).json().code, 'role')
  assert.equal((await here.send('DELETE', `/v1/people/${person.id}`, owner)).statusCode, 200)
  assert.equal((await rules()).statusCode, 401)
})

test('nobody gives a role above their own, nor touches who stands as high or is themselves', async t => {
  const { here } = await shops(t)
  const manager = await joined(here, 'manager')
  const owner = await joined(here, 'owner')
  const idOf = async (by: typeof owner) =>
    (await here.call('GET', '/v1/session', by)).json().person.id
  const invite = (role: Role) =>
    here.send('POST', '/v1/people', manager, { email: `${role}@new.example`, name: 'N', role })
  assert.equal((await invite('editor')).statusCode, 200)
  for (const role of ['manager', 'owner'] as const) {
    assert.equal((await invite(role)).json().code, 'rank', role)
  }
  const [boss, self] = [await idOf(owner), await idOf(manager)]
  for (const [method, url, body] of [
    ['DELETE', `/v1/people/${boss}`, undefined],
    ['PATCH', `/v1/people/${boss}`, { role: 'viewer' }],
    ['POST', `/v1/people/${boss}/invitation`, undefined],
  ] as const) {
    assert.equal((await here.send(method, url, manager, body)).json().code, 'rank', url)
  }
  const raised = await here.send('PATCH', `/v1/people/${self}`, manager, { role: 'editor' })
  assert.equal(raised.json().code, 'yourself')
})

/** A stream would not end: its door is that of the other live pages. */
function isTried({ role, url }: Route): boolean {
  return role !== undefined && url !== '/v1/live'
}

function nameOf({ method, url }: Route): string {
  return `${method} ${url}`
}

async function shops(t: TestContext) {
  const made = await twoShops()
  t.after(made.close)
  return made as typeof made & { here: ShopOfTwo }
}
