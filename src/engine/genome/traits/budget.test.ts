import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../../core/clock.ts'
import type { ShopEvent } from '../../../schema/event.ts'
import { after, event, visitorWho } from '../fixtures/acts.ts'
import { SmallCatalogue } from '../fixtures/small-catalogue.ts'
import { Genome } from '../genome.ts'
import { Population } from '../population.ts'

const catalogue = new SmallCatalogue()
const BOOTS = catalogue.findCategory('Ski boots')
const CHEAP = ['boots-0', 'boots-1', 'boots-2', 'boots-3', 'boots-4']
const DEAR = ['boots-5', 'boots-6', 'boots-7', 'boots-8', 'boots-9']

test('what was passed over tells as much as what was taken', () => {
  const bestOfCheap = budgetOf(visitorWho(choose('boots-4', CHEAP)))
  const cheapestOfDear = budgetOf(visitorWho(choose('boots-5', DEAR)))
  assert.ok(bestOfCheap.mean > 0.55, `${bestOfCheap.mean}`)
  assert.ok(cheapestOfDear.mean < 0.45, `${cheapestOfDear.mean}`)
})

test('on a page where only dear things stand, the middle one says little', () => {
  const seen = budgetOf(visitorWho(choose('boots-7', DEAR)))
  const unseen = budgetOf(visitorWho([look('boots-7', 60)]))
  assert.ok(Math.abs(seen.mean - 0.5) < Math.abs(unseen.mean - 0.5) / 2)
  assert.ok(seen.confidence < unseen.confidence)
})

test('what stood above says more than what stood below: whoever went past the cheap did not want it', () => {
  const cheapFirst = [...CHEAP, ...DEAR]
  const dearFirst = cheapFirst.toReversed()
  const wentDown = budgetOf(visitorWho(choose('boots-6', cheapFirst)))
  const wentUp = budgetOf(visitorWho(choose('boots-6', dearFirst)))
  assert.ok(wentDown.mean > wentUp.mean + 0.03, `${wentDown.mean} ${wentUp.mean}`)
})

test('the order of a list is still known when it is read from its bytes', () => {
  const visitor = visitorWho(choose('boots-6', [...CHEAP, ...DEAR]))
  const again = Genome.decode(visitor.encode(), catalogue, new Population())
  assert.deepEqual(budgetOf(again), budgetOf(visitor))
})

test('two side by side are no ladder: what each costs among all of its kind says more', () => {
  const dearer = budgetOf(visitorWho(choose('boots-1', ['boots-0', 'boots-1'])))
  const cheaper = budgetOf(visitorWho(choose('boots-8', ['boots-8', 'boots-9'])))
  assert.ok(Math.abs(dearer.mean - 0.5) < 0.05, `${dearer.mean}`)
  assert.ok(Math.abs(cheaper.mean - 0.5) < 0.05, `${cheaper.mean}`)
})

test('a list put in order by price tells a budget before anything in it is opened', () => {
  const sorts = (detail: string) => {
    const visitor = visitorWho([list(CHEAP, 0), event('sort', 9, { detail })])
    return visitor.shopper(after(visitor)).trait('budget')
  }
  assert.ok(sorts('price_asc')!.score < 0.4)
  assert.ok(sorts('price_desc')!.score > 0.6)
  assert.equal(sorts('rating'), undefined)
})

test('one alone of its kind in a list was not chosen for its price', () => {
  const alone = visitorWho(choose('boots-9', ['boots-9', 'tents-2', 'tents-4', 'trail-1']))
  assert.equal(alone.shopper(after(alone)).budget(BOOTS), undefined)
  assert.equal(alone.shopper(after(alone)).trait('budget'), undefined)
})

test('the list on its own page is not what a product was chosen from', () => {
  const page = { type: 'product' as const, item: 'boots-8' }
  const view = look('boots-8', 60)
  const near = list(['boots-5', 'boots-6', 'boots-9'], 59, { page })
  assert.deepEqual(
    budgetOf(visitorWho([...choose('boots-8', CHEAP.concat(DEAR)), near])),
    budgetOf(visitorWho(choose('boots-8', CHEAP.concat(DEAR)))),
  )
  assert.deepEqual(budgetOf(visitorWho([near, view])), budgetOf(visitorWho([view])))
})

test('a list that comes late is the same list', () => {
  const [shown, taken] = choose('boots-4', CHEAP)
  assert.deepEqual(budgetOf(visitorWho([taken, shown])), budgetOf(visitorWho([shown, taken])))
})

test('choices that agree make surer, choices that differ do not', () => {
  const everything = [...CHEAP, ...DEAR]
  const choices = (items: string[]) =>
    visitorWho(items.flatMap((item, i) => choose(item, everything, i * 100)))
  let last = 0
  for (const count of [1, 2, 4, 8, 16]) {
    const { confidence } = budgetOf(choices(Array.from({ length: count }, () => 'boots-8')))
    assert.ok(confidence > last && confidence < 1, `${confidence} after ${count}`)
    last = confidence
  }
  const differs = budgetOf(choices(['boots-0', 'boots-9', 'boots-0', 'boots-9']))
  assert.ok(differs.confidence < 0.2, `${differs.confidence}`)
})

test('a cart says more than a look, and a list put in order by price says what is sought', () => {
  const looked = choose('boots-8', [...CHEAP, ...DEAR])
  const taken = budgetOf(visitorWho([...looked, event('add_to_cart', 90, { item: 'boots-8' })]))
  assert.ok(taken.mean > budgetOf(visitorWho(looked)).mean)
  const sorts = (detail: string) =>
    budgetOf(visitorWho([...looked, event('sort', 90, { detail, page: { type: 'category' } })]))
  assert.ok(sorts('price_asc').mean < sorts('rating').mean)
  assert.ok(sorts('price_desc').mean > sorts('rating').mean)
})

test('a budget is known for months, and less surely in the end', () => {
  const genome = visitorWho(choose('boots-8', [...CHEAP, ...DEAR]))
  const at = (days: number) => genome.shopper(after(genome) + days * DAY).budget(BOOTS)!
  assert.ok(at(30).confidence > 0.6 * at(0).confidence)
  assert.ok(at(360).confidence < 0.5 * at(0).confidence)
})

test('names of a list that no feed knows are not remembered', () => {
  const before = catalogue.itemCount
  const names = Array.from({ length: 24 }, (_, i) => `made-up-${i}`)
  const stranger = visitorWho([list(names, 0), ...choose('boots-8', DEAR, 9)], catalogue)
  assert.equal(catalogue.itemCount, before)
  assert.ok(budgetOf(stranger).mean > 0.5)
})

function choose(item: string, among: string[], second = 0): ShopEvent[] {
  return [list(among, second), look(item, second + 60)]
}

function list(items: string[], second: number, more: Partial<ShopEvent> = {}): ShopEvent {
  const lines = items.map(id => ({ id }))
  return event('view_item_list', second, { page: { type: 'category' }, ...more, items: lines })
}

function look(item: string, second: number): ShopEvent {
  return event('view_item', second, { item })
}

function budgetOf(genome: Genome) {
  return genome.shopper(after(genome)).budget(BOOTS)! as {
    low: number
    high: number
    mean: number
    confidence: number
  }
}
