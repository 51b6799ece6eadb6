import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namedKey } from '../../core/visitor-key.ts'
import type { AuditPage } from '../../schema/audit.ts'
import type { LogRecord } from '../../schema/record.ts'
import type { VisitorTold } from '../../schema/visitor-told.ts'
import type { WhyTold } from '../../schema/why.ts'
import { setUp } from '../fixtures/set-up.ts'
import { taughtShop } from '../fixtures/taught-shop.ts'
import { reader } from '../told/fixtures/reader.ts'

test('two visitors become one by hand: a record that says who, one line of who changed what', async t => {
  const shop = await stage(t)
  const [anna, ben] = [shop.keyOf('anna'), shop.keyOf('ben')]
  const before = [await shop.told(anna), await shop.told(ben)]
  const one = await shop.ask(`/v1/visitors/${anna}/merge`, { with: ben })
  assert.equal(one.names, 2)
  assert.equal(one.visitor, anna)
  assert.equal(one.slice, before[0].slice)
  assert.ok(one.acts.length > before[0].acts.length)
  assert.equal((await shop.told(ben)).visitor, anna)
  const merges = (await shop.log()).filter(({ type }) => type === 'visitors_merged')
  assert.equal(merges.length, 2, 'a copy for each partition')
  for (const { body } of merges) assert.match((body as { by: string }).by, /^\w+/)
  const [change, ...more] = (await shop.audit()).entries
  assert.deepEqual([change.what, change.visitor?.key], ['visitors_merged', anna])
  assert.equal(more.filter(({ what }) => what === 'visitors_merged').length, 0)
})

test('what cannot be merged is refused with the field and nothing is written', async t => {
  const shop = await stage(t)
  const [anna, ben] = [shop.keyOf('anna'), shop.keyOf('ben')]
  const refused = async (key: string, other: string) => {
    const { statusCode, body } = await shop.post(
      `/v1/visitors/${key}/merge`,
      { with: other },
      shop.asServer,
    )
    const { code, field } = JSON.parse(body)
    return [statusCode, code, field]
  }
  assert.deepEqual(await refused(anna, 'nobody'), [404, 'unknown_visitor', '/with'])
  assert.deepEqual(await refused('nobody', anna), [404, 'unknown_visitor', '/key'])
  assert.deepEqual(await refused(anna, anna), [409, 'one_already', '/with'])
  const places = (await shop.log()).length
  await shop.post('/v1/privacy/erase', { visitor: 'ben' }, shop.asServer)
  assert.deepEqual(await refused(anna, ben), [404, 'unknown_visitor', '/with'])
  assert.equal((await shop.log()).length, places + 1)
})

test('a trait the shop says is wrong is believed no more, and the shopper is told whose word it is', async t => {
  const shop = await stage(t)
  const anna = shop.keyOf('anna')
  const isBelieved = ({ traits }: VisitorTold) => traits.some(({ trait }) => trait === 'reviews')
  assert.ok(isBelieved(await shop.told(anna)))
  const say = (wrong: boolean): Promise<VisitorTold> =>
    shop.ask(`/v1/visitors/${anna}/corrections`, { trait: 'reviews', wrong })
  const corrected = await say(true)
  assert.ok(!isBelieved(corrected))
  assert.deepEqual(
    corrected.denied.map(({ trait, isOfShop }) => [trait, isOfShop]),
    [['reviews', true]],
  )
  const why: WhyTold = await shop.ask('/v1/why?visitor=anna')
  assert.ok(why.denied[0].isOfShop)
  await say(true) // said already: no second record
  assert.ok(isBelieved(await say(false)))
  const words = (await shop.log()).filter(({ type }) => type === 'trait_corrected')
  assert.equal(words.length, 2)
  const { entries } = await shop.audit()
  assert.deepEqual(
    entries.map(({ what, after, visitor }) => [what, after, visitor?.key]),
    [
      ['trait_corrected', { trait: 'reviews', wrong: false }, anna],
      ['trait_corrected', { trait: 'reviews', wrong: true }, anna],
    ],
  )
})

test('the visitor’s own word stands over the shop’s, whichever came first', async t => {
  const shop = await stage(t)
  const anna = shop.keyOf('anna')
  const asShop = (wrong: boolean) =>
    shop.post(`/v1/visitors/${anna}/corrections`, { trait: 'reviews', wrong }, shop.asServer)
  const asAnna = (wrong: boolean) =>
    shop.ask('/v1/why', { visitor: 'anna', trait: 'reviews', wrong })
  await asShop(true)
  await asAnna(true)
  const refused = await asShop(false)
  assert.deepEqual([refused.statusCode, refused.json().code], [409, 'said_by_visitor'])
  await asAnna(false)
  assert.equal((await asShop(true)).statusCode, 409)
  assert.equal((await asShop(false)).statusCode, 200, 'it is said already')
})

test('once somebody is erased, who changed what says that it happened and not to whom', async t => {
  const shop = await stage(t)
  const anna = shop.keyOf('anna')
  await shop.ask(`/v1/visitors/${anna}/merge`, { with: shop.keyOf('ben') })
  await shop.ask(`/v1/visitors/${anna}/corrections`, { trait: 'reviews', wrong: true })
  await shop.post('/v1/privacy/erase', { visitor: 'anna' }, shop.asServer)
  const { entries } = await shop.audit()
  assert.deepEqual(
    entries.map(({ what }) => what),
    ['trait_corrected', 'visitors_merged'],
  )
  assert.equal(entries.filter(({ visitor }) => visitor !== undefined).length, 0)
  for (const key of [anna, shop.keyOf('ben')]) assert.ok(!JSON.stringify(entries).includes(key))
})

test('what was clicked and then bought is told as bought, with the consent it came under', async t => {
  const shop = await stage(t, await taughtShop(20))
  const { visitor, decisionId } = await shownSomething(shop)
  const told = () => shop.told(shop.keyOf(visitor))
  const answer = async () => (await told()).shown[0].answer
  assert.equal(await answer(), 'none')
  await shop.tell(visitor, 'click', { decision: decisionId })
  assert.equal(await answer(), 'clicked')
  const items = [{ item_id: 'boots-1' }]
  const params = { transaction_id: 'o1', currency: 'EUR', value: 10, items }
  await shop.tell(visitor, 'purchase', { params })
  assert.equal(await answer(), 'bought')
  const { consent, by } = (await told()).allowed!
  assert.deepEqual([consent, by], ['personal', 'server'])
})

/** Choices are drawn, and the holdout is shown nothing: ask until somebody is. */
async function shownSomething({ ask }: Awaited<ReturnType<typeof stage>>) {
  for (let n = 0; n < 100; n++) {
    const visitor = `v${n}`
    const asked = { visitor, page: { type: 'home' }, placements: [{ placement: 'home' }] }
    const { slice, placements } = await ask('/v1/decisions', asked)
    const [{ items, decisionId }] = placements
    if (slice !== 'holdout' && items.length > 0) return { visitor, decisionId }
  }
  throw new assert.AssertionError({ message: 'nobody was shown anything' })
}

type SetUp = Awaited<ReturnType<typeof setUp>>

async function stage(t: { after(then: () => unknown): void }, given?: SetUp) {
  const shop = given ?? (await setUp())
  t.after(shop.close)
  const { post, asServer, env, app } = shop
  for (const visitor of ['anna', 'ben']) await reader(post, asServer, env, visitor)
  const ask = async (url: string, body?: object) => {
    const answer = body
      ? await post(url, body, asServer)
      : await app.inject({ url, headers: asServer })
    assert.equal(answer.statusCode, 200, `${url}: ${answer.body}`)
    return answer.json()
  }
  const log = async (): Promise<LogRecord[]> => {
    const { body } = await app.inject({ url: '/v1/log', headers: asServer })
    return body
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
  }
  const tell = (visitor: string, name: string, more: object) => {
    const event = { id: crypto.randomUUID(), name, time: env.time, ...more }
    env.time += 1_000
    return post('/v1/events', { visitor, consent: 'personal', events: [event] }, asServer)
  }
  const keyOf = (name: string) => namedKey(name, shop.keys.nameSecret)
  const told = (key: string): Promise<VisitorTold> => ask(`/v1/visitors/${key}/told`)
  const audit = (): Promise<AuditPage> => ask('/v1/audit')
  return { ...shop, ask, log, tell, keyOf, told, audit }
}
