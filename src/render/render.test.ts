import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { money } from '../core/figures.ts'
import type { PlacementAnswer } from '../schema/decision.ts'
import { cornerTree } from './nudge.ts'
import { placementTree } from './placement.ts'
import { toHtml } from './to-html.ts'
import { branch, safeLink } from './tree.ts'

const cases = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8'))

for (const { name, answer, manner, html } of cases) {
  test(`as HTML: ${name}`, () => {
    const tree = placementTree(answer, manner)
    assert.equal(tree ? toHtml(tree) : '', html)
  })
}

test('whatever a text says, it prints no mark-up of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const html = toHtml(branch('p', { class: text, 'aria-label': text, href: text }, [text]))
      const inside = html.replace(/^<p(?: [a-z-]+="[^"<>]*")*>/, '').replace(/<\/p>$/, '')
      assert.doesNotMatch(inside, /[<>]/)
    }),
  )
})

test('elements and attributes outside the lists are not printed, nor what they hold', () => {
  const tree = branch('div', { onclick: 'x', style: 'x', id: 'x', class: 'vt' }, [
    branch('script', { src: '/x.js' }, ['x']),
    branch('iframe', {}, [branch('p', {}, ['x'])]),
    branch('p', { srcdoc: 'x', formaction: 'x' }, ['kept']),
  ])
  assert.equal(toHtml(tree), '<div class="vt"><p>kept</p></div>')
})

test('a safe link, read as a browser reads it, is http or https', () => {
  const scheme = fc.constantFrom(
    'javascript:',
    'JaVa\tscript:',
    '\x01data:',
    'vbscript:',
    'https:',
    '//a/',
    '/',
    '',
  )
  const address = fc
    .tuple(fc.string({ unit: 'binary' }), scheme, fc.string())
    .map(all => all.join(''))
  fc.assert(
    fc.property(address, given => {
      const link = safeLink(given)
      if (link === undefined || !URL.canParse(link, 'https://shop.example/')) return
      assert.match(new URL(link, 'https://shop.example/').protocol, /^https?:$/)
    }),
    { numRuns: 2_000 },
  )
})

test('a price reads as Intl would write it, with thin no-break spaces and without idle zeros', () => {
  const currency = fc.constantFrom('EUR', 'GBP', 'USD', 'JPY', 'CHF', 'SEK', 'KWD')
  const language = fc.constantFrom('fr', 'fr-FR', 'en', 'en-US')
  fc.assert(
    fc.property(fc.nat({ max: 99_999_999 }), currency, language, (minor, currency, language) => {
      const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
      const digits = new Intl.NumberFormat(language, style).resolvedOptions().maximumFractionDigits!
      const amount = minor / 10 ** digits
      const options = { ...style, trailingZeroDisplay: 'stripIfInteger' } as const
      const expected = new Intl.NumberFormat(language, options).format(amount)
      const plainSpaces = (text?: string) =>
        text?.replace(/[\u00a0\u202f]/g, ' ').replace('kr', 'SEK')
      assert.equal(plainSpaces(money(minor, currency, language)), plainSpaces(expected))
    }),
  )
})

test('what speaks of items that are not all to be seen is not said in a corner', () => {
  const { answer: shown } = cases.find(
    ({ answer }: { answer?: PlacementAnswer }) => (answer?.items?.length ?? 0) > 1,
  )
  const [one, two] = shown.items
  const nudge = { kind: 'bundle', text: 'The three together: €90', items: [one.id, two.id] }
  const inCorner = (items: PlacementAnswer['items']) =>
    cornerTree({ ...shown, nudge, items } as PlacementAnswer, 'en', true)
  assert.match(toHtml(inCorner(shown.items)!), /vt-nudge-item/)
  assert.equal(inCorner([one]), undefined)
  assert.equal(inCorner([]), undefined)
})
