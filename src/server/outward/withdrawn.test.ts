import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Engine } from '../../engine/engine.ts'
import { nameless } from '../../engine/genome/nameless.ts'
import { cookieFor } from '../fixtures/set-up.ts'
import { told } from './fixtures/told.ts'

test('whoever takes consent back is in no export and no call, until a page finds them with it', async t => {
  const { page, members, outward, heard, records } = await anna(t)
  await page('personal')
  assert.equal((await members()).length, 1)
  const cleared = await page('page')
  assert.match(String(cleared.headers['set-cookie']), /vitrine=;.*Max-Age=0/)
  assert.deepEqual(await members(), [])
  await outward.round()
  assert.equal(heard.length, 0)
  await page('page')
  const noted = (await records()).filter(({ type }) => type === 'consent_withdrawn')
  assert.equal(noted.length, 1, 'an old cookie sent again writes nothing')
  await page('personal')
  assert.equal((await members()).length, 1)
})

test('a browser’s signal for privacy is such a word too', async t => {
  const { page, members } = await anna(t)
  await page('personal')
  await page('personal', { 'sec-gpc': '1' })
  assert.deepEqual(await members(), [])
})

test('a log rewritten with a ghost gives the bytes of the engine that heard it', async t => {
  const { page, records, shop } = await anna(t)
  await page('personal')
  await page('page')
  const before = await records()
  const names = before.flatMap(({ type, body }) =>
    type === 'consent_withdrawn' ? body.visitor : [],
  )
  await shop.erase(names[0])
  const ghosts = new Map<string, string>()
  for (const { type, body } of await records()) {
    if (type === 'visitor_erased') ghosts.set(body.visitor, body.ghost)
  }
  const again = new Engine()
  for (const record of await records()) again.apply(nameless(record, key => ghosts.get(key)))
  assert.deepEqual(again.snapshot(), shop.engine.snapshot())
})

/** Anna's phone, which a link of a letter made one of her account's. */
async function anna(t: TestContext) {
  const stage = await told(t)
  const { call, post, segment, stores, look } = stage
  const cookie = cookieFor('anna')
  await look('anna', 'boot-1')
  const { vt } = (await call('POST', '/v1/identity/links', { user: 'anna' })).body
  await post('/v1/identity', { link: vt }, cookie)
  const page = (consent: string, more: Record<string, string> = {}) => {
    const placements = [{ placement: 'home', count: 4 }]
    const asked = { page: { type: 'home' }, placements, consent }
    return post('/v1/decisions', asked, { ...cookie, 'user-agent': PHONE, ...more })
  }
  const members = async () => (await call('GET', `/v1/segments/${segment}/members`)).body
  const records = async () => (await Array.fromAsync(stores.log.read({}))).flat()
  return { ...stage, page, members, records }
}

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1'
