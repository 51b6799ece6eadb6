import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { view } from './fixtures/set-up.ts'
import { filled, type Route, type ShopOfTwo, twoShops } from './fixtures/two-shops.ts'

/**
 * What anybody may call, key or not, and why. A new route is not among them: it says who
 * may call it (`callers` of its schema), or these tests are red.
 */
const OPEN = new Set([
  'GET /placements.css',
  'GET /healthz', // for the machine that watches the process
  'GET /readyz',
  'GET /openapi.json',
  'GET /console', // leads to the door
  'GET /console/enter', // the door
  'POST /v1/session', // asks for a password instead
  'POST /v1/invitations', // asks for the token of a link
])
/** Files the tag is made of, and the pages behind the console's door. */
const FILES = /^GET \/(?:[\w.-]+\.js|console\/.*)$/

test('every route says who may call it, or is known to be open', async t => {
  const { routes } = await bothShops(t)
  const unsaid = routes.filter(route => !route.callers).map(nameOf)
  assert.deepEqual(
    unsaid.filter(name => !OPEN.has(name) && !FILES.test(name)),
    [],
  )
  assert.ok(routes.length > 20)
})

test('no route opens to nobody, to a key or a session of another shop, or to a made-up one', async t => {
  const { here, there, routes } = await bothShops(t)
  const strange = {
    nothing: {},
    'public key': { key: there.keys.publicKey },
    'server key': { key: there.keys.firstServerKey },
    session: { cookie: await there.session() },
    'made-up key': { key: 'sk_00000000000000000000000000000000' },
    'made-up session': { cookie: 'vitrine_console=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
  }
  for (const route of guarded(routes)) {
    for (const [what, by] of Object.entries(strange)) {
      const { statusCode } = await here.call(route.method, filled(route.url), by)
      assert.equal(statusCode, 401, `${nameOf(route)} with ${what}`)
    }
  }
})

test('of two keys of one shop the public one opens only what pages need', async t => {
  const { here, routes } = await bothShops(t)
  for (const route of guarded(routes)) {
    const { statusCode } = await here.call(route.method, filled(route.url), {
      key: here.keys.publicKey,
    })
    if (route.callers === 'public') assert.notEqual(statusCode, 403, nameOf(route))
    else assert.equal(statusCode, 403, nameOf(route))
  }
})

test('a session of the console opens what the console reads and steers, and nothing else', async t => {
  const { here, routes } = await bothShops(t)
  const cookie = await here.session()
  for (const route of guarded(routes)) {
    if (route.callers === 'console') assert.equal(route.method, 'GET', nameOf(route))
    if (isStream(route)) continue // it would not end; its door is that of the other live pages
    const { statusCode } = await here.call(route.method, filled(route.url), { cookie })
    const isOpen = ['console', 'desk', 'person'].includes(route.callers ?? '')
    if (isOpen) assert.notEqual(statusCode, 401, nameOf(route))
    else assert.equal(statusCode, 401, nameOf(route))
  }
})

test('what the console steers, no page of another site can, with the same session', async t => {
  const { here, routes } = await bothShops(t)
  const cookie = await here.session()
  const steering = routes.filter(({ role, method }) => role !== undefined && method !== 'GET')
  assert.ok(steering.length > 0)
  for (const route of steering) {
    const { app } = here
    const headers = { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    const url = filled(route.url)
    const { statusCode } = await app.inject({ method: route.method as 'PATCH', url, headers })
    assert.equal(statusCode, 403, nameOf(route))
  }
})

test('a server key in the address opens nothing: proxies write addresses down', async t => {
  const { here, routes } = await bothShops(t)
  for (const route of guarded(routes)) {
    const url = `${filled(route.url)}?key=${here.keys.firstServerKey}`
    assert.equal((await here.call(route.method, url)).statusCode, 401, nameOf(route))
  }
})

test('what one shop knows of a visitor, no id or cookie brings out of another', async t => {
  const { here, there, routes } = await bothShops(t)
  const known = await lifeIn(there)
  const ids = [
    known.cookieValue,
    known.visitor,
    known.own,
    known.event,
    known.decision,
    'secret-item',
  ]
  const keys = [here.keys.publicKey, here.keys.firstServerKey]
  for (const route of guarded(routes).filter(route => !isStream(route))) {
    for (const id of ids) {
      for (const key of keys) {
        const url = filled(route.url, id)
        const answer = await here.call(route.method, url, { key, cookie: known.cookie })
        const said = answer.body.replaceAll(id, '')
        assert.doesNotMatch(said, /secret-item|secret-title/, `${nameOf(route)} of ${id}`)
      }
    }
  }
  const asServer = { key: there.keys.firstServerKey }
  const { body } = await there.call('GET', `/v1/visitors/${known.visitor}`, asServer)
  assert.match(body, /secret-item/, 'the shop itself knows')
})

/** One visitor of a shop who looked at one product, and everything that names this visit. */
async function lifeIn(shop: ShopOfTwo) {
  const event = view('secret-item', { consent: 'personal' })
  const own = 'customer-77'
  const decided = await shop.post('/v1/decisions', {
    consent: 'personal',
    page: { type: 'product', item: 'secret-item' },
    placements: [{ placement: 'home' }],
    event,
  })
  const cookie = String(decided.headers['set-cookie']).split(';')[0]
  await shop.post('/v1/events', { events: [event], consent: 'personal' }, { cookie })
  const [visitor] = await visitorsIn(shop)
  return {
    cookie,
    cookieValue: cookie.split('=')[1],
    own,
    visitor,
    event: event.id,
    decision: decided.json().decisionId as string,
  }
}

async function visitorsIn({ shop }: ShopOfTwo): Promise<string[]> {
  const found: string[] = []
  for await (const records of shop.read(0)) {
    for (const { type, body } of records)
      if (type === 'event' && body.visitor) found.push(body.visitor)
  }
  return found
}

async function bothShops(t: TestContext) {
  const shops = await twoShops()
  t.after(shops.close)
  return shops
}

function guarded(routes: readonly Route[]): Route[] {
  // What is opened by a link of ours has tests of its own.
  const closed = routes.filter(({ callers }) => callers !== 'link')
  return closed.filter(route => !OPEN.has(nameOf(route)) && !FILES.test(nameOf(route)))
}

function isStream(route: Route): boolean {
  return route.url === '/v1/live'
}

function nameOf({ method, url }: Route): string {
  return `${method} ${url}`
}
