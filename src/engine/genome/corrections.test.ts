import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { addCorrection, type Correction, MOST_CORRECTIONS, pathOf } from './corrections.ts'
import { after, event, NOON, visitorWho } from './fixtures/acts.ts'
import { SmallCatalogue } from './fixtures/small-catalogue.ts'
import type { Genome } from './genome.ts'
import type { Trait } from './shape.ts'

const catalogue = new SmallCatalogue()
const BOOTS = catalogue.categoryOf(catalogue.find('boots-1'))

test('every trait there is can be denied, is believed no more, and comes back when it is taken back', () => {
  const told = traitsOf(somebody())
  assert.ok(new Set(told.map(({ name }) => name)).size > 8, told.map(({ name }) => name).join())
  for (const { name, subject } of told) {
    const genome = somebody()
    const before = traitsOf(genome)
    say(genome, name, subject, true)
    assert.equal(found(genome, name, subject), undefined, `${name} ${subject}`)
    say(genome, name, subject, false)
    assert.deepEqual(traitsOf(genome), before, `${name} ${subject}`)
  }
})

test('with an interest goes all that was done in its category, and what is done there later', () => {
  const genome = somebody()
  const shopper = () => genome.shopper(after(genome))
  const isBoots = (item: number) => catalogue.categoryOf(item) === BOOTS
  assert.ok(shopper().session.some(isBoots) && shopper().hesitation.score > 0)
  say(genome, 'category', pathOf(BOOTS, catalogue), true)
  genome.observe(event('view_item', 900, { item: 'boots-5' }), 950)
  const { session, past, categories, hesitation } = shopper()
  assert.ok(![...session, ...past, ...hesitation.items].some(isBoots))
  assert.ok(!categories.some(({ category }) => category === BOOTS))
  assert.equal(shopper().budget(BOOTS), undefined)
  assert.equal(shopper().level!(BOOTS).confidence, 0)
  assert.ok(session.length > 0, 'the rest of the visit stays')
  assert.ok(shopper().cart.some(isBoots), 'a cart is a fact')
})

test('the same of what has long fallen into the sediment', () => {
  const looks = Array.from({ length: 200 }, (_, n) =>
    event('view_item', n * 60, { item: n < 120 ? `boots-${n % 10}` : `tents-${n % 10}` }),
  )
  const genome = visitorWho(looks, catalogue)
  const interests = () => genome.shopper(after(genome)).categories.map(({ category }) => category)
  assert.ok(interests().includes(BOOTS))
  say(genome, 'category', pathOf(BOOTS, catalogue), true)
  assert.ok(!interests().includes(BOOTS))
  assert.ok(interests().length > 0)
})

test('of two words on one trait the newer one stands, whichever is told first', () => {
  const older = wordOn('reviews', true, 1)
  const newer = wordOn('reviews', false, 2)
  for (const order of [
    [older, newer],
    [newer, older],
    [newer, older, newer],
  ]) {
    const list: Correction[] = []
    for (const said of order) addCorrection(list, said)
    assert.deepEqual(list, [newer])
  }
})

test('the list is bounded, and what was taken back makes room first', () => {
  const list: Correction[] = []
  addCorrection(list, wordOn('first', true, 1))
  addCorrection(list, wordOn('taken back', false, 2))
  for (let n = 3; n <= MOST_CORRECTIONS + 1; n++) addCorrection(list, wordOn(`trait ${n}`, true, n))
  assert.equal(list.length, MOST_CORRECTIONS)
  assert.equal(list[0].name, 'first')
  assert.ok(!list.some(({ name }) => name === 'taken back'))
})

test('words on what is not there hurt nobody', () => {
  const genome = somebody()
  const before = traitsOf(genome)
  for (const name of ['', '__proto__', 'category', 'budget', 'no such trait']) {
    say(genome, name, 'No > Such\u0000 > Path', true)
  }
  assert.deepEqual(traitsOf(genome), before)
  assert.ok(genome.shopper(after(genome), { type: 'product', item: 'unknown' }).session.length > 0)
})

/** Looks, reads, compares, filters, buys a little: nearly every trait has something to go by. */
function somebody(): Genome {
  const boots = [1, 2, 3, 1].map((n, i) => event('view_item', 60 * i, { item: `boots-${n}` }))
  const genome = visitorWho([
    event('page_view', 0, { page: { type: 'home' } }),
    event('view_item_list', 1, { items: [1, 2, 3, 8].map(n => ({ id: `boots-${n}` })) }),
    event('view_item', 5, { item: 'trail-3' }),
    event('add_to_cart', 8, { item: 'boots-2', price: 6_000 }),
    ...boots.map(look => ({ ...look, time: look.time + 20_000 })),
    event('read_reviews', 300, { item: 'boots-1' }),
    event('search', 320, { detail: 'chaussures débutant' }),
    event('select_promotion', 330),
    event('read_delivery', 340),
    event('tab_hidden', 350, { item: 'boots-1' }),
    event('tab_visible', 360, { item: 'boots-1' }),
  ])
  const choice = { placement: 'home', experience: 'home/welcome', items: ['boots-1'] }
  const made = { time: NOON, slice: 'engine', page: 'home', choices: [choice] }
  genome.observeDecision('d', made as never, 800, 0)
  genome.observe(event('click', 370, { decision: 'd.0' }), 801)
  return genome
}

let place = 900
function say(genome: Genome, name: string, subject: string | undefined, isWrong: boolean): void {
  const time = NOON + DAY + place
  const about = { name, ...(subject !== undefined && { subject }) }
  assert.ok(genome.observeCorrection({ visitor: 'v', ...about, isWrong, time }, ++place))
}

function traitsOf(genome: Genome): Trait[] {
  return genome.traits(after(genome))
}

function found(genome: Genome, name: string, subject?: string): Trait | undefined {
  return traitsOf(genome).find(each => each.name === name && each.subject === subject)
}

function wordOn(name: string, isWrong: boolean, time: number): Correction {
  return { name, subject: '', isWrong, isOfShop: false, time, position: time }
}
