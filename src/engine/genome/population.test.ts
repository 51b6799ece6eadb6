import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { event } from './fixtures/acts.ts'
import { SmallCatalogue } from './fixtures/small-catalogue.ts'
import { Population } from './population.ts'
import { RATE_NAMES } from './traits/rates.ts'

const catalogue = new SmallCatalogue()
const boots = catalogue.findCategory('Ski boots')
const tents = catalogue.findCategory('Tents')
const reviews = RATE_NAMES.indexOf('reviews')

test('shares follow the traffic, and nothing has none', () => {
  const population = new Population()
  assert.equal(population.categoryShare(boots, 9), population.categoryShare(tents, 9))
  for (let n = 0; n < 40; n++) look(population, n % 4 === 0 ? 'tents-1' : 'boots-1')
  assert.ok(population.categoryShare(boots, 9) > 2 * population.categoryShare(tents, 9))
  assert.ok(population.categoryShare(7 - 1, 9) > 0)
  assert.ok(population.useShare('terrain=piste') > population.useShare('terrain=montagne'))
})

test('habits are what visitors do, not what robots do', () => {
  const population = new Population()
  const before = population.usual(reviews)
  for (let n = 0; n < 200; n++) {
    look(population, 'boots-1')
    population.observe(event('read_reviews', n, { item: 'boots-1' }), catalogue)
  }
  assert.ok(population.usual(reviews) > 3 * before)
  const now = population.usual(reviews)
  for (let n = 0; n < 200; n++) {
    population.observe(event('view_item', n, { item: 'boots-1', robot: 'declared' }), catalogue)
  }
  assert.equal(population.usual(reviews), now)
})

test('saved and loaded it is the same, and goes on the same', () => {
  const population = new Population()
  for (let n = 0; n < 300; n++) look(population, `boots-${n % 10}`)
  const copy = Population.load(new ByteReader(bytesOf(population)))
  for (const each of [population, copy]) {
    look(each, 'tents-3')
    each.observe(event('impression', 1), catalogue)
    each.observe(event('click', 2), catalogue)
  }
  assert.deepEqual(bytesOf(copy), bytesOf(population))
  assert.throws(() => Population.load(new ByteReader(Uint8Array.of(9))), /version 9/)
})

function look(population: Population, item: string): void {
  population.observe(event('view_item', 0, { item }), catalogue)
}

function bytesOf(population: Population): Uint8Array {
  const out = new ByteWriter()
  population.save(out)
  return out.done()
}
