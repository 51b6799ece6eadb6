import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY, HOUR } from '../core/clock.ts'
import { localDay } from '../core/local-day.ts'
import { partitionOf } from '../core/partition.ts'
import { Engine } from './engine.ts'
import { FR, Offering, PACKS, TERMS, VAT } from './fixtures/offering.ts'
import { nameless } from './genome/nameless.ts'

test('a shop that gives no terms gives nothing away, and has no such experience', () => {
  const silent = new Offering(null)
  assert.equal(silent.engine.experiences.find('product/offer'), undefined)
  for (const shop of [silent, new Offering({ ...TERMS, on: false })]) {
    for (let n = 0; n < 20; n++) {
      shop.hesitate(`v${n}`)
      assert.equal(shop.look(`v${n}`).answer.nudge, undefined)
    }
  }
})

test('who hesitates is offered the one that leaves most, in whole sentences, and the price stays', () => {
  const shop = new Offering()
  const { visitor, reserved, nudge } = shop.offeredTo('v', 2)
  // P2 leaves more after 10 % than P3, whose cost grows faster than its price.
  assert.deepEqual([reserved.item, reserved.value], ['P2', 820])
  assert.equal(
    nudge.text,
    'Vous hésitez ? −10\u202f% sur Combe P2, nous ne le proposons qu’une fois.',
  )
  assert.match(nudge.more!, /^Choisi automatiquement pour vous/)
  assert.match(nudge.more!, /Prix le plus bas des 30 derniers jours : 82\u202f€\.$/)
  const { price, lowest } = nudge.voucher!
  assert.deepEqual([price, lowest], [8_200, 8_200])
  const again = shop.look(visitor, 2, 'en')
  assert.equal(again.answer.nudge?.text, 'Hesitating? −10% on Combe P2, offered only once.')
  assert.equal(again.answer.nudge?.voucher?.offer, reserved.id, 'a reload shows the same one')
  assert.equal(again.reserved, undefined)
})

test('no offer without its facts: cost, VAT, thirty days of prices, a price that is the lowest', () => {
  const missing: Record<string, (shop: Offering) => void> = {
    cost: shop => tellCosts(shop, -1),
    margin: shop => tellCosts(shop, 5_500),
    vat: shop => shop.tell('shop_facts', { country: 'FR', currency: 'EUR' }),
    'a price that came up again': shop => {
      tellPrice(shop, -500)
      shop.wait(2 * DAY)
      tellPrice(shop, 0)
    },
    budget: shop => shop.give({ ...TERMS, budgetPerDay: 799 }),
    codes: shop => {
      shop.give({ ...TERMS, codes: ['ONLY-1'] })
      assert.equal(shop.offeredTo('lucky').reserved.code, 'ONLY-1')
    },
  }
  for (const [what, take] of Object.entries(missing)) {
    const shop = new Offering()
    take(shop)
    for (let n = 0; n < 20; n++) {
      shop.hesitate(`v${n}`)
      assert.equal(shop.look(`v${n}`).reserved, undefined, `without ${what}`)
    }
  }
})

test('who says no is asked no more until the wait is over', () => {
  const shop = new Offering()
  const { visitor, reserved } = shop.offeredTo('v')
  shop.event({ name: 'dismiss', visitor: 'somebody else', decision: reserved.id })
  assert.equal(shop.engine.offers.counts.reserved, 1, 'only they themselves can decline it')
  shop.event({ name: 'dismiss', visitor, decision: reserved.id })
  assert.equal(shop.engine.offers.committed, 0)
  shop.hesitate(visitor)
  assert.equal(shop.look(visitor).answer.nudge, undefined)
})

/** What may happen to offers, in any order. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('look'), who: fc.nat(14), n: fc.nat(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('redeem'), who: fc.nat(9), n: fc.nat(900) }),
  },
  fc.record({ do: fc.constantFrom('undo', 'withdraw', 'decline'), who: fc.nat(9), n: fc.nat(3) }),
  fc.record({ do: fc.constant('wait'), who: fc.nat(60), n: fc.nat(0) }),
  fc.record({ do: fc.constantFrom('merge', 'forget'), who: fc.nat(14), n: fc.nat(14) }),
)

test('whatever is shown, redeemed, undone, declined or left to lapse: within budget, floor and once a visitor', () => {
  let offers = 0
  const property = fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), steps => {
    const shop = new Offering({ ...TERMS, days: 3, budget: 6_000, budgetPerDay: 2_500 })
    const ghosts = new Map<string, string>()
    for (const one of steps) {
      perform(shop, one, ghosts)
      const { budget, budgetPerDay } = shop.engine.offers.terms!
      assert.ok(shop.engine.offers.committed <= budget)
      for (const [day, spent] of spentByDay(shop)) assert.ok(spent <= budgetPerDay, day)
    }
    offers += shop.shown.length
    for (const { item, price, value } of shop.shown) {
      const { cost } = PACKS.find(({ id }) => id === item)!
      const net = 1 / (1 + VAT)
      assert.ok((price - value) * net - cost >= (price * net * TERMS.floor) / 100)
    }
    for (const a of shop.shown) {
      assert.notEqual(shop.engine.sliceOf(a.visitor), 'holdout')
      for (const b of shop.shown) {
        if (a === b || a.visitor !== b.visitor) continue
        assert.ok(Math.abs(a.time - b.time) >= 3 * DAY, 'once in three days')
      }
    }
    // The same bytes from the log, from a snapshot and its tail, and from the log rewritten.
    const expected = shop.engine.snapshot()
    const cut = Math.floor(shop.records.length / 2)
    const early = replay(new Engine(), shop.records.slice(0, cut))
    const late = replay(Engine.restore(early.snapshot()), shop.records.slice(cut))
    assert.deepEqual(late.snapshot(), expected)
    const rewritten = shop.records.map(record => nameless(record, key => ghosts.get(key)))
    assert.deepEqual(replay(new Engine(), rewritten).snapshot(), expected)
  })
  fc.assert(property, { seed: 11, numRuns: 25 })
  assert.ok(offers > 25, `only ${offers} offers were made`)
})

interface Step {
  do: string
  who: number
  n: number
}

function perform(shop: Offering, { do: what, who, n }: Step, ghosts: Map<string, string>): void {
  const visitor = `visitor ${who}`
  const offer = shop.shown[who]
  const { time } = shop
  if (what === 'look' && !ghosts.has(visitor)) {
    shop.hesitate(visitor, n)
    shop.look(visitor, n)
  } else if (what === 'wait') shop.wait(who * HOUR)
  else if (what === 'merge' && who !== n && !ghosts.has(visitor) && !ghosts.has(`visitor ${n}`)) {
    const body = { from: visitor, into: `visitor ${n}`, time }
    shop.tell('visitors_merged', body, partitionOf(body.from))
  } else if (what === 'forget' && !ghosts.has(visitor)) {
    for (const key of shop.engine.keysOf(visitor)) {
      const ghost = ghostLike(key, shop.engine)
      ghosts.set(key, ghost)
      const body = { visitor: key, ghost, tombstone: `stone of ${key}`, time }
      shop.tell('visitor_erased', body, partitionOf(key))
    }
  } else if (offer !== undefined) dealWith(shop, what, offer, n)
}

/** A name of the same part of the split, as the server draws one. */
function ghostLike(key: string, engine: Engine): string {
  for (let n = 0; ; n++) {
    const ghost = `ghost ${n} ${partitionOf(key)}${key.length} ${engine.position}`
    if (engine.sliceOf(ghost) === engine.sliceOf(key)) return ghost
  }
}

function dealWith(
  shop: Offering,
  what: string,
  { id, visitor }: Offering['shown'][number],
  n: number,
): void {
  const { time } = shop
  const order = `order of ${id}`
  if (what === 'redeem') shop.tell('offer_settled', { id, order, value: n, time })
  else if (what === 'undo') shop.tell('offer_released', { id, order, time })
  else if (what === 'withdraw') shop.tell('offer_released', { id, time })
  else if (what === 'decline') {
    const who = shop.engine.canonical(visitor)
    if (shop.engine.offers.find(id)?.visitor === who)
      shop.event({ name: 'dismiss', visitor: who, decision: id })
  }
}

/** Counted anew from what is held, and not from the sums the engine keeps. */
function spentByDay({ shown, engine }: Offering): Map<string, number> {
  const days = new Map<string, number>()
  for (const { id, time } of shown) {
    const { state, value, settled = 0 } = engine.offers.find(id)!
    const cost = state === 'reserved' ? value : state === 'settled' ? settled : 0
    const day = localDay(time, 'Europe/Paris')
    days.set(day, (days.get(day) ?? 0) + cost)
  }
  const all = [...days.values()].reduce((sum, cost) => sum + cost, 0)
  assert.equal(engine.offers.committed, all)
  return days
}

function replay(engine: Engine, records: Offering['records']): Engine {
  for (const record of records) engine.apply(structuredClone(record))
  return engine
}

function tellCosts(shop: Offering, cost: number): void {
  const costs = PACKS.map(({ id }) => ({ sku: `${id}-a`, cost, currency: 'EUR' }))
  shop.tell('costs', { costs })
}

function tellPrice(shop: Offering, more: number): void {
  const changes = PACKS.map(({ id, price }) => ({ sku: `${id}-a`, price: price + more }))
  shop.tell('offers_changed', { market: FR, changes })
}
