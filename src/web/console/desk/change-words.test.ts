import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHANGED } from '../../../schema/audit.ts'
import { experienceNames } from '../../../server/experience-names.ts'
import { changesOf } from './changes-of.ts'

type Schema = {
  type?: string
  enum?: unknown[]
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
}

/** A field of a kind of change, with two values that it may have. */
interface Leaf {
  what: string
  path: string[]
  was: unknown
  is: unknown
  enumeration?: unknown[]
}

/** Which one it was: the sentence says so, and these never become another. */
const WHICH_ONE = new Set(['rule_changed id', 'segment_changed id'])
/** Words of English that are French as well. */
const SAME_IN_FRENCH = new Set(['format', 'note', 'codes'])
const { nudges } = experienceNames()
const TOLD = {
  currency: 'EUR',
  names: {
    ...Object.fromEntries(Object.entries(nudges).map(([name, words]) => [`nudge=${name}`, words])),
    'if=device': { fr: 'appareil', en: 'device' },
    'if.device=mobile': { fr: 'sont sur mobile', en: 'are on mobile' },
  },
}

test('every field that a change can have is told, under a name in words, in both languages', () => {
  for (const leaf of leaves()) {
    if (leaf.path.length === 0 || isInSentence(leaf)) continue
    const { what, path } = leaf
    const field = path.at(-1)!
    for (const language of ['fr', 'en'] as const) {
      const [line, ...more] = told(leaf, language)
      const of = `${what} ${path.join('.')} in ${language}: ${JSON.stringify(line)}`
      assert.ok(line !== undefined && more.length === 0, of)
      assert.doesNotMatch(line.name, /[a-z][A-Z]|_|\.|^$/, of)
      if (language === 'fr' && !SAME_IN_FRENCH.has(field)) assert.notEqual(line.name, field, of)
    }
  }
})

test('no value is told as a program would write it', () => {
  for (const leaf of leaves()) {
    for (const language of ['fr', 'en'] as const) {
      for (const { name, was, is } of told(leaf, language)) {
        for (const text of [was, is]) {
          const of = `${leaf.what} ${name} in ${language}: ${text}`
          assert.doesNotMatch(text ?? '', /\b(true|false|null|undefined)\b|[{}"]|\[object/, of)
        }
      }
    }
  }
})

test('every value of an enumeration has a French word', () => {
  for (const leaf of leaves()) {
    if (isInSentence(leaf)) continue
    for (const value of leaf.enumeration ?? []) {
      for (const { was, is } of told({ ...leaf, was: undefined, is: value }, 'fr')) {
        assert.ok(
          ![was, is].includes(String(value)),
          `${leaf.what} ${leaf.path.join('.')}: ${value}`,
        )
      }
    }
  }
})

test('amounts are in their currency, shares in percent, and what has parts is told part by part', () => {
  const before = { country: 'FR', currency: 'EUR', deliveryPrice: 490, vat: 0.2 }
  const after = { ...before, deliveryPrice: 0, vat: 0.055, deliveryDays: { least: 2, most: 3 } }
  const lines = changesOf({ what: 'shop_facts', before, after }, TOLD, 'fr')
  assert.deepEqual(
    lines.map(({ name, was, is }) => `${name}: ${was} > ${is}`.replaceAll('\u202f', ' ')),
    [
      'prix de la livraison: 4,90 € > 0,00 €',
      'livraison, au moins: rien > 2 jours',
      'livraison, au plus: rien > 3 jours',
      'TVA: 20 % > 5,5 %',
    ],
  )
})

test('amounts of two currencies are each in their own', () => {
  const before = { country: 'IE', currency: 'EUR', deliveryPrice: 490 }
  const after = { ...before, currency: 'GBP' }
  const lines = changesOf({ what: 'shop_facts', before, after }, TOLD, 'en')
  assert.deepEqual(
    lines.map(({ was, is }) => [was, is]),
    [
      ['EUR', 'GBP'],
      ['€4.90', '£4.90'],
    ],
  )
})

test('what is new has no before, and a field that is taken away has a word for that', () => {
  const rule = { id: 'x', kind: 'written', placement: 'home', when: { device: 'mobile' } }
  const pinned = { ...rule, experience: 'home/best', action: 'pin', until: 4e12 }
  const { until: _, ...endless } = pinned
  const tell = (before: unknown, after: unknown) =>
    changesOf({ what: 'rule_changed', before, after }, TOLD, 'fr')
  const said = { name: 'la règle est', was: 'laissée au moteur', is: 'épinglée' }
  assert.deepEqual(tell(null, endless), [said])
  const [ends, ...more] = tell(pinned, endless)
  assert.deepEqual([ends.name, ends.is, more], ['jusqu’au', 'sans fin', []])
})

test('of a new segment stands what it holds, and of one given up what it held', () => {
  const segment = { id: 's', name: 'Mobiles', when: { device: 'mobile' }, since: 1 }
  const value = { ...segment, team: { sellers: [] } }
  const tell = (before: unknown, after: unknown) =>
    changesOf({ what: 'segment_changed', before, after }, TOLD, 'fr')
  const [name, held] = ['appareil', 'sont sur mobile']
  assert.deepEqual(tell(null, value), [{ name, was: undefined, is: held }])
  assert.deepEqual(tell(value, null), [{ name, was: held, is: undefined }])
})

test('what an older build wrote is told by its own names, part by part', () => {
  const before = { speed: { top: 1, low: [1, 2] }, is: [{ a: 'b' }] }
  const lines = changesOf({ what: 'bygone_kind', before, after: null }, TOLD, 'en')
  assert.deepEqual(
    lines.map(({ name, was, is }) => [name, was, is]),
    [
      ['speed top', '1', undefined],
      ['speed low', '1, 2', undefined],
      ['is 0 a', 'b', undefined],
    ],
  )
})

function told({ what, path, was, is }: Leaf, language: 'fr' | 'en') {
  const [before, after] = [within(path, was), within(path, is)]
  return changesOf({ what, before, after }, TOLD, language)
}

/** Kinds whose sentence says it all tell nothing of any field. */
function isInSentence({ what, path }: Leaf): boolean {
  if (WHICH_ONE.has(`${what} ${path.join('.')}`)) return true
  const ofKind = [...leaves()].filter(leaf => leaf.what === what)
  return ofKind.every(leaf => told(leaf, 'fr').length === 0)
}

function within(path: readonly string[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value)
}

function* leaves(): Generator<Leaf> {
  for (const [what, schema] of Object.entries(CHANGED)) {
    for (const [path, leaf] of leavesOf(schema as Schema, [])) {
      const [was, is] = samplesOf(leaf)
      yield { what, path, was, is, enumeration: leaf.enum ?? leaf.items?.enum?.map(each => [each]) }
    }
  }
}

function* leavesOf(schema: Schema, path: string[]): Generator<[path: string[], Schema]> {
  if (schema.properties === undefined) return yield [path, schema]
  for (const [name, inner] of Object.entries(schema.properties)) {
    yield* leavesOf(inner, [...path, name])
  }
}

/** Two values that differ. */
function samplesOf(schema: Schema): [unknown, unknown] {
  if (schema.enum) return [schema.enum[0], schema.enum[1]]
  if (schema.anyOf) return samplesOf(schema.anyOf[0])
  if (schema.patternProperties) return [{ device: 'mobile' }, { device: 'desktop' }]
  const [was, is] = schema.items ? samplesOf(schema.items) : []
  switch (schema.type) {
    case 'array':
      return [[was], [is]]
    case 'boolean':
      return [true, false]
    case 'null':
      return [null, null]
    case 'string':
      return ['EUR', 'GBP'] // a currency is a word as any other
    default:
      return [1, 4e12] // as times they are of two days
  }
}
