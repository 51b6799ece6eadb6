import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY, MINUTE } from '../../core/clock.ts'
import type { DecisionMade } from '../../schema/decision.ts'
import type { ShopEvent } from '../../schema/event.ts'
import { after, event, NOON, visitorWho } from './fixtures/acts.ts'
import { anyHistory, apply } from './fixtures/histories.ts'
import { SmallCatalogue } from './fixtures/small-catalogue.ts'
import { Genome } from './genome.ts'
import { MOST_ACTS } from './journal.ts'
import { Population } from './population.ts'

const catalogue = new SmallCatalogue()
const population = new Population()
const fresh = () => new Genome(catalogue, population)
const MERGED_AT = 1_000_000
const LATER = NOON + 40 * DAY
const reload = (genome: Genome) => Genome.decode(genome.encode(), catalogue, population)

test('saved, loaded and continued anywhere, a genome is the one that never left memory', () => {
  fc.assert(
    fc.property(anyHistory(180), fc.array(fc.nat(180), { maxLength: 6 }), (history, leaves) => {
      const stayed = fresh()
      let left = fresh()
      history.forEach((happening, index) => {
        if (leaves.includes(index)) left = reload(left)
        apply(stayed, happening)
        apply(left, happening)
      })
      assert.deepEqual(left.encode(), stayed.encode())
    }),
    { numRuns: 150, seed: 1, endOnFailure: true },
  )
})

test('a merge of two visitors is one visitor who did both, and merging twice is merging once', () => {
  fc.assert(
    fc.property(anyHistory(60), fc.infiniteStream(fc.boolean()), (history, coin) => {
      // Answers belong to the one who was shown.
      const sides = history.map(() => coin.next().value!)
      const [one, two, both] = [fresh(), fresh(), fresh()]
      for (const happening of history) {
        apply(sides[happening.group] ? one : two, happening)
        apply(both, happening)
      }
      both.merge(fresh(), MERGED_AT)
      assert.equal(one.merge(two, MERGED_AT), true)
      assert.deepEqual(one.encode(), both.encode())
      assert.equal(one.merge(two, MERGED_AT), false)
      assert.deepEqual(one.encode(), both.encode())
    }),
    { numRuns: 150, seed: 2, endOnFailure: true },
  )
})

test('a merge of two long histories loses no act, no order and no money', () => {
  fc.assert(
    fc.property(anyHistory(200), history => {
      const [one, two, both] = [fresh(), fresh(), fresh()]
      for (const happening of history) {
        apply(happening.group % 2 ? one : two, happening)
        apply(both, happening)
      }
      const count = one.actCount + two.actCount
      one.merge(two, MERGED_AT)
      assert.equal(one.actCount, count)
      assert.equal(one.reading(LATER).orders, both.reading(LATER).orders)
      assert.equal(one.reading(LATER).revenue, both.reading(LATER).revenue)
    }),
    { numRuns: 60, seed: 3, endOnFailure: true },
  )
})

test('events that come late or out of order land at their place in time', () => {
  fc.assert(
    fc.property(anyHistory(60), fc.infiniteStream(fc.nat()), (history, chance) => {
      const events = history.filter(each => each.event !== undefined)
      const shuffled = events
        .map(each => ({ each, key: chance.next().value! }))
        .sort((a, b) => a.key - b.key)
        .map(({ each }) => each)
      const [straight, late] = [fresh(), fresh()]
      for (const [index, each] of events.entries()) straight.observe(each.event!, index + 1)
      for (const [index, each] of shuffled.entries()) late.observe(each.event!, index + 1)
      const now = LATER
      assert.deepEqual(late.traits(now), straight.traits(now))
      assert.equal(late.visitType(now), straight.visitType(now))
      assert.equal(late.shopper(now).visit, straight.shopper(now).visit)
    }),
    { numRuns: 100, seed: 4, endOnFailure: true },
  )
})

test('which acts the journal keeps does not depend on their order of arrival', () => {
  const events = Array.from({ length: 150 }, (_, i) =>
    event('sort', i * 60, { detail: `way ${i % 9}` }),
  )
  const backwards = visitorWho([...events].reverse(), catalogue)
  const straight = visitorWho(events, catalogue)
  const times = (genome: Genome) => genome.acts.map(act => act.time)
  assert.equal(straight.acts.length, MOST_ACTS)
  assert.deepEqual(times(backwards), times(straight))
  assert.equal(backwards.actCount, 150)
})

test('what is older than the acts that fell off does not come back into the journal', () => {
  const long = (i: number) =>
    event('search', i * 60, { detail: `${i} `.padEnd(32, 'chaussures de ski ') })
  const genome = visitorWho(Array.from({ length: 100 }, (_, i) => long(i + 100)))
  const { length } = genome.acts
  assert.ok(length < MOST_ACTS)
  genome.observe(event('view_item', 0, { item: 'boots-1' }), 1_000)
  assert.equal(genome.acts.length, length)
  assert.equal(genome.actCount, 101)
})

test('cart, orders and items of long ago outlive the journal and a reload', () => {
  const genome = reload(
    visitorWho([
      event('purchase', 0, { item: 'tents-2', price: 4_000 }),
      event('view_item', 5, { item: 'trail-3' }),
      event('add_to_cart', 9, { item: 'boots-4' }),
      ...Array.from({ length: 90 }, (_, i) => event('sort', 100 + i, { detail: 'new' })),
    ]),
  )
  const shopper = genome.shopper(after(genome))
  assert.deepEqual(shopper.cart, [catalogue.find('boots-4')])
  assert.deepEqual(shopper.bought, [{ item: catalogue.find('tents-2'), time: NOON }])
  assert.ok(shopper.past.includes(catalogue.find('trail-3')))
  assert.equal(genome.reading(LATER).revenue, 4_000)
})

test('a position that is held already changes nothing', () => {
  const genome = visitorWho([
    event('view_item', 0, { item: 'boots-3' }),
    event('view_item', 9, { item: 'boots-4' }),
  ])
  const before = genome.encode()
  assert.equal(genome.observe(event('view_item', 5, { item: 'tents-1' }), 2), false)
  assert.equal(genome.observeDecision('0', shownTo(NOON), 1, 0), false)
  assert.deepEqual(genome.encode(), before)
})

test('a typical visitor fits in 2 kB and any visitor in 3 kB', () => {
  fc.assert(
    fc.property(anyHistory(400), history => {
      const genome = fresh()
      for (const happening of history) apply(genome, happening)
      assert.ok(genome.encode().length <= 3072, `${genome.encode().length} B`)
    }),
    { numRuns: 60, seed: 5, endOnFailure: true },
  )
  const typical = visitorWho(fourVisits(), catalogue)
  assert.ok(typical.actCount > 60)
  assert.ok(typical.encode().length <= 2048, `${typical.encode().length} B`)
})

test('the longest words of any script do not push a genome over 3 kB', () => {
  const genome = fresh()
  for (let i = 0; i < 300; i++) {
    genome.observe(
      event('search', i * 50_000, { detail: `${i}雪`.repeat(80) }),
      i * 4_000_000_000 + 1,
    )
    genome.observeDecision(`${i}`, shownTo(NOON + i * 50_000_000), i * 4_000_000_000 + 2, 0)
    genome.observe(everything(i * 50_000 + 9), i * 4_000_000_000 + 3)
  }
  assert.ok(genome.encode().length <= 3072, `${genome.encode().length} B`)
})

test('the page view of a product and its product view are one look', () => {
  const page = event('page_view', 0, { item: 'boots-3' })
  const view = event('view_item', 0.4, { item: 'boots-3' })
  for (const events of [
    [page, view],
    [view, page],
  ]) {
    const genome = visitorWho(events, catalogue)
    assert.equal(genome.acts.length, 1)
    assert.deepEqual(genome.shopper(after(genome)).session, [catalogue.find('boots-3')])
  }
})

test('money is exact, whatever the number of lines', () => {
  const items = Array.from({ length: 20 }, (_, i) => ({
    id: `boots-${i % 10}`,
    price: 1_001,
    quantity: 3,
  }))
  const genome = visitorWho([event('purchase', 0, { items, value: 60_060 })])
  const paid = genome.acts.reduce((sum, act) => sum + act.value, 0)
  assert.equal(paid, 60_060)
  assert.equal(genome.reading(after(genome)).orders, 1)
})

test('bytes that are not a genome are refused', () => {
  const bytes = visitorWho([event('view_item', 0, { item: 'boots-3' })]).encode()
  assert.throws(
    () => Genome.decode(bytes.subarray(0, bytes.length - 1), catalogue, population),
    RangeError,
  )
  assert.throws(() => Genome.decode(Uint8Array.of(99), catalogue, population), /version 99/)
  assert.throws(
    () => Genome.decode(Uint8Array.of(...bytes, 0), catalogue, population),
    /1 bytes follow/,
  )
})

test('a robot is remembered as one', () => {
  const genome = visitorWho([event('page_view', 0, { robot: 'declared' }), event('page_view', 1)])
  assert.equal(reload(genome).isRobot, true)
})

/** A list longer than anybody looks at, of every category. */
function everything(second: number): ShopEvent {
  const items = Array.from({ length: 60 }, (_, i) => ({ id: catalogue.idOf((i * 7) % 60) }))
  return event('view_item_list', second, { page: { type: 'category' }, items })
}

const GOOGLE = { campaign: { source: 'google', medium: 'organic', term: 'ski' } }

function shownTo(time: number): DecisionMade {
  const choice = {
    placement: 'home',
    experience: `home/${time % 100}-selection-of-last-visit`,
    arms: [],
    propensities: [],
    items: ['boots-1'],
    strategy: 'next',
    reason: '',
  }
  return {
    time,
    slice: 'engine',
    page: 'home',
    characteristics: {},
    choices: [choice, choice, choice],
  }
}

function fourVisits(): ShopEvent[] {
  const events: ShopEvent[] = []
  for (let visit = 0; visit < 4; visit++) {
    const start = visit * 3 * (DAY / 1000)
    events.push(event('page_view', start, { page: { type: 'home' }, context: GOOGLE }))
    events.push(event('search', start + 20, { detail: 'chaussures de ski confort' }))
    for (let i = 0; i < 4; i++) events.push(everything(start + 21 + i * 200))
    for (let i = 0; i < 12; i++) {
      const item = `boots-${(i * 3 + visit) % 10}`
      events.push(event('view_item', start + 40 + i * (MINUTE / 1000), { item }))
      if (i % 3 === 0) events.push(event('read_reviews', start + 60 + i * 60, { item }))
      if (i % 5 === 0)
        events.push(event('select_size', start + 70 + i * 60, { item, detail: '27.5' }))
    }
    events.push(event('add_to_cart', start + 900, { item: 'boots-4', price: 10_000 }))
  }
  return events
}
