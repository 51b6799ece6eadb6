import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Check } from 'typebox/value'
import type { DecisionAnswer } from '../../schema/decision.ts'
import { Explanation } from '../../schema/explanation.ts'
import type { NewRecord } from '../../schema/record.ts'
import { explain } from '../explain/explain.ts'
import { view } from '../fixtures/set-up.ts'
import { boot, taughtShop } from '../fixtures/taught-shop.ts'
import { shopRecord } from '../own-records.ts'

type Taught = Awaited<ReturnType<typeof taughtShop>>

test('a decision is told with the chances it was drawn with, and the items with the reasons the page gave', async t => {
  const shop = await taughtShop(200)
  t.after(shop.close)
  const { answer, told } = await decided(shop)
  assert.ok(Check(Explanation, told))
  const { body } = await recordOf(shop, answer.decisionId)
  for (const [n, placement] of told.placements.entries()) {
    const { items, experience, propensity } = answer.placements[n]
    const { arms, propensities } = body.choices[n]
    const chances = placement.experiences.map(one => [one.id, one.propensity])
    assert.deepEqual(
      chances,
      arms.map((id, a) => [id, propensities[a]]),
    )
    const chosen = placement.experiences.find(one => one.isChosen)
    assert.equal(chosen?.id, experience)
    assert.ok(Math.abs(chosen.propensity - propensity) < 1e-11)
    assert.deepEqual(
      placement.items.map(({ id, reason }) => [id, reason]),
      items.map(({ id, reason }) => [id, reason]),
    )
    assert.equal(placement.experiences.filter(one => one.isDefault).length, 1)
  }
  assert.ok(new Set(told.placements.flatMap(one => one.items.map(item => item.reason))).size > 1)
})

test('each item has its own reason, which stands in the record where it begins', async t => {
  const shop = await taughtShop(20)
  t.after(shop.close)
  const { answer } = await decided(shop)
  const record = await recordOf(shop, answer.decisionId)
  const items = [boot(1), boot(2), boot(3)]
  const reasons = ['seen', '', 'in-stock']
  const choices = record.body.choices.map(one => ({ ...one, items, reason: 'seen', reasons }))
  const known = { engine: shop.shop.engine, found: [], language: 'en' as const }
  const told = explain({ ...record, body: { ...record.body, choices } }, known)
  assert.deepEqual(
    told.placements[0].items.map(({ reason }) => reason),
    ['You looked at it', 'You looked at it', 'Available now'],
  )
})

test('one placement is found by its number, and what is not there says for how long it would be', async t => {
  const shop = await taughtShop(20)
  t.after(shop.close)
  const { answer, told } = await decided(shop)
  const second = await explained(shop, `${answer.decisionId}.1`)
  assert.deepEqual(second.json().placements, [told.placements[1]])
  const event = view(boot(1))
  await shop.post('/v1/events', { visitor: 'anna', events: [event] }, shop.asServer)
  const missing = [`${answer.decisionId}.9`, `${answer.decisionId}.x`, 'x', event.id]
  for (const id of [...missing, '019aa000-0000-7000-8000-000000000000', `${answer.decisionId}0`]) {
    const { statusCode, body } = await explained(shop, id)
    assert.equal(statusCode, 404, `${id} ${body}`)
    assert.equal(JSON.parse(body).field, '/decisionId')
  }
  const unknown = (await explained(shop, 'x')).json()
  assert.match(unknown.detail, /found for 760 days/)
})

test('every number is what the model says today, and what is of then is said to be', async t => {
  const shop = await taughtShop(200)
  t.after(shop.close)
  const { answer, told } = await decided(shop)
  assert.match(told.note, /^Situation, chances et produits sont ceux de la décision/)
  const { body } = await recordOf(shop, answer.decisionId)
  const judged = shop.shop.engine.judge('home', body.characteristics)
  for (const { id, belief } of told.placements[0].experiences) {
    const { mean, terms } = judged.find(one => one.experience === id)!
    assert.ok(Math.abs(belief!.mean - mean) < 0.001 * Math.abs(mean))
    const most = Math.max(0, ...terms.map(({ amount }) => Math.abs(amount)))
    assert.equal(Math.abs(belief!.terms[0]?.amount ?? 0), Number(most.toPrecision(4)))
  }
})

test('what a merchandiser ordered, and the rule that is proven, are told in sentences', async t => {
  const shop = await taughtShop(3_000)
  t.after(shop.close)
  const before = await decided(shop, true)
  const [first] = before.told.placements
  assert.equal(first.experience, 'home/best-reviewed')
  assert.match(first.rule!.sentence, /sensibles aux avis.* clics de plus sur .*, prouvé/)
  const pin = { placement: 'home', experience: 'home/next', action: 'pin', when: {} }
  const written = await shop.post('/v1/rules', pin, shop.asServer)
  assert.equal(written.statusCode, 201, written.body)
  const [pinned] = (await decided(shop, true)).told.placements
  assert.equal(pinned.experience, 'home/next')
  assert.equal(pinned.order?.stillHolds, true)
  assert.match(pinned.order!.sentence, /^Pour tous les visiteurs, le moteur montre «/)
  const { app, asServer } = shop
  const url = `/v1/rules/${pinned.order?.id}`
  await app.inject({ method: 'PATCH', url, headers: asServer, payload: { action: 'none' } })
  const later = (await explained(shop, pinned.decisionId)).json<Explanation>().placements[0]
  assert.deepEqual(later.order, { ...pinned.order, stillHolds: false })
})

test('the holdout saw the shop’s own page, and whoever was forgotten is told by no item and no key', async t => {
  const shop = await taughtShop(20)
  t.after(shop.close)
  const { answer, told } = await decided(shop)
  await shop.shop.erase(told.visitor!)
  const after = (await explained(shop, answer.decisionId)).json<Explanation>()
  assert.ok(after.placements.every(({ items }) => items.length === 0))
  assert.ok(!JSON.stringify(after).includes(told.visitor!))
  await shop.shop.take([shopRecord('settings_changed', { holdout: 1 }, shop.env)] as NewRecord[])
  const [usual] = (await decided(shop)).told.placements
  assert.equal(usual.experiences[0].words, 'la page habituelle de la boutique')
  assert.deepEqual([usual.because, usual.items], [[], []])
})

/** Looks at boots, reads their reviews or not, and asks for two placements. */
async function decided(shop: Taught, reads = false) {
  const { env, post, asServer } = shop
  const visitor = `somebody-${env.time}`
  const names = reads ? ['view_item', 'read_reviews'] : ['view_item']
  const events = [1, 2, 3, 4].flatMap(n =>
    names.map(name => view(boot(n), { name, time: env.time - n * 20_000 })),
  )
  await post('/v1/events', { visitor, consent: 'personal', events }, asServer)
  env.time += 1_000
  const asked = { visitor, consent: 'personal', page: { type: 'home' }, language: 'fr' }
  const placements = [{ placement: 'home' }, { placement: 'product' }]
  const answer = (await post('/v1/decisions', { ...asked, placements }, asServer)).json()
  const told = (await explained(shop, answer.decisionId)).json<Explanation>()
  return { answer: answer as DecisionAnswer, told }
}

function explained({ app, asServer }: Taught, id: string) {
  return app.inject({ url: `/v1/explain/${id}?language=fr`, headers: asServer })
}

async function recordOf({ shop }: Taught, id: string) {
  const record = await shop.find(id)
  assert.ok(record?.type === 'decision')
  return record
}
