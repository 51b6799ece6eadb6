import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { DAY, HOUR, MINUTE } from '../../core/clock.ts'
import type { Role } from '../../schema/person.ts'
import { boots } from '../catalogue-room/fixtures/wanted.ts'
import { setUp } from '../fixtures/set-up.ts'
import { entered, member } from '../people/fixtures/team.ts'
import { servedFeed } from '../standing-feeds/fixtures/served-feed.ts'
import { StandingFeeds } from '../standing-feeds/list.ts'

const MARKET = { country: 'FR', language: 'fr', currency: 'EUR' }

test('a feed that was added is read at once, then at its hours, and not while it is paused', async t => {
  const { call, clerk, shop, env, source } = await stage(t)
  source.rows = boots(4)
  const added = await call('POST', '/v1/feeds', {
    url: source.url,
    kind: 'products',
    ...MARKET,
    every: 'hour',
  })
  assert.equal(added.feeds[0].isRunning, true)
  await clerk.look()
  assert.equal(shop.engine.catalogue.productCount, 4)
  const [{ id, last, next }] = (await call('GET', '/v1/feeds')).feeds
  assert.deepEqual([last.accepted, last.refused, next], [4, 0, last.time + HOUR])
  source.rows = boots(5)
  await clerk.look()
  assert.equal(shop.engine.catalogue.productCount, 4)
  env.time = next
  await call('POST', `/v1/feeds/${id}/pause`)
  await clerk.look()
  assert.equal(shop.engine.catalogue.productCount, 4)
  await call('POST', `/v1/feeds/${id}/on`)
  await clerk.look()
  assert.equal(shop.engine.catalogue.productCount, 5)
})

test('a daily feed is read when the shop’s clock strikes, and one that fails soon again', async t => {
  const { call, clerk, env, source, warnings } = await stage(t)
  const { feeds } = await call('POST', '/v1/feeds', {
    url: source.url,
    kind: 'costs',
    every: 'day',
    hour: 3,
  })
  source.status = 500
  await clerk.look()
  const failed = (await call('GET', '/v1/feeds')).feeds[0]
  assert.equal(failed.trouble.code, 'unreadable')
  assert.equal(failed.next, failed.trouble.time + 15 * MINUTE)
  assert.match(warnings[0], /costs was not read/)
  assert.doesNotMatch(warnings[0], /secret/)
  source.status = 200
  env.time = failed.next
  await clerk.look()
  const read = (await call('GET', '/v1/feeds')).feeds[0]
  assert.equal(read.trouble, undefined)
  assert.equal(read.next, Date.UTC(2026, 10, 23, 2)) // three o'clock in Paris
  env.time = read.next + 1
  await clerk.look()
  assert.equal((await call('GET', '/v1/feeds')).feeds[0].next, read.next + DAY)
  assert.equal(feeds[0].address.includes('secret'), false)
})

test('a feed of a market that is nowhere is not kept', async t => {
  const { call, source } = await stage(t)
  const wanted = { url: source.url, kind: 'products', ...MARKET, country: 'XX', every: 'hour' }
  const refused = await call('POST', '/v1/feeds', wanted)
  assert.equal(refused.field, '/country')
  assert.equal((await call('GET', '/v1/feeds')).feeds.length, 0)
})

test('who presses twice has one feed, and one removed while it is paused stays removed', async t => {
  const { call, clerk, source } = await stage(t)
  const wanted = { url: source.url, kind: 'products', ...MARKET, every: 'hour' }
  const answers = await Promise.all([1, 2].map(() => call('POST', '/v1/feeds', wanted)))
  assert.deepEqual(answers.map(({ code }) => code).sort(), ['feed_there', undefined])
  assert.equal(clerk.list.all().length, 1)
  const [{ id }] = clerk.list.all()
  const [, paused] = await Promise.all([
    call('DELETE', `/v1/feeds/${id}`),
    call('POST', `/v1/feeds/${id}/pause`),
  ])
  assert.equal(paused.code, 'unknown_feed')
  assert.deepEqual(clerk.list.all(), [])
})

test('a preview says what would be taken and refused, by field, and keeps nothing', async t => {
  const { call, shop, source } = await stage(t)
  const [first, second] = boots(2)
  source.rows = [first, second.replace(/\t[^\t]+ EUR/, '\tcheap')]
  const wanted = { url: source.url, kind: 'products', ...MARKET, every: 'day' }
  const told = await call('POST', '/v1/feeds/preview', wanted)
  assert.deepEqual([told.rows, told.accepted, told.refused], [2, 1, 1])
  assert.deepEqual(told.examples, [
    { id: 'boot-0', title: 'Chaussure Combe 0', amount: 10_000, currency: 'EUR' },
  ])
  assert.deepEqual([told.refusals[0].field, told.refusals[0].line], ['price', 3])
  assert.equal(shop.engine.catalogue.productCount, 0)
  assert.equal(
    (await call('POST', '/v1/feeds/preview', { ...wanted, country: undefined })).field,
    '/country',
  )
  const inside = { url: 'http://127.0.0.2/feed', kind: 'costs', every: 'day' }
  assert.equal((await call('POST', '/v1/feeds/preview', inside)).code, 'bad_url')
})

test('the address with its key is in a file of the owner’s, and in neither the log nor an answer', async t => {
  const { call, source, folder, env, shop } = await stage(t)
  const { feeds } = await call('POST', '/v1/feeds', {
    url: source.url,
    kind: 'costs',
    every: 'hour',
  })
  const kept = new StandingFeeds(folder, env).get(feeds[0].id)
  assert.equal(kept.url, source.url)
  assert.match(readFileSync(join(folder, 'feeds.json'), 'utf8'), /key=secret/)
  await call('PUT', `/v1/feeds/${kept.id}`, { kind: 'costs', every: 'day' })
  assert.equal(new StandingFeeds(folder, env).get(kept.id).url, source.url)
  const { entries } = await call('GET', '/v1/audit')
  assert.deepEqual(entries.map((one: { what: string }) => one.what).slice(0, 2), [
    'feed_changed',
    'feed_added',
  ])
  for await (const records of shop.read(0)) assert.doesNotMatch(JSON.stringify(records), /secret/)
})

test('two feeds of one market are refused, and only an owner names an address', async t => {
  const { call, as, source } = await stage(t)
  const wanted = { url: source.url, kind: 'products', ...MARKET, every: 'hour' }
  const { feeds } = await call('POST', '/v1/feeds', wanted)
  assert.equal((await call('POST', '/v1/feeds', wanted)).code, 'feed_there')
  const manager = await as('manager')
  assert.equal((await manager('POST', '/v1/feeds', wanted)).code, 'role')
  assert.equal((await manager('POST', `/v1/feeds/${feeds[0].id}/run`)).feeds.length, 1)
})

/** A shop with an owner inside, and another machine where feeds lie. */
async function stage(t: TestContext) {
  const source = await servedFeed(t)
  const made = await setUp({ feedHosts: new Set([source.host]) })
  t.after(made.close)
  const as = async (role: Role) => {
    const person = await member(made, role)
    return async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
      const { cookie, token } = entered(made, person) // a session does not outlive an hour
      const headers = { cookie, 'x-vitrine-token': token }
      return (await made.app.inject({ method, url, headers, payload })).json()
    }
  }
  return { ...made, clerk: made.services.clerk, source, as, call: await as('owner') }
}
