import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE } from '../../core/clock.ts'
import type { ShopEvent } from '../../schema/event.ts'
import { after, event, NOON, visitorWho } from './fixtures/acts.ts'
import { SmallCatalogue } from './fixtures/small-catalogue.ts'

const catalogue = new SmallCatalogue()
const DAYS = DAY / 1000

test('a visit ends after 30 minutes of silence and not before', () => {
  const genome = visitorWho([look(0), look(30 * 60), look(60 * 60 + 1)])
  assert.equal(genome.shopper(after(genome)).visit, 2)
  const end = genome.acts.at(-1)!.time
  assert.equal(genome.shopper(end + 30 * MINUTE).visit, 2)
  assert.equal(genome.shopper(end + 30 * MINUTE + 1).visit, 3)
})

test('a new campaign begins a visit; the same one, a search or a reload does not', () => {
  const letter = { source: 'letter', medium: 'email', name: 'november' }
  const organic = { source: 'google', medium: 'organic' }
  const visits = (...pages: ShopEvent[]) => {
    const genome = visitorWho(pages)
    return genome.shopper(after(genome)).visit
  }
  assert.equal(visits(page(0), page(60, letter)), 2)
  assert.equal(visits(page(0, letter), page(60, letter), page(90)), 1)
  assert.equal(visits(page(0), page(60, organic)), 1)
  assert.equal(visits(look(0), page(1, letter)), 1, 'the page view told a second late')
})

test('what the shop does and contacts elsewhere are no visits', () => {
  const genome = visitorWho([look(0), event('refund', 2 * DAYS), event('email_click', 3 * DAYS)])
  assert.equal(genome.shopper(NOON + 3 * DAY + 1000).visit, 2)
})

test('the visit type is exact on every road to it', () => {
  const buy = (second: number) => event('purchase', second, { item: 'boots-1', price: 9_000 })
  const cart = (second: number) => event('add_to_cart', second, { item: 'boots-1' })
  const now = 40 * DAYS
  const cases: [ShopEvent[], string][] = [
    [[], 'first'],
    [[look(now - 60)], 'first'],
    [[cart(now - 60)], 'first'],
    [[look(0)], 'return'],
    [[look(0), cart(60)], 'return'], // more than 30 days ago: forgotten
    [[look(0), cart(20 * DAYS)], 'abandoned_cart'],
    [[cart(20 * DAYS), look(25 * DAYS)], 'return'], // left before the last visit
    [[cart(20 * DAYS), event('remove_from_cart', 20 * DAYS + 9, { item: 'boots-1' })], 'return'],
    [[cart(20 * DAYS), buy(20 * DAYS + 60)], 'recent_purchase'],
    [[buy(20 * DAYS), cart(25 * DAYS)], 'abandoned_cart'],
    [[look(0), buy(9 * DAYS)], 'return'],
    [[buy(0), buy(2 * DAYS), buy(4 * DAYS)], 'loyal'],
    [[buy(0), buy(2 * DAYS), buy(30 * DAYS)], 'recent_purchase'],
    [[buy(20 * DAYS), event('refund', 21 * DAYS, { item: 'boots-1' })], 'return'],
  ]
  for (const [events, expected] of cases) {
    const told = events.map(each => `${each.name}@${(each.time - NOON) / DAY}`).join(' ')
    assert.equal(visitorWho(events).visitType(NOON + now * 1000), expected, told)
  }
})

test('the visit type stays when its acts have fallen into the sediment', () => {
  const orders = [0, 2, 4].map(day =>
    event('purchase', day * DAYS, { item: 'boots-1', price: 100 }),
  )
  const noise = Array.from({ length: 100 }, (_, i) =>
    event('sort', 60 * DAYS + i, { detail: 'new' }),
  )
  const genome = visitorWho([...orders, ...noise])
  assert.ok(genome.acts.every(act => act.kind === 'sort'))
  assert.equal(genome.visitType(NOON + 90 * DAY), 'loyal')
  assert.equal(genome.shopper(NOON + 60 * DAY + 99_000).visit, 4)
})

test('a visit longer than the journal does not make its own cart one that was left, nor forget the visit before', () => {
  const cart = (second: number) => event('add_to_cart', second, { item: 'boots-1' })
  const long = (day: number) =>
    Array.from({ length: 100 }, (_, i) => event('sort', day * DAYS + 10 + i, { detail: 'new' }))
  const now = NOON + 20 * DAY + 110_000
  const own = visitorWho([look(0), cart(20 * DAYS), ...long(20)])
  assert.equal(own.visitType(now), 'return')
  const left = visitorWho([look(0), cart(10 * DAYS), look(20 * DAYS), ...long(20)])
  assert.equal(left.visitType(now), 'abandoned_cart')
  assert.equal(left.shopper(now).lastSeen, NOON + 10 * DAY)
  const longAgo = visitorWho([
    look(0),
    cart(5 * DAYS),
    look(9 * DAYS),
    look(20 * DAYS),
    ...long(20),
  ])
  assert.equal(longAgo.visitType(now), 'return')
})

test('how somebody came for the very first time is never forgotten', () => {
  const letter = { source: 'letter', medium: 'email', term: 'ski' }
  const genome = visitorWho([look(0), page(2, letter), look(5 * DAYS)])
  const first = { time: NOON, source: 'email', term: 'ski' }
  assert.deepEqual(genome.reading(after(genome)).first, first)
  for (let i = 0; i < 100; i++) genome.observe(look(9 * DAYS + 20 * i), 10 + i)
  assert.deepEqual(genome.reading(after(genome)).first, first)
  assert.equal(visitorWho([]).reading(NOON).first, undefined)
})

test('session, past, cart and orders are what was done, visit by visit', () => {
  const genome = visitorWho([
    look(0, 'boots-1'),
    look(60, 'boots-2'),
    event('add_to_cart', 70, { item: 'boots-2' }),
    look(2 * DAYS, 'tents-1'),
    look(2 * DAYS + 60, 'tents-2'),
    look(2 * DAYS + 120, 'tents-1'),
    event('add_to_cart', 2 * DAYS + 130, { item: 'tents-1' }),
  ])
  const shopper = genome.shopper(after(genome))
  assert.deepEqual(names(shopper.session), ['tents-1', 'tents-2', 'tents-1'])
  assert.deepEqual(names(shopper.past), ['boots-1', 'boots-2'])
  assert.deepEqual(names(shopper.cart), ['boots-2', 'tents-1'])
  assert.deepEqual(names(shopper.abandoned), ['boots-2'])
  genome.observe(event('purchase', 2 * DAYS + 200, { item: 'tents-1', price: 1 }), 99)
  const bought = genome.shopper(after(genome))
  assert.deepEqual(names(bought.cart), [])
  assert.deepEqual(bought.bought, [
    { item: catalogue.find('tents-1'), time: NOON + 2 * DAY + 200_000 },
  ])
  const later = genome.shopper(NOON + 9 * DAY)
  assert.deepEqual(names(later.session), [])
  assert.deepEqual(names(later.past), ['boots-1', 'boots-2', 'tents-2', 'tents-1'])
  assert.equal(later.lastSeen, NOON + 2 * DAY + 200_000)
})

test('the product of the page asked for belongs to the session before its own event tells it', () => {
  const genome = visitorWho([look(0, 'boots-1')], catalogue)
  const asked = genome.shopper(after(genome), { type: 'product', item: 'boots-4' })
  assert.deepEqual(names(asked.session), ['boots-1', 'boots-4'])
  const told = genome.shopper(after(genome), { type: 'product', item: 'boots-1' })
  assert.deepEqual(names(told.session), ['boots-1'])
})

test('a shopper is worked out once per moment, and anew after each event', () => {
  const genome = visitorWho([look(0)])
  const now = after(genome)
  assert.equal(genome.shopper(now), genome.shopper(now))
  assert.notEqual(genome.shopper(now + 1), genome.shopper(now))
  assert.equal(genome.shopper(now).session.length, 1)
  genome.observe(look(0.5, 'boots-2'), 50)
  assert.equal(genome.shopper(now).session.length, 2)
})

function look(second: number, item = 'boots-3'): ShopEvent {
  return event('view_item', second, { item })
}

function page(second: number, campaign?: object): ShopEvent {
  const context = campaign ? { context: { campaign } } : {}
  return event('page_view', second, { page: { type: 'home' }, ...context })
}

function names(items: readonly number[]): string[] {
  return items.map(item => catalogue.idOf(item))
}
