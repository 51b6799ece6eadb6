import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import fc from 'fast-check'
import type { OfferChange, Product } from '../schema/product.ts'
import type { LogRecord } from '../schema/record.ts'
import type { Found, Question } from './find.ts'
import { SearchIndex } from './search-index.ts'

test('an index that followed a history answers as one made from its end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async steps => {
      const followed = SearchIndex.open(':memory:', 'log')
      await followed.follow(steps.map(asRecord))
      const made = SearchIndex.open(':memory:', 'log')
      await made.follow([
        { type: 'products', position: 1, body: { market: FR, products: endOf(steps) } } as never,
      ])
      for (const question of QUESTIONS) {
        assert.deepEqual(
          gist(followed.find(question)),
          gist(made.find(question)),
          JSON.stringify(question),
        )
      }
    }),
    { seed: 7, numRuns: 60 },
  )
})

test('products that come and go take the places of those that left, also after a restart', async t => {
  const path = fileFor(t)
  let index = SearchIndex.open(path, 'log')
  for (let day = 0; day < 20; day++) {
    const left = [0, 1, 2].map(n => ({ gone: `p${(day - 1) * 3 + n}` }))
    const came = [0, 1, 2].map(n => ({ put: product(day * 3 + n, n) }))
    const steps: Step[] = day === 0 ? came : [...left, ...came]
    await index.follow(steps.map((each, n) => asRecord(each, day * 6 + n)))
    if (day === 9) {
      index.close()
      index = SearchIndex.open(path, 'log')
    }
  }
  index.close()
  const highest = new DatabaseSync(path).prepare('SELECT max(doc) AS doc FROM docs_FR_fr').get()
  assert.equal(highest?.doc, 3)
})

test('an index that was closed goes on where it was, and a damaged file is made anew', async t => {
  const path = fileFor(t)
  const index = SearchIndex.open(path, 'log')
  await index.follow([asRecord({ put: product(1, 0) }, 0), asRecord({ put: product(2, 1) }, 1)])
  const before = gist(index.find(QUESTIONS[0]))
  index.close()
  const again = SearchIndex.open(path, 'log')
  assert.equal(again.position, 2)
  assert.deepEqual(gist(again.find(QUESTIONS[0])), before)
  again.close()
  const shorter = SearchIndex.open(path, 'log', 1)
  assert.equal(shorter.position, 0)
  await shorter.follow([asRecord({ put: product(1, 0) }, 0)])
  shorter.close()
  const other = SearchIndex.open(path, 'another log')
  assert.equal(other.position, 0)
  other.close()
  writeFileSync(path, 'this was a database once'.repeat(500))
  const anew = SearchIndex.open(path, 'log')
  assert.equal(anew.position, 0)
  anew.close()
})

test('a market is asked in its own words, and one without a feed has no answer', async () => {
  const index = SearchIndex.open(':memory:', 'log')
  await index.follow([asRecord({ put: product(1, 0) }, 0)])
  assert.equal(index.find({ ...QUESTIONS[0], market: 'IE-en' }), undefined)
  assert.equal(index.find({ ...QUESTIONS[0], market: "x'; DROP" }), undefined)
})

test('plurals, accents, the feminine and words without a space between find what they mean', async () => {
  const index = SearchIndex.open(':memory:', 'log')
  const titles = ['Sac à dos léger', 'Manteau noir', 'Boîte étanche', 'Watch box', 'Chaussure 27,5']
  const products = titles.map((title, n) => ({ ...product(n, 0), id: `p${n}`, title }))
  await index.follow([{ type: 'products', position: 1, body: { market: FR, products } } as never])
  const pairs = [
    ['sacs legere', 0],
    ['WATCHBOX', 3],
    ['manteaux noire', 1],
    ['boites etanches', 2],
    ['watches boxes', 3],
    ['chaussures 27.5', 4],
    ['chausure', 4],
    ['mantaeu', 1],
  ] as const
  for (const [words, place] of pairs) {
    const found = index.find({ ...QUESTIONS[0], words })!
    assert.equal(found.items[0]?.item, `p${place}`, words)
  }
})

test('of words that nothing is called by, nothing is found, rather than everything', async () => {
  const index = SearchIndex.open(':memory:', 'log')
  await index.follow([asRecord({ put: product(1, 0) }, 0)])
  const found = index.find({ ...QUESTIONS[0], words: 'xylophone quartz' })!
  assert.equal(found.total, 0)
  assert.deepEqual(
    found.loosened.map(({ value }) => value),
    ['xylophone', 'quartz'],
  )
})

const FR = { country: 'FR', language: 'fr', currency: 'EUR' }
const TITLES = [
  'Tente légère',
  'Tente double',
  'Sac rouge',
  'Sac à dos',
  'Lampe frontale',
  'Tentes',
]
const CATEGORIES = [['Camp'], ['Camp', 'Tentes'], ['Portage', 'Sacs']]

type Step = { put: Product } | { gone: string } | { change: OfferChange }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    put: fc.record({ n: fc.nat(7), kind: fc.nat(23) }).map(({ n, kind }) => product(n, kind)),
  }),
  fc.record({ gone: fc.nat(7).map(n => `p${n}`) }),
  fc.record({
    change: fc
      .record({ n: fc.nat(7), price: fc.integer({ min: 1, max: 900 }), inStock: fc.boolean() })
      .map(({ n, price, inStock }) => ({ sku: `s${n}`, price: price * 100, inStock })),
  }),
)

function product(n: number, kind: number): Product {
  return {
    id: `p${n}`,
    title: TITLES[kind % TITLES.length],
    description: kind % 2 ? 'Pour la montagne' : 'Pour la ville',
    url: '/',
    brand: ['Skarn', 'Nordal'][kind % 2],
    categories: CATEGORIES[kind % 3],
    attributes: { terrain: ['trek', 'bivouac', 'ville'][kind % 3] },
    rating: kind % 5,
    reviews: kind,
    skus: [
      {
        id: `s${n}`,
        size: ['S', 'M'][kind % 2],
        offer: { price: 1000 + kind * 700, inStock: kind % 4 !== 0 },
      },
    ],
  }
}

function asRecord(what: Step, place: number): LogRecord {
  const position = place + 1
  if ('put' in what)
    return { type: 'products', position, body: { market: FR, products: [what.put] } } as never
  if ('gone' in what)
    return { type: 'products_removed', position, body: { market: FR, ids: [what.gone] } } as never
  return { type: 'offers_changed', position, body: { market: FR, changes: [what.change] } } as never
}

/** What the shelves hold in the end, told a second way. */
function endOf(steps: readonly Step[]): Product[] {
  const shelf = new Map<string, Product>()
  for (const what of steps) {
    if ('put' in what) shelf.set(what.put.id, structuredClone(what.put))
    else if ('gone' in what) shelf.delete(what.gone)
    else {
      const sku = [...shelf.values()]
        .flatMap(({ skus }) => skus)
        .find(({ id }) => id === what.change.sku)
      if (sku) Object.assign(sku.offer, { price: what.change.price, inStock: what.change.inStock })
    }
  }
  return [...shelf.values()]
}

const PLAIN: Question = {
  market: 'FR-fr',
  words: '',
  filters: [],
  sort: 'best',
  from: 0,
  count: 24,
}
const QUESTIONS: Question[] = [
  { ...PLAIN, words: 'tente' },
  { ...PLAIN, words: 'montagne' },
  { ...PLAIN, sort: 'cheap' },
  { ...PLAIN, words: 'sac', filters: [{ name: 'size', value: 'm' }] },
  {
    ...PLAIN,
    filters: [
      { name: 'price', value: '2000-9000' },
      { name: 'stock', value: 'yes' },
    ],
  },
  { ...PLAIN, filters: [{ name: 'category', value: 'Camp' }] },
]

/** What is the same whatever came before: the places of products in a file are not. */
function gist(found: Found | undefined) {
  if (found === undefined) return { total: 0, items: [], facets: [] }
  return {
    total: found.total,
    items: found.items.map(({ item }) => item).sort(),
    // What is asked for is shown as long as it was ever known, with a count of none.
    facets: found.facets
      .map(({ name, values }) => ({
        name,
        values: values.flatMap(({ value, count }) => (count > 0 ? `${value} ${count}` : [])).sort(),
      }))
      .filter(({ values }) => values.length > 0),
    loosened: found.loosened,
  }
}

function fileFor(t: { after(act: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-index-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'search.db')
}
