import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import { makeCatalogue } from '../../demo/catalogue/make.ts'
import { productOf } from '../../demo/catalogue/product.ts'
import { MATERIAL_NAMES } from '../../demo/catalogue/words.ts'
import type { Product } from '../../schema/product.ts'
import type { SearchAnswer } from '../../schema/search.ts'
import { BROWSER, setUp } from '../fixtures/set-up.ts'
import { shopRecord } from '../own-records.ts'

const { items } = makeCatalogue(1)
const FRANCE = { country: 'FR', language: 'fr', currency: 'EUR' }

/** The whole catalogue, for whoever only asks. */
let whole: Awaited<ReturnType<typeof stocked>>
before(async () => {
  whole = await stocked()
})
after(() => whole.close())

test('words with accents, plurals and slips find what they mean, and the answer says so', async () => {
  const { search } = whole
  const plain = await search({ q: 'veste imperméable' })
  const slipped = await search({ q: 'VESTES impermeabels' })
  assert.ok(plain.total > 5)
  assert.deepEqual(slipped.items[0], plain.items[0])
  assert.deepEqual(
    slipped.words.map(({ word, meant }) => [word, meant]),
    [
      ['vestes', undefined],
      ['impermeabels', 'imperméables'],
    ],
  )
})

test('facets count what one more filter would leave, and filtering leaves that many', async () => {
  const { search } = whole
  const all = await search({ q: 'veste' })
  for (const { name, values } of all.facets) {
    for (const { value, count } of values.slice(0, 3)) {
      const one = await search({ q: 'veste', filter: [`${name}:${value}`] })
      assert.equal(one.total, count, `${name}:${value}`)
    }
  }
})

test('what nothing fits is loosened, and the answer says what was let go', async () => {
  const { search } = whole
  const words = await search({ q: 'tente xylophone' })
  assert.ok(words.total > 0)
  assert.deepEqual(words.loosened, [
    { kind: 'word', name: 'word', value: 'xylophone', label: 'xylophone' },
  ])
  const filters = await search({ q: 'tente', filter: ['brand:Nobody', 'stock:yes'] })
  assert.ok(filters.total > 0)
  assert.deepEqual(
    filters.loosened.map(({ name, value }) => [name, value]),
    [['brand', 'Nobody']],
  )
})

test('alternatives of what is gone share need, size and price band, are to be had, and may be of another stuff', async () => {
  const { search } = whole
  const stuffs = Object.values(MATERIAL_NAMES).map(({ fr }) => fr)
  let judged = 0
  for (const item of items) {
    const gone = item.skus.find(sku => sku.size && sku.stock === 0)
    if (!gone) continue
    const answer = await search({ like: gone.id })
    assert.equal(answer.missing?.inStock, false)
    assert.equal(answer.missing?.size, gone.size)
    for (const { word } of answer.words) assert.ok(!stuffs.includes(word), word)
    const loosened = new Set(answer.loosened.map(({ name }) => name))
    for (const { id } of answer.items) {
      const other = items.find(one => one.id === id)!
      assert.notEqual(other, item)
      assert.equal(other.leaf, item.leaf)
      if (!loosened.has('size')) assert.ok(has(other, gone.size!), `${id} in ${gone.size}`)
      if (!loosened.has('gender')) assert.equal(other.gender, item.gender)
      if (!loosened.has('terrain')) assert.equal(other.terrain, item.terrain)
      const [low, high] = [other.price, item.price].sort((a, b) => a - b)
      if (!loosened.has('price')) assert.ok(low / high > 0.65, `${low} and ${high}`)
    }
    if (++judged === 120) break
  }
  assert.equal(judged, 120)
})

test('of what is told apart by colour alone, it says in which colour it is gone', async t => {
  const told: Product[] = []
  const { search } = await ofItsOwn(t, products => {
    const several = products.find(({ skus }) => skus.length > 1)!
    const single = products.find(({ skus }) => skus.length === 1)!
    for (const sku of several.skus) Object.assign(sku, { size: undefined, colour: `c${sku.id}` })
    several.skus[0].offer.inStock = false
    Object.assign(single.skus[0], { size: undefined, colour: 'grey' })
    told.push(several, single)
  })
  const [gone, only] = told.map(({ skus }) => skus[0])
  const { missing } = await search({ like: gone.id })
  assert.equal(missing?.colour, `c${gone.id}`)
  assert.equal(missing?.inStock, false)
  assert.equal((await search({ like: only.id })).missing?.colour, undefined)
})

test('a search is ordered for the person, unless they or the control group say otherwise', async t => {
  const { search, post, asCookie } = await ofItsOwn(t)
  const shelf = items.filter(item => item.leaf.noun.fr === 'Veste' && item.skus.some(s => s.stock))
  const brand = shelf[0].brand.name
  const liked = shelf.filter(item => item.brand.name === brand)
  const events = liked.flatMap(({ id }, n) => [look(id, n * 2), look(id, n * 2 + 1)])
  await post('/v1/events', { consent: 'personal', events }, asCookie)
  const mine = await search({ q: 'veste', order: 'person' }, asCookie)
  const everybodys = await search({ q: 'veste', order: 'words' }, asCookie)
  assert.equal(everybodys.order, 'words')
  assert.equal(mine.order, mine.slice === 'engine' ? 'person' : 'words')
  assert.equal(mine.total, everybodys.total)
  const place = (answer: SearchAnswer) => answer.items.filter(item => item.brand === brand).length
  assert.ok(place(mine) > place(everybodys), `${place(mine)} of ${brand}, ${place(everybodys)}`)
})

test('hostile questions get an answer or a clear refusal', async () => {
  const { app, keys } = whole
  const ask = (query: string) => app.inject(`/v1/search?key=${keys.publicKey}&${query}`)
  const odd = [
    '" OR *',
    'a" NEAR("b',
    'title:x',
    '%',
    '^',
    "'; DROP TABLE docs_FR_fr; --",
    '\0',
    '-',
  ]
  for (const q of odd) assert.equal((await ask(`q=${encodeURIComponent(q)}`)).statusCode, 200, q)
  const refused = {
    'filter=nothing': '/filter/0',
    'page=0': '/page',
    'page=999': '/page',
    'sort=sideways': '/sort',
    'like=': '/like',
    'like=unknown-thing': '/like',
    'visitor=somebody': '/visitor',
    'colour=red': '/colour',
    'market=XX': '/market',
    'market=DE-de&q=tente': '/market',
    [`q=${'a'.repeat(300)}`]: '/q',
  }
  for (const [query, field] of Object.entries(refused)) {
    const answer = await ask(query)
    assert.ok([400, 403, 404].includes(answer.statusCode), `${query} ${answer.body}`)
    assert.equal(answer.json().field, field)
  }
})

test('a search neither sets a cookie nor clears one, for anybody can put it into a link', async () => {
  const { app, keys } = whole
  for (const consent of ['personal', 'measure', 'page']) {
    for (const cookie of ['', `vitrine=${'a'.repeat(43)}`]) {
      const answer = await app.inject({
        url: `/v1/search?key=${keys.publicKey}&q=tente&consent=${consent}`,
        headers: { cookie },
      })
      assert.equal(answer.statusCode, 200)
      assert.equal(answer.headers['set-cookie'], undefined)
    }
  }
})

test('an address that asks too often is told to wait', async t => {
  const { app, keys } = await ofItsOwn(t, products => void products.splice(50))
  const codes = new Set<number>()
  for (let n = 0; n < 80; n++) {
    codes.add((await app.inject(`/v1/search?key=${keys.publicKey}&q=tente`)).statusCode)
  }
  assert.deepEqual([...codes], [200, 429])
})

function has({ skus }: (typeof items)[number], size: string): boolean {
  return skus.some(sku => sku.size === size && sku.stock > 0)
}

let made = 0
function look(item: string, minute: number) {
  const id = `018f0000-0000-7000-9000-${String(++made).padStart(12, '0')}`
  const time = Date.UTC(2026, 10, 22, 10, minute)
  return {
    id,
    name: 'view_item',
    time,
    page: { type: 'product', item },
    params: { items: [{ item_id: item }] },
  }
}

async function ofItsOwn(t: TestContext, change?: (products: Product[]) => void) {
  const all = await stocked(change)
  t.after(all.close)
  return all
}

test('while the index is behind, an answer says that there may be more, and none is a mistake of who asks', async t => {
  const { services, search, close } = await stocked()
  t.after(close)
  assert.equal((await search({ q: 'veste' })).partial, undefined)
  Object.defineProperty(services.search, 'behind', { value: 3 })
  const { total, partial } = await search({ q: 'veste' })
  assert.ok(total > 0)
  assert.equal(partial?.code, 'indexing')
  assert.match(partial?.reason ?? '', /still being read/)
  const like = await search({ like: 'not-read-yet' })
  assert.deepEqual([like.total, like.partial?.code], [0, 'indexing'])
})

async function stocked(change = (_products: Product[]) => {}) {
  const all = await setUp()
  const { shop, env, app, keys, asServer } = all
  const products = items.map(item => productOf(item, 'fr'))
  change(products)
  for (let n = 0; n < products.length; n += 500) {
    const body = { market: FRANCE, products: products.slice(n, n + 500) }
    await shop.take([shopRecord('products', body, env)])
  }
  const asCookie = { cookie: `vitrine=${'somebody'.padEnd(43, 'x')}` }
  const search = async (
    query: Record<string, string | string[]>,
    headers: Record<string, string> = {},
  ) => {
    const params = new URLSearchParams({ language: 'fr' })
    for (const [name, value] of Object.entries(query)) {
      for (const one of [value].flat()) params.append(name, one)
    }
    const isBrowser = headers.cookie !== undefined
    const by = isBrowser ? { authorization: `Bearer ${keys.publicKey}` } : asServer
    const answer = await app.inject({
      url: `/v1/search?${params}`,
      headers: { 'user-agent': BROWSER, ...by, ...headers },
    })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json() as SearchAnswer
  }
  return { ...all, search, asCookie }
}
