import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Product } from '../schema/product.ts'
import { Allowance } from './allowance.ts'
import { find, type Question } from './find.ts'
import { MarketIndex } from './market-index.ts'

/** `w2` is in the title of every second product, `w3` of every third, and so on. */
const PRODUCTS = 240
const WORDS = Array.from({ length: 12 }, (_, n) => `w${n + 1}`)
const PLAIN: Question = {
  ...{ market: 'FR-fr', words: '', filters: [], sort: 'best', from: 0, count: 24 },
}

test('whatever is asked, no more is read than the allowance and the list of one word', () => {
  const market = filled()
  const words = fc.array(fc.constantFrom(...WORDS, 'only', 'w7x'), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(words, fc.integer({ min: 10, max: 4_000 }), (asked, most) => {
      market.read = 0
      find(market, { ...PLAIN, words: asked.join(' ') }, new Allowance(most))
      assert.ok(market.read <= most + PRODUCTS, `${market.read} of ${most}`)
    }),
    { seed: 17, numRuns: 500 },
  )
})

test('of many common words the rarest are looked for, and the answer names the others', () => {
  const market = filled()
  const question = { ...PLAIN, words: 'w1 w6 w2 w12 w3' }
  const all = find(market, question)
  assert.deepEqual([all.total, all.loosened], [PRODUCTS / 12, []])
  const few = find(market, question, new Allowance(2 * (PRODUCTS / 12 + PRODUCTS / 6)))
  assert.deepEqual(
    few.words.map(({ word }) => word),
    ['w6', 'w12'],
  )
  assert.deepEqual(
    few.loosened.map(({ value, why }) => [value, why]),
    [
      ['w1', 'common'],
      ['w2', 'common'],
      ['w3', 'common'],
    ],
  )
  assert.equal(few.total, PRODUCTS / 12)
  const one = find(market, { ...PLAIN, words: 'w1' }, new Allowance(1))
  assert.equal(one.total, PRODUCTS, 'one word alone is always looked for')
})

test('where nothing has them all and trying is too dear, the word that says most is kept', () => {
  const market = filled()
  const question = { ...PLAIN, words: 'w2 only w3' }
  const tried = find(market, question)
  assert.deepEqual(
    tried.words.map(({ word }) => word),
    ['w2', 'w3'],
  )
  const cost = PRODUCTS / 2 + PRODUCTS / 3 + 1
  const told = find(market, question, new Allowance(2 * cost))
  assert.deepEqual(
    told.words.map(({ word }) => word),
    ['only'],
  )
  assert.deepEqual(told.loosened.map(({ value }) => value).sort(), ['w2', 'w3'])
  assert.equal(told.total, 1)
})

test('nor is more read for what is like a product, whose words many others have too', () => {
  const market = new Told(new DatabaseSync(':memory:'), 'FR-fr')
  const titled = (n: number) => (n % 5 < 2 ? 'plain cotton shirt' : 'warm woollen sock')
  for (let n = 0; n < PRODUCTS; n++) market.put({ ...product(n), title: titled(n) })
  const question = { ...PLAIN, like: 'p1', fill: true }
  assert.equal(find(market, question).words.length, 3)
  for (const most of [10, PRODUCTS, 2 * PRODUCTS, 4 * PRODUCTS]) {
    market.read = 0
    const { total } = find(market, question, new Allowance(most))
    assert.ok(market.read <= most, `${market.read} of ${most}`)
    const shirts = (2 * PRODUCTS) / 5
    assert.equal(total, market.read > 0 ? shirts - 1 : PRODUCTS - 1)
  }
})

test('a word that most of the shop has is none of what something like a product is called', () => {
  const market = new Told(new DatabaseSync(':memory:'), 'FR-fr')
  const titled = (n: number) => `alpine ${n % 5 < 2 ? 'shirt' : 'sock'}`
  for (let n = 0; n < PRODUCTS; n++) market.put({ ...product(n), title: titled(n) })
  const { words } = find(market, { ...PLAIN, like: 'p1', fill: true })
  assert.deepEqual(words, [{ word: 'shirt' }])
})

/** Tells how many entries of lists its tables had to read. */
class Told extends MarketIndex {
  read = 0

  override match(expression: string, expected: number) {
    this.#tell(expression)
    return super.match(expression, expected)
  }

  override docsOf(expression: string) {
    this.#tell(expression)
    return super.docsOf(expression)
  }

  override countOfMatches(expression: string): number {
    this.#tell(expression)
    return super.countOfMatches(expression)
  }

  #tell(expression: string): void {
    for (const [, phrase] of expression.matchAll(/"([^"]*)"/g)) {
      for (const term of phrase.split(' ')) this.read += this.countOf(term)
    }
  }
}

function filled(): Told {
  const market = new Told(new DatabaseSync(':memory:'), 'FR-fr')
  for (let n = 0; n < PRODUCTS; n++) market.put(product(n))
  // Odd and no third: nothing else has it.
  market.put({ ...product(1), id: 'p1', title: 'only w1' })
  return market
}

function product(n: number): Product {
  const title = WORDS.filter((_, at) => n % (at + 1) === 0).join(' ')
  const offer = { price: 1000, inStock: true }
  return { id: `p${n}`, title, url: '/', categories: [], skus: [{ id: `s${n}`, offer }] }
}
