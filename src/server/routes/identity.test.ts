import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { namedKey, visitorKey } from '../../core/visitor-key.ts'
import { cookieFor, setUp, view } from '../fixtures/set-up.ts'
import { Links } from '../links.ts'

const phone = cookieFor('phone')
const friend = cookieFor('friend')
const keyOf = (name: string) => visitorKey(name.padEnd(43, 'x'))

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
