import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { namedKey, visitorKey } from '../../core/visitor-key.ts'
import { cookieFor, setUp, view } from '../fixtures/set-up.ts'
import { Links } from '../links.ts'

const phone = cookieFor('phone')
const friend = cookieFor('friend')
const keyOf = (name: string) => visitorKey(name.padEnd(43, 'x'))

test('two who sign in on one machine stay two, and neither reads the other’s orders', async t => {
  const { post, shop, asServer, close } = await setUp()
  t.after(close)
  const name = decodeURIComponent(phone.cookie.split('=')[1])
  await post('/v1/events', { events: [view()], consent: 'personal' }, phone)
  const order = (id: string) => ({ name: 'purchase', params: { transaction_id: id, value: 9 } })
  for (const user of ['anna', 'bob']) {
    await post('/v1/events', { visitor: user, events: [order(`order of ${user}`)] }, asServer)
  }
  const signIn = async (user: string) =>
    (await post('/v1/identity', { visitor: name, user }, asServer)).json()
  assert.deepEqual(await signIn('anna'), { joined: true })
  assert.deepEqual(await signIn('anna'), { joined: true })
  const { joined, code, field, reason } = await signIn('bob')
  assert.deepEqual([joined, code, field], [false, 'browser_of_another', '/visitor'])
  assert.match(reason, /cookie/)
  const told = await post('/v1/privacy/export', { visitor: 'bob' }, asServer)
  assert.match(told.body, /order of bob/)
  assert.doesNotMatch(told.body, /order of anna/)

  const identify = { type: 'identify', anonymousId: name, userId: 'bob' }
  const { merged, refused } = (await post('/v1/batch', { batch: [identify] }, asServer)).json()
  assert.equal(merged, 0)
  assert.deepEqual([refused[0].field, refused[0].code], ['/anonymousId', 'browser_of_another'])

  // Two accounts of one person are told by their own names.
  assert.deepEqual(
    (await post('/v1/identity', { visitor: 'anna', user: 'bob' }, asServer)).json(),
    { joined: true },
  )
  assert.deepEqual(await signIn('bob'), { joined: true })
  assert.equal(shop.engine.keysOf(keyOf('phone')).length, 3)
})

test('in one batch as well, a browser is of the first who is named', async t => {
  const { post, shop, keys, asServer, close } = await setUp()
  t.after(close)
  const identify = (anonymousId: string, userId: string) => ({
    type: 'identify',
    anonymousId,
    userId,
  })
  const alias = { type: 'alias', previousId: 'guest', userId: 'anna' }
  const batch = [
    identify('tablet', 'guest'),
    alias,
    identify('tablet', 'anna'),
    identify('tablet', 'bob'),
    identify('laptop', 'bob'),
  ]
  const { merged, refused } = (await post('/v1/batch', { batch }, asServer)).json()
  assert.equal(merged, 4)
  assert.deepEqual(
    refused.map((one: { index: number }) => one.index),
    [3],
  )
  const of = (name: string) => shop.engine.canonical(namedKey(name, keys.nameSecret))
  assert.equal(of('tablet'), of('anna'))
  assert.notEqual(of('tablet'), of('bob'))
})

test('a link in a letter joins the browser that opens it to its account, through the page’s address', async t => {
  const { post, shop, keys, make, stores, close } = await letters()
  t.after(close)
  const vt = await make('anna')
  const page = { type: 'home', url: `/?utm_medium=email&vt=${vt}` }
  const events = [view('ski', { page })]
  const answer = await post('/v1/events', { events, consent: 'personal' }, phone)
  assert.deepEqual(answer.json().link, { joined: true })
  assert.equal(shop.engine.canonical(keyOf('phone')), namedKey('anna', keys.nameSecret))
  const log = JSON.stringify(await Array.fromAsync(stores.log.read({})))
  assert.ok(!log.includes(vt), 'the token is kept nowhere')
})

test('a link serves once: whom it was forwarded to stays who they are', async t => {
  const { post, shop, make, close } = await letters()
  t.after(close)
  for (const browser of [phone, friend]) {
    await post('/v1/events', { events: [view()], consent: 'personal' }, browser)
  }
  const link = await make('anna')
  assert.equal((await post('/v1/identity', { link }, phone)).json().joined, true)
  assert.equal((await post('/v1/identity', { link }, phone)).json().joined, true)
  const second = await post('/v1/identity', { link }, friend)
  assert.deepEqual(
    [second.statusCode, second.json().code, second.json().field],
    [403, 'link_used', '/link'],
  )
  assert.equal(shop.engine.canonical(keyOf('friend')), keyOf('friend'))
})

test('a browser of one account cannot be drawn into another', async t => {
  const { post, make, close } = await letters()
  t.after(close)
  await post('/v1/events', { events: [view()], consent: 'personal' }, friend)
  await post('/v1/identity', { link: await make('bob') }, friend)
  const drawn = await post('/v1/identity', { link: await make('anna') }, friend)
  assert.equal(drawn.json().code, 'link_of_another')
})

test('a link that is forged, changed, too old or of another shop is refused by name', async t => {
  const { post, make, env, keys, close } = await letters()
  t.after(close)
  await post('/v1/events', { events: [view()], consent: 'personal' }, phone)
  const link = await make('anna')
  const changed = `${link[0] === 'A' ? 'B' : 'A'}${link.slice(1)}`
  const elsewhere = new Links('other', keys.nameSecret, env).make(keyOf('anna'), DAY)
  const stranger = new Links('test', 'guess', env).make(keyOf('anna'), DAY)
  for (const forged of [changed, elsewhere, stranger, '', 'x', `${link}=`, link.slice(2)]) {
    const { code, field } = (await post('/v1/identity', { link: forged }, phone)).json()
    assert.deepEqual([code, field], ['link_forged', '/link'])
  }
  env.time += 7 * DAY + 2_000
  assert.equal((await post('/v1/identity', { link }, phone)).json().code, 'link_expired')
})

test('without consent a link joins nobody', async t => {
  const { post, make, close } = await letters()
  t.after(close)
  const answer = await post('/v1/identity', { link: await make('anna') })
  assert.deepEqual(answer.json(), { joined: false })
})

test('a bad link costs a page view nothing, and the answer says what is wrong with it', async t => {
  const { post, close } = await letters()
  t.after(close)
  const events = [view('ski', { page: { type: 'home', url: '/?vt=nonsense' } })]
  const { accepted, link } = (
    await post('/v1/events', { events, consent: 'personal' }, phone)
  ).json()
  assert.equal(accepted, 1)
  assert.deepEqual(
    [link.joined, link.code, link.field],
    [false, 'link_forged', '/events/0/page/url'],
  )
})

test('a browser makes no links and names nobody', async t => {
  const { post, close } = await letters()
  t.after(close)
  assert.equal((await post('/v1/identity/links', { user: 'anna' })).json().code, 'server_only')
  const named = await post('/v1/identity', { visitor: 'a', user: 'b' }, phone)
  assert.equal(named.json().code, 'visitor_from_browser')
})

async function letters() {
  const set = await setUp()
  const make = async (user: string) => {
    const answer = await set.post('/v1/identity/links', { user }, set.asServer)
    return answer.json().vt as string
  }
  return { ...set, make }
}
