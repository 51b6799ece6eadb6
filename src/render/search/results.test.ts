import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SearchAnswer } from '../../schema/search.ts'
import { searchHtml } from './print.ts'
import { resultsTree } from './results.ts'
import { addressOf, type SearchState, stateIn } from './state.ts'

test('whatever catalogue, filters and words say, results print text and links of the shop alone', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '<script>x</script>',
      '"><img src=x onerror=x>',
      'javascript:x',
      "' onclick='x",
      '</form>',
    ),
  )
  fc.assert(
    fc.property(odd, odd, odd, (text, link, value) => {
      const answer = hostile(text, link, value)
      const state = { like: text, words: [value], filters: [{ name: 'x', value }] }
      const html = searchHtml(resultsTree(answer, { language: 'fr', path: '/recherche', state }))
      const left = html.replace(/<\/?[a-z][a-z0-9]*(?: [a-z-]+="[^"<>]*")*>/g, '')
      assert.doesNotMatch(left, /[<>]/)
      assert.doesNotMatch(html, /<(?:script|iframe|style|object)| on\w+="| style="/)
      for (const [, address] of html.matchAll(/ (?:href|src|action)="([^"]*)"/g)) {
        const decoded = address
          .replaceAll('&amp;', '&')
          .replaceAll('&lt;', '<')
          .replaceAll('&quot;', '"')
        if (!URL.canParse(decoded, 'https://shop.example/')) continue
        assert.match(new URL(decoded, 'https://shop.example/').protocol, /^https?:$/)
      }
    }),
    { seed: 11, numRuns: 500 },
  )
})

test('a state survives its address, and the shop’s own parameters with it', () => {
  const word = fc.stringMatching(/^[a-zé0-9&=%+#]{1,12}$/)
  const filter = fc.record({
    name: fc.stringMatching(/^[a-z_]{1,9}$/),
    value: fc.string({ minLength: 1 }),
  })
  const state: fc.Arbitrary<SearchState> = fc.record({
    like: fc.string({ minLength: 1 }),
    words: fc.array(word, { maxLength: 5 }),
    filters: fc.array(filter, { maxLength: 5 }),
    sort: fc.constantFrom('cheap', 'new'),
    page: fc.integer({ min: 2, max: 9 }),
  })
  fc.assert(
    fc.property(state, asked => {
      const address = addressOf('/search?shop=1&vt-q=before', asked)
      const params = new URL(address, 'https://shop.example').searchParams
      assert.equal(params.get('shop'), '1')
      const read = stateIn(params)
      assert.deepEqual(read, {
        ...asked,
        like: asked.like?.toWellFormed(),
        filters: asked.filters.map(one => ({ ...one, value: one.value.toWellFormed() })),
      })
    }),
    { seed: 13, numRuns: 500 },
  )
})

test('every control is a link that changes one thing and leaves the rest', () => {
  const answer = hostile('Veste', '/veste', 'M')
  const state = { like: 'sku', filters: [] }
  const html = searchHtml(resultsTree(answer, { language: 'en', path: '/search', state }))
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) =>
    href.replaceAll('&amp;', '&'),
  )
  const states = links
    .filter(link => link.startsWith('/search'))
    .map(link => stateIn(new URL(link, 'https://shop.example').searchParams)!)
  assert.ok(states.every(({ like }) => like === 'sku'))
  assert.ok(states.some(({ words, filters }) => words?.length === 0 && filters.length === 1))
  assert.ok(states.some(({ words, filters }) => words?.length === 1 && filters.length === 0))
  assert.ok(states.some(({ sort }) => sort === 'cheap'))
})

test('where nobody knows the words, the page is about them and says the way on', () => {
  const answer = {
    ...hostile('zzz', '/', 'zzz'),
    total: 0,
    pages: 0,
    items: [],
    missing: undefined,
  }
  const letGo = [{ kind: 'word' as const, name: 'zzz', value: 'zzz', label: 'zzz' }]
  const html = print({ ...answer, words: [], filters: [], facets: [], loosened: letGo })
  assert.match(html, /class="vt-title"[^>]*>zzz</)
  assert.match(html, /Nothing matches. Try another word./)
  assert.doesNotMatch(html, /All items|Too few items|Take away|Sort/)
})

test('"for you" is said of the visitor’s own order alone', () => {
  const answer = { ...hostile('Veste', '/veste', 'M'), missing: undefined }
  assert.match(print(answer), />For you</)
  assert.doesNotMatch(print({ ...answer, order: 'words' }), /For you/)
})

test('while the catalogue is still being read, nothing found is no reason to take words away', () => {
  const partial = { code: 'indexing' as const, reason: 'x' }
  const nothing = { ...hostile('Veste', '/veste', 'M'), missing: undefined, total: 0, items: [] }
  assert.match(print({ ...nothing, partial }), /The catalogue is still being read/)
  assert.doesNotMatch(print({ ...nothing, partial }), /Take away a word/)
  assert.doesNotMatch(print({ ...nothing, total: 1, partial }), /still being read/)
})

function print(answer: SearchAnswer): string {
  const manner = { language: 'en' as const, path: '/search', state: { filters: [] } }
  return searchHtml(resultsTree(answer, manner))
}

/** An answer that says the same in every field. */
function hostile(text: string, link: string, value: string): SearchAnswer {
  const item = {
    id: text,
    title: text,
    url: link,
    image: link,
    brand: text,
    price: 100,
    currency: 'EUR',
  }
  const one = { name: text, value, label: text }
  return {
    total: 3,
    page: 1,
    pages: 2,
    order: 'person',
    slice: 'engine',
    words: [{ word: text, meant: text }],
    filters: [one],
    loosened: [{ kind: 'filter', ...one }],
    facets: [{ name: text, label: text, values: [{ value, label: text, count: 1, chosen: true }] }],
    names: { [text]: text },
    items: [item],
    missing: { item, sku: text, size: text, inStock: false },
    jumpSeconds: 3,
  }
}
