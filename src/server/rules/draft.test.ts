import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuleDraft } from '../../schema/rule-draft.ts'
import { merchant, teach } from './fixtures/merchant.ts'

const PHONES = {
  placement: 'home',
  when: { device: 'mobile' },
  experience: 'home/best-reviewed',
  action: 'pin',
}

test('a draft says its sentence and counts the visitors of late who would have fitted', async t => {
  const shop = await merchant()
  t.after(shop.close)
  const counted = await countedOf(shop)
  const { sentence, reach } = await draft(shop, PHONES)
  assert.match(sentence.en, /are on mobile/)
  assert.match(sentence.fr, /sont sur mobile/)
  assert.deepEqual([reach.visitors, reach.fitting], [counted.all, counted.mobile])
  assert.ok(reach.low < reach.share && reach.share < reach.high)
  assert.ok(reach.high - reach.low < 0.15)
  assert.deepEqual([reach.isAtMost, reach.bound], [false, 0.9])
  const both = await draft(shop, { ...PHONES, when: { device: 'mobile', source: 'search' } })
  assert.ok(both.reach.fitting > 0 && both.reach.fitting < reach.fitting)
  const everybody = await draft(shop, { ...PHONES, when: {} })
  assert.equal(everybody.reach.share, 1)
  assert.equal(shop.shop.engine.rules.size, 0, 'nothing of a draft is kept')
})

test('it says when nobody fits, when it is too early, and what other rules do there', async t => {
  const shop = await merchant()
  t.after(shop.close)
  assert.deepEqual(await codes(shop, PHONES), ['few'])
  await countedOf(shop)
  assert.deepEqual(await codes(shop, PHONES), [])
  assert.deepEqual(await codes(shop, { ...PHONES, when: { device: 'tablet' } }), ['nobody'])
  assert.deepEqual(await codes(shop, { ...PHONES, when: { term: 'zzz' } }), ['nobody'])
  const narrow = { device: 'mobile', source: 'search' }
  const pin = await shop.write({ ...PHONES, when: narrow, experience: 'home/explore' })
  const { warnings } = await draft(shop, PHONES)
  assert.deepEqual(
    warnings.map(({ code, rule }) => [code, rule]),
    [['other_pin', pin]],
  )
  assert.match(warnings[0].says.fr, /a plus de conditions et passera avant.*sont sur mobile/)
  await shop.call('PATCH', `/v1/rules/${pin}`, { action: 'forbid' })
  const explore = { ...PHONES, experience: 'home/explore' }
  assert.deepEqual(await codes(shop, explore), ['forbidden_in_part', 'has_conditions'])
  const elsewhere = { ...explore, when: { device: 'desktop' } }
  assert.deepEqual(await codes(shop, elsewhere), ['has_conditions'])
  await shop.write(PHONES)
  assert.deepEqual(await codes(shop, PHONES), ['exists'])
  const approve = { ...PHONES, when: { source: 'direct' }, action: 'approve' }
  assert.deepEqual(await codes(shop, approve), ['same_experience', 'no_approval_asked'])
})

test('what could not be written is refused as a draft too, with its field', async t => {
  const shop = await merchant()
  t.after(shop.close)
  const cases: [object, string][] = [
    [{ ...PHONES, when: { device: 'phone' } }, '/when/device'],
    [{ ...PHONES, action: 'limit' }, '/share'],
    [{ ...PHONES, until: 1 }, '/until'],
    [{ ...PHONES, experience: 'home/bestsellers', action: 'forbid' }, '/action'],
  ]
  for (const [rule, field] of cases) {
    const { status, body } = await shop.call('POST', '/v1/rules/draft', rule)
    assert.ok(status >= 400 && status < 500)
    assert.equal(body.field, field)
  }
})

test('the choices are in the shop’s words, with what was met among them', async t => {
  const shop = await merchant()
  t.after(shop.close)
  await shop.visit('somebody', { device: 'mobile', country: 'CH' })
  const { body } = await shop.call('GET', '/v1/rules/choices')
  const home = body.placements.find((one: { placement: string }) => one.placement === 'home')
  assert.ok(home.experiences.some((one: { isDefault: boolean }) => one.isDefault))
  const valuesOf = (name: string) =>
    body.characteristics.find((one: { name: string }) => one.name === name).values
  assert.ok(
    valuesOf('device').some((one: { label: { en: string } }) => one.label.en === 'are on mobile'),
  )
  assert.deepEqual(
    valuesOf('country').map((one: { value: string }) => one.value),
    ['ch'],
  )
})

type Shop = Awaited<ReturnType<typeof merchant>>

async function draft(shop: Shop, rule: object): Promise<RuleDraft> {
  const { status, body } = await shop.call('POST', '/v1/rules/draft', rule)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

async function codes(shop: Shop, rule: object): Promise<string[]> {
  return (await draft(shop, rule)).warnings.map(({ code }) => code)
}

/** A morning's visitors, and how many there were by the log itself. */
async function countedOf(shop: Shop): Promise<{ all: number; mobile: number }> {
  await teach(shop, 800, () => 0.1)
  const seen = { all: 0, mobile: 0 }
  for await (const records of shop.shop.read(0)) {
    for (const { type, body } of records) {
      if (type !== 'decision') continue
      seen.all++
      if (body.characteristics.device === 'mobile') seen.mobile++
    }
  }
  return seen
}
