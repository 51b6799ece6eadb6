import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR } from '../../core/clock.ts'
import { Random } from '../../core/random.ts'
import { merchant, type Seen, teach } from './fixtures/merchant.ts'

const PHONES = { when: { device: 'mobile' } }

test('a pin is what the next visitor of that situation sees, and nobody else', async t => {
  const { write, strangers, visit, close } = await merchant()
  t.after(close)
  const before = await visit('ada')
  const pinned = before.experience === 'home/explore' ? 'home/best-reviewed' : 'home/explore'
  const id = await write({ ...PHONES, experience: pinned })
  for (const seen of ofEngine(await strangers(40))) {
    assert.deepEqual([seen.experience, seen.propensity], [pinned, 1])
    assert.equal(seen.kept?.order, id)
  }
  const desktops = ofEngine(await strangers(60, { device: 'desktop' }))
  assert.ok(new Set(desktops.map(seen => seen.experience)).size > 1)
  assert.ok(desktops.every(seen => seen.kept?.order === undefined))
})

test('holdout and uniform slice are as they were under a pin, or nothing could be proven', async t => {
  const { write, strangers, close } = await merchant()
  t.after(close)
  await write({ experience: 'home/explore' })
  const seen = await strangers(400)
  const uniform = seen.filter(one => one.slice === 'uniform')
  assert.ok(new Set(uniform.map(one => one.experience)).size > 1)
  assert.ok(uniform.every(one => one.kept?.order === undefined))
  assert.ok(seen.some(one => one.slice === 'holdout'))
})

test('what is forbidden is never shown again, whatever else is said, to whom, in any slice', async t => {
  const experiences = ['home/best-reviewed', 'home/explore', 'home/next', 'home/bestsellers']
  const { call, strangers, close } = await merchant()
  t.after(close)
  const random = new Random(5)
  for (let n = 0; n < 25; n++) {
    const experience = experiences[random.below(experiences.length)]
    const when = random.chance(0.5) ? { device: random.chance(0.5) ? 'mobile' : 'desktop' } : {}
    const action = ['pin', 'limit', 'forbid', 'approve'][random.below(4)]
    const share = action === 'limit' ? { share: 0.5 } : {}
    await call('POST', '/v1/rules', { placement: 'home', when, experience, action, ...share })
    const [{ body: forbidden }, device] = [
      await call('GET', '/v1/rules?action=forbid&limit=200'),
      random.chance(0.5) ? 'mobile' : 'desktop',
    ]
    for (const seen of await strangers(12, { device })) {
      for (const rule of forbidden.rules) {
        const isMeant = (rule.when.device ?? device) === device
        assert.ok(!isMeant || seen.experience !== rule.experience, JSON.stringify(rule))
        if (isMeant) assert.ok(!seen.kept?.arms.includes(rule.experience))
      }
    }
  }
})

test('a limit is kept exactly in the chances that are drawn from', async t => {
  const { write, strangers, close } = await merchant()
  t.after(close)
  await write({ ...PHONES, experience: 'home/best-reviewed', action: 'limit', share: 0.01 })
  const isLimited = (seen: Seen) => chanceOf(seen, 'home/best-reviewed')
  const phones = ofEngine(await strangers(30))
  for (const seen of phones) assert.equal(isLimited(seen), 0.01)
  for (const seen of ofEngine(await strangers(30, { device: 'desktop' }))) {
    assert.ok(isLimited(seen) > 0.01)
  }
  for (const { kept } of phones) {
    const sum = kept!.propensities.reduce((a, b) => a + b)
    assert.ok(Math.abs(sum - 1) < 1e-9)
  }
})

test('an experience of the shop’s own can be pinned, and one that is switched off cannot', async t => {
  const { call, write, strangers, close } = await merchant()
  t.after(close)
  const title = { fr: 'L’hiver commence ici', en: 'Winter starts here' }
  const winter = { id: 'home/winter', strategy: 'new', title }
  await call('PUT', '/v1/experiences', winter)
  const id = await write({ experience: 'home/winter' })
  for (const { experience, kept } of ofEngine(await strangers(20))) {
    assert.deepEqual([experience, kept?.order], ['home/winter', id])
  }
  await call('PUT', '/v1/experiences', { ...winter, off: true })
  assert.ok(ofEngine(await strangers(30)).every(seen => seen.experience !== 'home/winter'))
  const { body } = await call('PATCH', `/v1/rules/${id}`, { note: 'for later' })
  assert.deepEqual([body.status, body.code, body.field], [409, 'switched_off', '/experience'])
  assert.equal((await call('PATCH', `/v1/rules/${id}`, { action: 'none' })).status, 200)
})

test('a rule ends by itself at its time', async t => {
  const { write, strangers, detail, env, close } = await merchant()
  t.after(close)
  const id = await write({ experience: 'home/explore', until: env.time + HOUR })
  assert.ok(ofEngine(await strangers(20)).every(seen => seen.experience === 'home/explore'))
  assert.equal((await detail(id)).isInForce, true)
  env.time += HOUR
  assert.ok(ofEngine(await strangers(40)).some(seen => seen.experience !== 'home/explore'))
  assert.equal((await detail(id)).isInForce, false)
})

test('where approval is asked for, the engine shows the default until something is approved', async t => {
  const { call, write, strangers, close } = await merchant()
  t.after(close)
  const { body } = await call('PATCH', '/v1/approval', { home: true, why: 'new team' })
  assert.equal(body.placements.home, true)
  assert.equal(body.history[0].why, 'new team')
  for (const { experience } of ofEngine(await strangers(30))) {
    assert.equal(experience, 'home/bestsellers')
  }
  const id = await write({ ...PHONES, experience: 'home/explore', action: 'approve' })
  const phones = ofEngine(await strangers(60))
  const shown = new Set(phones.map(seen => seen.experience))
  assert.deepEqual([...shown].sort(), ['home/bestsellers', 'home/explore'])
  const explored = phones.find(seen => seen.experience === 'home/explore')
  assert.equal(explored?.kept?.order, id)
  const desktops = ofEngine(await strangers(30, { device: 'desktop' }))
  assert.ok(desktops.every(seen => seen.experience === 'home/bestsellers'))
})

test('what is proven becomes a rule with its figures, which can be pinned and let go of', async t => {
  const server = await merchant()
  t.after(server.close)
  const { list, call, detail, strangers } = server
  await teach(server, 8_000, onPhonesFromSearch)
  const [best] = await list('placement=home&status=proven')
  assert.deepEqual(best.when, { device: 'mobile', source: 'search' })
  assert.equal(best.experience, 'home/best-reviewed')
  const [evidence] = best.evidence.filter(one => one.outcome === 'click')
  assert.deepEqual([evidence.verdict, evidence.isProven], ['better', true])
  assert.ok(evidence.low! <= 0.3 && evidence.high! >= 0.3, JSON.stringify(evidence))
  const { wider, ...told } = await detail(best.id)
  assert.match(best.sentence, /^For visitors who came from a search.* are on mobile, “Best rated”/)
  assert.match(best.sentence, /more clicks per 1,000 visits.*, proven and specific .* since 22/)
  const [french] = await list('status=proven&language=fr&text=recherche+mobile+prouvé')
  assert.match(french.sentence, /^Pour les visiteurs qui/)
  assert.equal(french.id, best.id)
  assert.deepEqual(
    wider.map(({ when }) => Object.keys(when).join(' ')),
    ['', 'device', 'source'],
  )
  assert.deepEqual(
    wider.map(({ whom }) => whom),
    ['All visitors', 'Visitors who are on mobile', 'Visitors who came from a search'],
  )
  assert.equal(told.since, server.env.time)
  const changed = await call('PATCH', `/v1/rules/${best.id}`, { action: 'pin', why: 'proven' })
  assert.deepEqual([changed.status, changed.body.kind], [200, 'found'])
  const fromSearch = { device: 'mobile', campaign: { source: 'google', medium: 'organic' } }
  for (const seen of ofEngine(await strangers(20, fromSearch))) {
    assert.equal(seen.experience, 'home/best-reviewed')
  }
  const free = await call('PATCH', `/v1/rules/${best.id}`, { action: 'none' })
  assert.equal(free.body.action, undefined)
  assert.equal(free.body.history.length, 2)
})

test('situations are counted as observed, used and proven, with what the words mean', async t => {
  const server = await merchant()
  t.after(server.close)
  await teach(server, 4_000, onPhonesFromSearch)
  const { body } = await server.call('GET', '/v1/situations?placement=home&language=fr')
  assert.ok(body.counts.observed >= 9, 'everybody, two devices, two sources and their pairs')
  assert.ok(body.counts.proven >= 1)
  assert.ok(body.counts.proven < body.counts.observed)
  assert.match(body.definitions.proven, /test séquentiel/)
  assert.equal(body.situations[0].says, 'Tous les visiteurs')
  assert.deepEqual([body.situations[0].when, body.situations[0].visits], [{}, 4_000])
  const proven = await server.call('GET', '/v1/situations?status=proven')
  assert.ok(proven.body.total >= 1)
  for (const one of proven.body.situations) assert.ok(one.proven.includes('home/best-reviewed'))
})

function onPhonesFromSearch(experience: string, { device, source }: Record<string, string>) {
  const isBetter = device === 'mobile' && source === 'search'
  return experience === 'home/best-reviewed' && isBetter ? 0.4 : 0.1
}

function ofEngine(seen: readonly Seen[]): Seen[] {
  const found = seen.filter(({ slice }) => slice === 'engine')
  assert.ok(found.length > 0)
  return found
}

function chanceOf({ kept }: Seen, experience: string): number {
  return kept!.propensities[kept!.arms.indexOf(experience)]
}
