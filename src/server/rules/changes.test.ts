import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Check } from 'typebox/value'
import { DAY, HOUR } from '../../core/clock.ts'
import { LIMITS } from '../../schema/limits.ts'
import { openMemoryShop } from '../../store/open.ts'
import { entered, member } from '../people/fixtures/team.ts'
import { RuleDesk } from './desk.ts'
import { merchant, teach } from './fixtures/merchant.ts'

const RULE = {
  placement: 'home',
  when: { device: 'mobile' },
  experience: 'home/explore',
  action: 'pin',
}

test('every change is kept with who made it, why, and the rule before and after', async t => {
  const { call, write, keys, detail, close, env } = await merchant()
  t.after(close)
  const id = await write({ ...RULE, why: 'a trial' })
  env.time += HOUR
  const limit = { action: 'limit', share: 0.1, note: 'too loud', why: 'complaints' }
  await call('PATCH', `/v1/rules/${id}`, limit)
  await call('PATCH', `/v1/rules/${id}`, { action: 'none' })
  const { history } = await detail(id)
  const by = keys.recognise(keys.firstServerKey!)!.name
  assert.deepEqual(
    history.map(one => [one.by, one.why, one.before?.action, one.after?.action]),
    [
      [by, undefined, 'limit', undefined],
      [by, 'complaints', 'pin', 'limit'],
      [by, 'a trial', undefined, 'pin'],
    ],
  )
  assert.deepEqual(history[1].after?.note, 'too loud')
  assert.equal(history[1].time - history[2].time, HOUR)
})

test('a note stays with its rule when the action is taken back, until it is taken away itself', async t => {
  const { call, write, close } = await merchant()
  t.after(close)
  const id = await write({ ...RULE, note: 'winter sale' })
  const patched = async (patch: object) => (await call('PATCH', `/v1/rules/${id}`, patch)).body
  await patched({ action: 'none' })
  const again = await patched({ action: 'approve' })
  assert.deepEqual([again.action, again.note], ['approve', 'winter sale'])
  await patched({ action: 'none' })
  assert.equal((await patched({ action: 'pin', note: 'spring' })).note, 'spring')
  await patched({ note: null })
  await patched({ action: 'none' })
  assert.equal((await patched({ action: 'pin' })).note, undefined)
})

test('who spoke of a rule is named while they have an account', async t => {
  const shop = await merchant()
  t.after(shop.close)
  const person = await member(shop, 'editor')
  const { cookie, token } = entered(shop, person)
  const headers = { cookie, 'x-vitrine-token': token }
  const id = (await shop.post('/v1/rules', RULE, headers)).json().id
  const told = async () => (await shop.detail(id)).history[0]
  assert.deepEqual([(await told()).by, (await told()).name], [person.id, person.name])
  shop.people.remove(person.id)
  assert.deepEqual([(await told()).by, (await told()).name], [person.id, undefined])
})

test('the same change sent again changes nothing and writes nothing', async t => {
  const { call, shop, close } = await merchant()
  t.after(close)
  const first = await call('POST', '/v1/rules', RULE)
  assert.equal(first.status, 201)
  const patch = { action: 'limit', share: 0.2, until: 2e12, note: 'so it is' }
  await call('PATCH', `/v1/rules/${first.body.id}`, patch)
  await call('PATCH', '/v1/approval', { cart: true })
  const { position } = shop.engine
  const again = await call('PATCH', `/v1/rules/${first.body.id}`, patch)
  assert.deepEqual([again.status, again.body.share, again.body.until], [200, 0.2, 2e12])
  assert.equal((await call('POST', '/v1/rules', { ...RULE, ...patch })).status, 200)
  assert.equal((await call('PATCH', '/v1/approval', { cart: true, home: false })).status, 200)
  assert.equal(shop.engine.position, position)
})

test('two who change a rule at once come one after the other, and each "before" was so', async t => {
  const { shop, env, write, detail, close } = await merchant()
  t.after(close)
  const id = await write(RULE)
  const desk = new RuleDesk(shop, env)
  const shares = Array.from({ length: 10 }, (_, n) => (n + 1) / 100)
  const limit = (share: number) =>
    desk.change(id, undefined, { action: 'limit', share }, 'somebody')
  await Promise.all(shares.map(limit))
  const { history } = await detail(id)
  assert.equal(history.length, 11)
  for (let n = 1; n < history.length; n++) {
    assert.deepEqual(history[n - 1].before, history[n].after)
  }
  assert.equal(history[0].after?.share, 0.1)
})

test('what a rule cannot be is refused with the field and the way out', async t => {
  const { call, write, env, close } = await merchant()
  t.after(close)
  const id = await write(RULE)
  await call('POST', '/v1/rules', { ...RULE, experience: 'home/next', action: 'forbid' })
  const past = env.time - 1
  const three = { device: 'mobile', source: 'search', visit: 'first' }
  const byDefault = { ...RULE, experience: 'home/bestsellers' }
  const refused: [object, number, string, string, RegExp][] = [
    [{ ...RULE, placement: 'moon' }, 400, 'invalid_field', '/placement', /placement/],
    [{ ...RULE, experience: 'cart/next' }, 400, 'unknown_value', '/experience', /home\/explore/],
    [{ ...RULE, when: { shoe: 'red' } }, 400, 'unknown_value', '/when/shoe', /device, /],
    [{ ...RULE, when: { device: 'phone' } }, 400, 'unknown_value', '/when/device', /mobile/],
    [{ ...RULE, when: { ...three, term: 'ski' } }, 400, 'invalid_field', '/when', /3/],
    [{ ...RULE, action: 'limit' }, 409, 'rule_exists', '/action', /PATCH \/v1\/rules\/r/],
    [{ ...RULE, when: {}, action: 'limit' }, 400, 'missing', '/share', /\.2/],
    [{ ...RULE, when: {}, share: 0.5 }, 400, 'not_with', '/share', /limit/],
    [{ ...RULE, when: {}, until: past }, 400, 'past', '/until', /later/],
    [{ ...RULE, when: {}, until: -5 }, 400, 'invalid_field', '/until', /until/],
    [{ ...RULE, note: 'x'.repeat(501) }, 400, 'invalid_field', '/note', /500/],
    [{ ...RULE, colour: 'red' }, 400, 'invalid_field', '/colour', /not a known field/],
    [{ ...byDefault, action: 'forbid' }, 422, 'default_experience', '/action', /Pin another/],
    [{ ...byDefault, action: 'limit', share: 0.5 }, 422, 'default_experience', '/action', /Pin/],
    [{ ...RULE, when: three, experience: 'home/next' }, 409, 'forbidden_here', '/action', /take/],
  ]
  for (const [rule, status, code, field, says] of refused) {
    const { body } = await call('POST', '/v1/rules', rule)
    assert.deepEqual([body.status, body.code, body.field], [status, code, field], body.detail)
    assert.match(body.detail, says)
  }
  const unknown = await call('PATCH', '/v1/rules/r00000000000', { action: 'pin' })
  assert.deepEqual([unknown.status, unknown.body.field], [404, '/id'])
  const strange = await call('PATCH', `/v1/rules/${id}`, { action: 'explode' })
  assert.deepEqual([strange.status, strange.body.field], [400, '/action'])
  for (const body of [{}, { moon: true }, { home: 'yes' }]) {
    assert.equal((await call('PATCH', '/v1/approval', body)).status, 400)
  }
})

test('a key without the scope reads rules and changes none', async t => {
  const { app, keys, close } = await merchant()
  t.after(close)
  const headers = { authorization: `Bearer ${keys.rotate(['read'])}` }
  assert.equal((await app.inject({ url: '/v1/rules', headers })).statusCode, 200)
  const post = { method: 'POST' as const, url: '/v1/rules', headers, payload: RULE }
  const { status, detail } = (await app.inject(post)).json()
  assert.deepEqual([status, /"rules"/.test(detail)], [403, true])
})

test('rules are found by placement, action, experience and words, sorted, page by page', async t => {
  const { call, write, list, env, close } = await merchant()
  t.after(close)
  const made: string[] = []
  const all = [
    { ...RULE, note: 'for the winter sale' },
    { ...RULE, when: {}, experience: 'home/next', action: 'forbid' },
    { ...RULE, when: { source: 'email' }, action: 'approve' },
    { ...RULE, placement: 'cart', when: {}, experience: 'cart/bestsellers' },
  ]
  for (const rule of all) {
    env.time += HOUR
    made.push(await write(rule))
  }
  const ids = async (query: string) => (await list(query)).map(rule => rule.id)
  assert.deepEqual(await ids('sort=changed'), made.toReversed())
  assert.deepEqual(await ids('action=forbid'), [made[1]])
  assert.deepEqual(await ids('placement=cart&action=any'), [made[3]])
  assert.deepEqual(await ids('action=none'), [])
  assert.deepEqual(await ids('text=WINTER+mobile'), [made[0]])
  assert.deepEqual(await ids('text=winter+desktop'), [])
  assert.deepEqual(await ids('experience=home/explore&text=email'), [made[2]])
  const paged: string[] = []
  for (let offset = 0; offset < 4; offset += 3) {
    const { body } = await call('GET', `/v1/rules?sort=changed&limit=3&offset=${offset}`)
    assert.equal(body.total, 4)
    for (const rule of body.rules) paged.push(rule.id)
  }
  assert.deepEqual(paged, made.toReversed())
  for (const query of ['sort=beauty', 'limit=0', 'limit=201', 'placement=moon', 'colour=red']) {
    assert.equal((await call('GET', `/v1/rules?${query}`)).status, 400, query)
  }
})

test('a shop holds so many rules and no more, and letting go of one makes room', async t => {
  const { call, write, shop, close } = await merchant()
  t.after(close)
  const rule = (n: number) => ({ ...RULE, when: { term: `word-${n}` } })
  for (let n = 0; n < LIMITS.rules; n++) await write(rule(n))
  assert.equal(shop.engine.rules.size, LIMITS.rules)
  const { body } = await call('POST', '/v1/rules', rule(LIMITS.rules))
  assert.deepEqual([body.status, body.code], [409, 'too_many_rules'])
  const [{ id }] = shop.engine.rules.all()
  await call('PATCH', `/v1/rules/${id}`, { action: 'none' })
  assert.equal((await call('POST', '/v1/rules', rule(LIMITS.rules))).status, 201)
})

test('a shop that is opened again says the same of every rule, and decides the same', async t => {
  const stores = openMemoryShop()
  const first = await merchant({ stores })
  await teach(first, 4_000, experience => (experience === 'home/best-reviewed' ? 0.4 : 0.1))
  await first.write({ ...RULE, until: first.env.time + DAY })
  await first.write({ ...RULE, when: {}, experience: 'home/next', action: 'forbid' })
  await first.call('PATCH', '/v1/approval', { category: true })
  const told = await first.list()
  const bytes = first.shop.engine.snapshot()
  assert.ok(told.some(rule => rule.since !== undefined))
  await first.close()
  const again = await merchant({ stores, env: first.env })
  t.after(again.close)
  assert.deepEqual(again.shop.engine.snapshot(), bytes)
  assert.deepEqual(await again.list(), told)
  assert.equal((await again.call('GET', '/v1/approval')).body.placements.category, true)
})

test('that a rule is proven is written down once, whoever looks and however often', async t => {
  const server = await merchant()
  t.after(server.close)
  const { list, shop, env, strangers } = server
  await teach(server, 4_000, experience => (experience === 'home/best-reviewed' ? 0.4 : 0.1))
  const [{ id, since }] = await list('status=proven')
  for (let n = 0; n < 3; n++) {
    env.time += HOUR
    await strangers(1)
    assert.equal((await list('status=proven'))[0].since, since)
  }
  const written: string[] = []
  for await (const records of shop.read(0)) {
    for (const { type, body } of records) {
      if (type === 'rules_proven') written.push(...body.rules.map(rule => rule.id))
    }
  }
  assert.ok(written.includes(id))
  assert.equal(new Set(written).size, written.length)
})

test('answers are what /openapi.json says they are', async t => {
  const server = await merchant()
  t.after(server.close)
  const { app, call, write } = server
  await teach(server, 2_000, experience => (experience === 'home/best-reviewed' ? 0.5 : 0.1))
  const id = await write(RULE)
  await call('PATCH', `/v1/rules/${id}`, { action: 'limit', share: 0.5, why: 'half' })
  const { paths } = (await app.inject('/openapi.json')).json()
  for (const [path, url] of [
    ['/v1/rules', '/v1/rules'],
    ['/v1/rules/{id}', `/v1/rules/${id}`],
    ['/v1/situations', '/v1/situations'],
    ['/v1/approval', '/v1/approval'],
  ]) {
    const { schema } = paths[path].get.responses[200].content['application/json']
    const { body } = await call('GET', url)
    assert.ok(Check(schema, body), JSON.stringify(body).slice(0, 500))
  }
})
