import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY, HOUR, MINUTE } from '../core/clock.ts'
import { partitionOf } from '../core/partition.ts'
import { ASKING } from '../schema/nudge.ts'
import { Engine } from './engine.ts'
import { CALM, type Given, Nudging } from './fixtures/nudging.ts'

const PLACES = ['product', 'category', 'category:aside', 'cart']
const KEYS = ['one', 'two', 'three', 'four']

/** What may happen to visitors, in any order and in several tabs. */
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('open'), who: fc.nat(3), n: fc.nat(4) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('jump'), who: fc.nat(3), n: fc.nat(0) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), who: fc.nat(40), n: fc.nat(0) }) },
  fc.record({ do: fc.constantFrom('dismiss', 'snooze'), who: fc.nat(3), n: fc.nat(5) }),
  fc.record({ do: fc.constant('merge'), who: fc.nat(3), n: fc.nat(3) }),
)

test('whatever tabs, merges, late and repeated answers do: within the shares of the day, and nothing comes back before its time', () => {
  const sum = { asking: 0, confirming: 0 }
  const property = fc.property(fc.array(step, { minLength: 30, maxLength: 70 }), steps => {
    const shop = new Nudging()
    const closed: Closed[] = []
    for (const one of steps) perform(shop, one, closed)
    const given = shop.given()
    assertWithinShares(shop, given)
    assertOneAPage(given)
    for (const { isAsking } of given) sum[isAsking ? 'asking' : 'confirming']++
    const early = replay(new Engine(), shop.records.slice(0, shop.records.length >> 1))
    const late = replay(Engine.restore(early.snapshot()), [])
    assert.deepEqual(late.snapshot(), early.snapshot())
    assert.deepEqual(replay(new Engine(), shop.records).snapshot(), shop.engine.snapshot())
  })
  fc.assert(property, { seed: 5, numRuns: 30 })
  assert.ok(sum.asking > 100 && sum.confirming > 50, JSON.stringify(sum))
})

test('the same answers and nudges in another order, or twice, are the same pressure', () => {
  const one = new Nudging()
  const two = new Nudging()
  const [a, b] = ['a', 'b'].map(name => engaged(one, name))
  for (const shop of [one, two]) {
    const [first, second] = shop === one ? [a, b] : [b, a]
    shop.jump(first)
    shop.jump(second)
  }
  one.answer('dismiss', a, 'jump', one.time - HOUR)
  one.answer('snooze', b, 'cart', one.time)
  two.answer('snooze', b, 'cart', two.time)
  for (let n = 0; n < 3; n++) two.answer('dismiss', a, 'jump', two.time - HOUR)
  one.tell('visitors_merged', { from: a, into: b, time: one.time }, partitionOf(a))
  two.tell('visitors_merged', { from: a, into: b, time: two.time }, partitionOf(a))
  const [x, y] = [one, two].map(({ engine }) => engine.visitors.get(b)!.pressure)
  assert.deepEqual(
    ASKING.map(kind => [x.closedAt(kind), x.putOffAt(kind)]),
    ASKING.map(kind => [y.closedAt(kind), y.putOffAt(kind)]),
  )
  assert.equal(one.jump(b), false, 'the shares of both are used up')
})

test('what was closed stays away for its days, what was put off for its minutes, and only it', () => {
  const shop = new Nudging({ ...CALM, perDay: 20, coolDownDays: 3, restMinutes: 0 })
  const visitor = engaged(shop, 'v')
  assert.ok(shop.jump(visitor))
  shop.answer('snooze', visitor, 'jump')
  assert.equal(shop.jump(visitor), false)
  shop.time += HOUR
  assert.ok(shop.jump(visitor), 'put off is not closed')
  shop.answer('dismiss', visitor, 'jump')
  shop.wait(3 * DAY - 10 * MINUTE)
  assert.equal(shop.jump(visitor), false)
  assert.ok(shop.engine.mayStand('cart', visitor, shop.time), 'another kind was not closed')
  shop.wait(20 * MINUTE)
  assert.ok(shop.jump(visitor))
})

test('after anything was closed nothing asks for a while, and putting off closes nothing', () => {
  const shop = new Nudging()
  const [closes, putsOff] = [engaged(shop, 'v'), engaged(shop, 'w')]
  shop.answer('dismiss', closes, 'cart')
  shop.answer('snooze', putsOff, 'cart')
  assert.equal(shop.jump(closes), false)
  assert.ok(shop.jump(putsOff))
  shop.time += 20 * MINUTE
  assert.ok(shop.jump(closes))
})

test('a day is the shop’s, and what confirms does not use up what may be asked', () => {
  const shop = new Nudging({ ...CALM, perDay: 1, confirmPerDay: 2 })
  const visitor = engaged(shop, 'v')
  while (!lastDay(shop).endsWith('T22:50')) shop.time += MINUTE
  assert.ok(shop.jump(visitor))
  assert.equal(shop.jump(visitor), false)
  for (let n = 0; n < 6; n++) shop.open(visitor, ['category'])
  assert.ok(shop.given().filter(({ isAsking }) => !isAsking).length <= 2)
  shop.time += 10 * MINUTE // past midnight in Paris, not in Greenwich
  assert.ok(shop.jump(visitor))
})

test('what is refused is not among what is drawn from, and the chances of the rest are whole', () => {
  const shop = new Nudging({ ...CALM, confirmPerDay: 0, perDay: 0 })
  let choices = 0
  for (let n = 0; n < 60; n++) {
    shop.hesitate(`v${n}`)
    const { made } = shop.open(`v${n}`, PLACES)
    for (const { arms, propensities, nudge, items } of made!.choices) {
      if (items.length === 0) continue
      choices++
      assert.equal(nudge, undefined)
      for (const arm of arms) assert.equal(shop.engine.experiences.find(arm)!.nudge, undefined, arm)
      const whole = propensities.reduce((sum, chance) => sum + chance, 0)
      assert.ok(Math.abs(whole - 1) < 1e-9)
    }
  }
  assert.ok(choices > 100)
})

test('the chance that is logged is the chance there was: counted over visitors, with and without a nudge before', () => {
  const shop = new Nudging()
  const counts = new Map<string, { expected: number; seen: number }>()
  for (let n = 0; n < 600; n++) {
    const visitor = `v${n}`
    for (let page = 0; page < 1 + (n % 3); page++) shop.open(visitor, ['category', 'cart'])
    const { made } = shop.open(`${visitor} new`, ['cart', 'category'])
    if (made!.slice === 'holdout') continue
    for (const { arms, overall, experience } of made!.choices) {
      arms.forEach((arm, a) => {
        const count = counts.get(arm) ?? { expected: 0, seen: 0 }
        counts.set(arm, count)
        count.expected += overall![a]
        if (arm === experience) count.seen++
      })
    }
  }
  for (const [arm, { expected, seen }] of counts) {
    assert.ok(
      Math.abs(seen - expected) < 4.5 * Math.sqrt(expected) + 1,
      `${arm} ${seen} ${expected}`,
    )
  }
  assert.ok([...counts.keys()].some(arm => shop.engine.experiences.find(arm)!.nudge))
})

test('the placement whose nudge is expected to earn most has the page’s turn, whichever was asked for first', () => {
  const shop = new Nudging()
  teach(shop)
  const asked = (placements: string[]) => {
    let turn: string | undefined
    for (let n = 0; n < 40; n++) {
      const { made } = shop.open(`asks ${placements} ${n}`, placements)
      for (const { placement, arms } of made!.choices) {
        const mayNudge = arms.some(arm => shop.engine.experiences.find(arm)?.nudge !== undefined)
        if (!mayNudge) continue
        assert.ok(turn === undefined || turn === placement, 'one of them alone')
        turn = placement
      }
    }
    return turn
  }
  assert.equal(asked(['category', 'cart']), 'cart')
  assert.equal(asked(['cart', 'category']), 'cart')
})

test('on the page of what is gone an offer leaves the question to the dialog', () => {
  const shop = new Nudging()
  const visitor = engaged(shop, 'v')
  const kinds = () => {
    shop.hesitate(visitor)
    return shop.open(visitor, ['product']).made!.choices[0].arms
  }
  assert.ok(kinds().includes('product/offer'))
  const changes = [{ sku: 'P0-a', inStock: false }]
  shop.tell('offers_changed', {
    market: { country: 'FR', language: 'fr', currency: 'EUR' },
    changes,
  })
  assert.ok(!kinds().includes('product/offer'))
  shop.answer('dismiss', visitor, 'jump')
  shop.time += HOUR
  assert.ok(kinds().includes('product/offer'), 'who closed the dialog may be asked something else')
})

interface Closed {
  visitor: string
  kind: string
  time: number
  name: string
}

/** @returns nothing; every claim about a moment is checked as the moment comes */
function perform(
  shop: Nudging,
  { do: what, who, n }: { do: string; who: number; n: number },
  closed: Closed[],
): void {
  const visitor = shop.engine.canonical(KEYS[who])
  const before = shop.records.length
  if (what === 'open') {
    if (n < 2) shop.hesitate(visitor, n)
    shop.open(KEYS[who], n < 2 ? PLACES : PLACES.slice(n % 2), n)
  } else if (what === 'jump') shop.jump(visitor)
  else if (what === 'wait') shop.wait(who * HOUR)
  else if (what === 'merge' && shop.engine.canonical(KEYS[n]) !== visitor) {
    const into = shop.engine.canonical(KEYS[n])
    shop.tell('visitors_merged', { from: visitor, into, time: shop.time }, partitionOf(visitor))
    for (const one of closed) if (one.visitor === visitor) one.visitor = into
  } else if (what === 'dismiss' || what === 'snooze') {
    // Some come late, and some twice.
    const time = shop.time - (n % 2) * 2 * HOUR
    const kind = ASKING[n % ASKING.length]
    shop.answer(what, visitor, kind, time)
    if (n > 3) shop.answer(what, visitor, kind, time)
    closed.push({ visitor, kind, time, name: what })
  }
  for (const { kind, time, visitor: who } of newlyGiven(shop, before)) {
    for (const one of closed) {
      if (one.visitor !== who) continue
      const since = time - one.time
      const isSame = one.kind === kind
      if (isSame) assert.ok(since >= (one.name === 'dismiss' ? 3 * DAY : HOUR), `${kind} ${since}`)
      if (one.name === 'dismiss') assert.ok(since >= 20 * MINUTE, `rest ${since}`)
    }
  }
}

function newlyGiven(shop: Nudging, before: number): Given[] {
  const pages = new Set(shop.records.slice(before).map(({ id }) => id))
  return shop.given().filter(({ page, isAsking }) => isAsking && pages.has(page))
}

/** Each nudge beside those given before it, that day, to whoever was the same visitor by then. */
function assertWithinShares(shop: Nudging, given: Given[]): void {
  const place = new Map(shop.records.map(({ id, position }) => [id, position]))
  const merges = shop.records.filter(({ type }) => type === 'visitors_merged')
  const nameAt = (visitor: string, position: number) =>
    merges.reduce((name, { body, position: at }) => {
      const { from, into } = body as { from: string; into: string }
      return at < position && name === from ? into : name
    }, visitor)
  const counted = given.filter(({ counts }) => counts)
  for (const one of counted) {
    const at = place.get(one.page)!
    const name = nameAt(one.visitor, at)
    const before = counted.filter(
      other =>
        other.day === one.day &&
        other.isAsking === one.isAsking &&
        place.get(other.page)! < at &&
        nameAt(other.visitor, at) === name,
    )
    assert.ok(before.length < (one.isAsking ? CALM.perDay : CALM.confirmPerDay), one.kind)
  }
}

function assertOneAPage(given: Given[]): void {
  assert.equal(new Set(given.map(({ page }) => page)).size, given.length)
}

function replay(engine: Engine, records: Nudging['records']): Engine {
  for (const record of records) engine.apply(structuredClone(record))
  return engine
}

/** Somebody who may be shown something. */
function engaged(shop: Nudging, prefix: string): string {
  for (let n = 0; ; n++) {
    if (shop.engine.sliceOf(`${prefix} ${n}`) !== 'holdout') return `${prefix} ${n}`
  }
}

/** What nudges in the cart is clicked and bought, and nothing that nudges on a shelf. */
function teach(shop: Nudging): void {
  for (let n = 0; n < 400; n++) {
    const visitor = `learns ${n}`
    const { id, made } = shop.open(visitor, [n % 2 ? 'cart' : 'category'])
    const [choice] = made!.choices
    const isGood = n % 2 === 1 && choice.nudge !== undefined
    if (!isGood || choice.items.length === 0) continue
    const items = [{ id: choice.items[0], price: 8_000, quantity: 1 }]
    shop.event({ name: 'click', visitor, decision: `${id}.0`, items })
    shop.event({ name: 'add_to_cart', visitor, items })
    const transaction = { id: `order ${n}` }
    shop.event({ name: 'purchase', visitor, items, value: 8_000, currency: 'EUR', transaction })
  }
  shop.wait(9 * DAY)
}

function lastDay({ time }: Nudging): string {
  return new Date(time).toISOString().slice(0, 16).replace(/^.*T/, 'T')
}
