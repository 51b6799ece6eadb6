import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY } from '../../core/clock.ts'
import { PLACEMENTS, type PlacementKind } from '../../schema/decision.ts'
import type { ExperienceSetting } from '../../schema/experience.ts'
import { LIMITS } from '../../schema/limits.ts'
import { moment, shopper, smallShop } from '../recommend/fixtures/shop.ts'
import type { MomentFacts } from '../recommend/moment.ts'
import { EXPERIENCES, Experiences, placementOf } from './experiences.ts'

test('every placement has one default that always makes sense, and no more than may be arms', () => {
  const experiences = new Experiences()
  for (const placement of PLACEMENTS) {
    const own = experiences.of(placement)
    assert.equal(own.filter(e => e.isDefault).length, 1)
    const { when, nudge, off } = experiences.standard(placement)
    assert.deepEqual([when, nudge, off], [undefined, undefined, undefined])
    // Two places at least are left to the merchant.
    assert.ok(own.length <= LIMITS.experiences - 2, `${placement}: ${own.length}`)
  }
})

test('ours pass the check that the merchant’s must pass, say it in two languages and are found by id', () => {
  const experiences = new Experiences()
  for (const { placement, isDefault, greets: _, lead: __, ...setting } of EXPERIENCES) {
    const told = { ...setting, when: setting.when && [...setting.when] }
    assert.equal(experiences.faultOf(told), undefined, setting.id)
    assert.equal(placementOf(setting.id), placement)
    for (const words of [setting.title, setting.text]) {
      if (words !== undefined) assert.ok(words.fr !== words.en && words.fr && words.en)
    }
    assert.equal(experiences.find(setting.id)?.isDefault, isDefault)
  }
  assert.equal(new Set(EXPERIENCES.map(e => e.id)).size, EXPERIENCES.length)
})

test('a stranger is offered what needs no knowledge, and no nudge without its fact', () => {
  assert.deepEqual(idsOf('home', {}), ['home/bestsellers', 'home/best-reviewed', 'home/explore'])
  assert.deepEqual(idsOf('cart', {}), ['cart/complements', 'cart/bestsellers'])
})

/** For each condition: who does not meet it, who does, and an experience that asks for it. */
const CASES: [string, Partial<MomentFacts>, Partial<MomentFacts>][] = [
  ['home/next', {}, { shopper: shopper({ session: [1] }) }],
  ['category/next', { shopper: shopper({ past: [1] }) }, { shopper: shopper({ session: [1] }) }],
  [
    'home/welcome-back',
    { shopper: shopper({ visit: 2 }) },
    { shopper: shopper({ visit: 2, past: [1] }) },
  ],
  [
    'home/recent',
    { shopper: shopper({ past: [1] }) },
    { shopper: shopper({ visit: 2, past: [1] }) },
  ],
  [
    'home/complements',
    { time: 31 * DAY, shopper: shopper({ bought: [{ item: 1, time: 0 }] }) },
    { time: 29 * DAY, shopper: shopper({ bought: [{ item: 1, time: 0 }] }) },
  ],
  ['home/complements', {}, { shopper: shopper({ bought: [{ item: 1, time: 0 }] }) }],
  [
    'home/explore',
    { shopper: shopper({ past: [1, 2, 3] }) },
    { shopper: shopper({ past: [1, 2] }) },
  ],
  [
    'home/brands',
    {},
    { shopper: shopper({ arrival: { source: 'search', term: 'ski', page: 'home' } }) },
  ],
  // Words that nothing may be kept of are known for this page alone.
  [
    'home/brands',
    { shopper: shopper({ categories: [{ category: 0, weight: 1 }] }) },
    { sought: 'ski' },
  ],
  ['cart/few', {}, { cart: [1] }],
  [
    'product/recent',
    { shopper: shopper({ session: [1, 2] }) },
    { shopper: shopper({ session: [1, 2, 3] }) },
  ],
  [
    'category/few',
    { shopper: shopper({ hesitation: { score: 0.4, items: [1, 2] } }) },
    { shopper: shopper({ hesitation: { score: 0.6, items: [1, 2] } }) },
  ],
]

test('each experience waits for what it speaks of', () => {
  for (const [id, without, having] of CASES) {
    const kind = placementOf(id)
    assert.ok(!idsOf(kind, without).includes(id), `${id} without`)
    assert.ok(idsOf(kind, having).includes(id), `${id} with`)
  }
})

test('what the merchant writes applies at once, keeps its place, and survives being saved', () => {
  const experiences = new Experiences()
  const before = experiences.of('home').map(e => e.id)
  const title = { fr: 'Bonjour', en: 'Hello' }
  experiences.change({ ...own, id: 'home/winter' })
  experiences.change({ id: 'home/explore', strategy: 'explore', title, off: true })
  const after = saved(experiences)
  for (const one of [experiences, after]) {
    assert.deepEqual(
      one.of('home').map(e => e.id),
      [...before, 'home/winter'],
    )
    const ids = one.eligible('home', moment(smallShop())).map(e => e.id)
    assert.ok(ids.includes('home/winter') && !ids.includes('home/explore'))
    assert.deepEqual(one.find('home/explore')?.title, title)
  }
})

test('a name that is not known is refused with the names that are, and what was learnt is kept true', () => {
  const experiences = new Experiences()
  const refused = (change: Partial<ExperienceSetting>) =>
    experiences.faultOf({ ...own, ...change })?.field
  assert.equal(refused({}), undefined)
  assert.equal(refused({ strategy: 'magic' }), 'strategy')
  assert.equal(refused({ when: ['full-moon'] }), 'when')
  assert.equal(refused({ when: ['constructor'] }), 'when')
  assert.equal(refused({ id: 'home/next', strategy: 'similar' }), 'strategy')
  assert.equal(refused({ id: 'home/bestsellers', strategy: 'bestsellers', off: true }), 'off')
  assert.equal(
    refused({ id: 'home/bestsellers', strategy: 'bestsellers', when: ['bought'] }),
    'when',
  )
  for (let n = experiences.of('home').length; n < LIMITS.experiences; n++) {
    experiences.change({ ...own, id: `home/own-${n}` })
  }
  assert.equal(refused({ id: 'home/one-more' }), 'id')
  experiences.change({ ...own, id: 'home/one-more' })
  assert.equal(experiences.of('home').length, LIMITS.experiences)
})

const own: ExperienceSetting = {
  id: 'home/winter',
  strategy: 'new',
  title: { fr: 'L’hiver commence ici', en: 'Winter starts here' },
}

function idsOf(kind: PlacementKind, over: Partial<MomentFacts>) {
  return new Experiences().eligible(kind, moment(smallShop(), over)).map(e => e.id)
}

function saved(experiences: Experiences): Experiences {
  const writer = new ByteWriter()
  experiences.save(writer)
  return Experiences.load(new ByteReader(writer.done()))
}
