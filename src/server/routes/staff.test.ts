import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { NOON, setUp, view } from '../fixtures/set-up.ts'

const HOME = { page: { type: 'home', url: '/' }, placements: [{ placement: 'home' }] }
const PERSONAL = { consent: 'personal' }
/** A button alone, as a browser sends it. */
const FORM = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: '' }

test('a pass marks one browser once, and what it does is kept as the staff’s, outside learning and split', async t => {
  const { shop, post, app, records, pass } = await setUpShop(t)
  const path = await pass()
  for (const method of ['HEAD', 'GET'] as const) {
    const page = await app.inject({ method, url: path })
    assert.equal(page.statusCode, 200, 'whoever looks at a letter’s links marks nobody')
    assert.equal(page.headers['set-cookie'], undefined)
  }
  const entered = await app.inject({ method: 'POST', url: `${path}&to=/p/1`, ...FORM })
  assert.deepEqual([entered.statusCode, entered.headers.location], [303, '/p/1'])
  const again = await app.inject({ method: 'POST', url: path, ...FORM })
  assert.deepEqual([again.statusCode, again.json().code], [403, 'pass_used'])
  const staff = cookieIn(entered)
  const decided = await post('/v1/decisions', { ...HOME, ...PERSONAL }, { cookie: staff })
  const cookie = `${cookieIn(decided)}; ${staff}`
  assert.equal(decided.json().slice, 'engine')
  await post('/v1/events', { ...PERSONAL, events: [view('boot')] }, { cookie })
  const kept = (await records()).filter(({ type }) => type === 'event' || type === 'decision')
  assert.equal(kept.length, 2)
  assert.ok(kept.every(({ body }) => (body as { staff?: boolean }).staff === true))
  assert.equal(assigned(shop), 0)
  // The same from anybody is a visitor.
  await post('/v1/decisions', { ...HOME, ...PERSONAL })
  assert.equal(assigned(shop), 1)
})

test('who was a visitor and turns out to be staff leaves the comparison', async t => {
  const { shop, post, app, pass } = await setUpShop(t)
  const first = await post('/v1/decisions', { ...HOME, ...PERSONAL })
  assert.equal(assigned(shop), 1)
  const staff = cookieIn(await app.inject({ method: 'POST', url: await pass(), ...FORM }))
  const cookie = `${cookieIn(first)}; ${staff}`
  await post('/v1/decisions', { ...HOME, ...PERSONAL }, { cookie })
  assert.equal(assigned(shop), 0)
})

test('a made-up or old mark marks nobody, and a page cannot say that it is staff', async t => {
  const { post, app, env, records, pass } = await setUpShop(t)
  const real = cookieIn(await app.inject({ method: 'POST', url: await pass(), ...FORM }))
  const said = await post('/v1/decisions', { ...HOME, staff: true })
  assert.deepEqual([said.statusCode, said.json().field], [403, '/staff'])
  env.time += 31 * 24 * 3_600_000
  const forged = `vitrine_staff=${real.split('=')[1].slice(0, -2)}xx`
  for (const cookie of [real, forged, 'vitrine_staff=.', 'vitrine_staff=e30.e30']) {
    const event = view('boot', { time: env.time })
    await post('/v1/events', { ...PERSONAL, events: [event] }, { cookie })
  }
  const events = (await records()).filter(({ type }) => type === 'event')
  assert.equal(events.length, 4)
  assert.ok(events.every(({ body }) => !('staff' in body)))
})

test('marks and passes are taken back at once, all of them, and new ones hold', async t => {
  const { app, env, asServer, pass, isMarked } = await setUpShop(t)
  const enter = async (url: string) => await app.inject({ method: 'POST', url, ...FORM })
  const before = cookieIn(await enter(await pass()))
  const waiting = await pass()
  assert.equal(await isMarked(before), true)
  env.time += 1
  const ended = await app.inject({ method: 'DELETE', url: '/v1/staff', headers: asServer })
  assert.equal(ended.statusCode, 200)
  assert.equal(await isMarked(before), false)
  assert.equal((await enter(waiting)).statusCode, 403)
  env.time += 1
  assert.equal(await isMarked(cookieIn(await enter(await pass()))), true)
})

test('the browsers somebody had marked end with their account, and when they sign out everywhere', async t => {
  for (const ends of ['signs out', 'is removed'] as const) {
    const { app, env, people, door, isMarked } = await setUpShop(t)
    const person = people.drafted({ email: 'ines@shop.example', name: 'Ines', role: 'owner' })
    people.add(person)
    people.change(person.id, known => ({ ...known, password: 'kept elsewhere' }))
    const cookie = `vitrine_console=${door.sessions.open(person.id, 'Firefox')}`
    const token = door.sessions.of(person.id)[0].token
    const headers = { cookie, 'x-vitrine-token': token }
    const made = await app.inject({ method: 'POST', url: '/v1/staff/links', headers })
    const staff = cookieIn(await app.inject({ method: 'POST', url: made.json().path, ...FORM }))
    assert.equal(await isMarked(staff), true)
    env.time += 1
    if (ends === 'is removed') people.remove(person.id)
    else await app.inject({ method: 'DELETE', url: '/v1/account/sessions', headers })
    assert.equal(await isMarked(staff), false, ends)
  }
})

test('a pass leads nowhere but to a page of this host', async t => {
  const { app, pass } = await setUpShop(t)
  for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example', '/a%0d%0ab\r\n']) {
    const url = `${await pass()}&to=${encodeURIComponent(to)}`
    for (const method of ['GET', 'POST'] as const) {
      assert.equal((await app.inject({ method, url, ...FORM })).statusCode, 400, to)
    }
  }
})

test('the shop’s server may say that somebody is staff', async t => {
  const { post, asServer, records } = await setUpShop(t)
  await post('/v1/decisions', { ...HOME, visitor: 'ines', staff: true }, asServer)
  const [made] = (await records()).filter(({ type }) => type === 'decision')
  assert.equal((made.body as { staff?: boolean }).staff, true)
})

test('a preview shows the experience that was asked for, to anybody who has it, and keeps nothing', async t => {
  const { post, app, env, asServer, records } = await setUpShop(t)
  const payload = { experience: 'home/explore' }
  const made = await app.inject({ method: 'POST', url: '/v1/previews', payload, headers: asServer })
  const preview = made.json().query.replace('?vitrine-preview=', '')
  const before = (await records()).length
  const asked = { ...HOME, ...PERSONAL, preview, event: view() }
  const shown = await post('/v1/decisions', asked)
  assert.equal(shown.json().placements[0].experience, 'home/explore')
  assert.equal(shown.json().slice, 'none')
  assert.equal((await records()).length, before)
  const changed = await post('/v1/decisions', { ...asked, preview: `${preview.slice(0, -1)}_` })
  assert.deepEqual([changed.statusCode, changed.json().field], [403, '/preview'])
  env.time += 25 * 3_600_000
  const old = await post('/v1/decisions', asked)
  assert.deepEqual([old.statusCode, old.json().code], [403, 'note_expired'])
})

test('only an experience that there is has a preview', async t => {
  const { app, asServer } = await setUpShop(t)
  const payload = { experience: 'home/none' }
  const made = await app.inject({ method: 'POST', url: '/v1/previews', payload, headers: asServer })
  assert.deepEqual([made.statusCode, made.json().field], [404, '/experience'])
})

async function setUpShop(t: TestContext) {
  const set = await setUp()
  t.after(set.close)
  const { app, asServer, shop } = set
  set.env.time = NOON
  const records = async () => {
    await set.shop.take([])
    const found = []
    for await (const some of shop.read(0)) found.push(...some)
    return found
  }
  const pass = async (): Promise<string> => {
    const made = await app.inject({ method: 'POST', url: '/v1/staff/links', headers: asServer })
    return made.json().path
  }
  const isMarked = async (cookie: string): Promise<boolean> =>
    (await app.inject({ url: '/v1/debug', headers: { cookie } })).statusCode === 200
  return { ...set, records, pass, isMarked }
}

function cookieIn({ headers }: { headers: Record<string, unknown> }): string {
  return String(headers['set-cookie']).split(';')[0]
}

function assigned(shop: Awaited<ReturnType<typeof setUp>>['shop']): number {
  const { slices } = shop.report({ kind: 'summary' })
  return Object.values(slices).reduce((sum, { visitors }) => sum + visitors, 0)
}
