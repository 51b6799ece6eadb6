import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Compile } from 'typebox/compile'
import { Content, OfferChange, ShopFacts } from '../../schema/product.ts'
import { all, bytesOf, gzipped } from '../fixtures/streams.ts'
import { readContent } from './content.ts'
import { readCosts } from './costs.ts'
import { judgeFacts } from './facts.ts'
import { judgeOffers } from './offers.ts'

const market = { currency: 'EUR', language: 'fr' }

test('a change of price or stock is kept in minor units; what is absent stays absent', () => {
  const { kept, refused, repairs } = judgeOffers(
    {
      changes: [
        { sku: 'A', price: 12.99 },
        { id: 'B', price: '12,99 €', listPrice: null, availability: 'épuisé' },
        { sku: 'C', stock: 0 },
        { sku: 'D', inStock: true },
      ],
    },
    market,
    () => true,
  )
  assert.deepEqual(refused, [])
  assert.deepEqual(kept, [
    { sku: 'A', price: 1299 },
    { sku: 'B', price: 1299, listPrice: null, inStock: false },
    { sku: 'C', stock: 0, inStock: false },
    { sku: 'D', inStock: true },
  ])
  assert.deepEqual(
    repairs.map(one => one.code),
    ['price_text', 'availability'],
  )
  for (const change of kept) assert.ok(Compile(OfferChange).Check(change))
})

test('what was sold oftener than it was there is gone', () => {
  const { kept, refused, repairs } = judgeOffers([{ sku: 'A', stock: -2 }], market, () => true)
  assert.deepEqual(kept, [{ sku: 'A', stock: 0, inStock: false }])
  assert.deepEqual([refused, repairs.map(({ code }) => code)], [[], ['oversold']])
})

test('a bad change is refused with its place and costs no other', () => {
  const list = [
    { sku: 'A' },
    { price: 1 },
    7,
    { sku: 'B', price: -1 },
    { sku: 'C', price: 1, currency: 'USD' },
    { sku: 'D', stock: 2 },
  ]
  const { kept, refused } = judgeOffers(list, market, () => true)
  assert.deepEqual(kept, [{ sku: 'D', stock: 2, inStock: true }])
  assert.deepEqual(
    refused.map(one => [one.line, one.field, one.code]),
    [
      [1, '', 'missing'],
      [2, 'sku', 'missing'],
      [3, '', 'wrong_type'],
      [4, 'price', 'negative'],
      [5, 'currency', 'currency_mismatch'],
    ],
  )
  assert.equal(judgeOffers({ price: 1 }, market, () => true).refused[0].code, 'wrong_type')
})

test('costs are read from CSV, packed or not, and each bad row is named', async () => {
  const csv = 'id,cost,currency\nA,12.50,EUR\nB,free,EUR\nC,3,USD\nD,-1,EUR\n'
  for (const bytes of [csv, gzipped(csv)]) {
    const rows = await all(readCosts(bytesOf(bytes), market))
    assert.deepEqual(
      rows.map(one => one.kept ?? [one.line, one.refused?.field, one.refused?.code]),
      [
        { sku: 'A', cost: 1250, currency: 'EUR' },
        [3, 'cost', 'not_a_number'],
        { sku: 'C', cost: 300, currency: 'USD' },
        [5, 'cost', 'negative'],
      ],
    )
  }
})

test('content is read from JSON and CSV alike', async () => {
  const json = [
    {
      id: 'g1',
      type: 'guide',
      title: '<b>Choisir</b>',
      url: '/g/1',
      categories: ['Ski', 'Rando'],
      from: '2026-01-01',
      to: '2026-01-31',
    },
  ]
  const csv =
    'id,type,title,url,categories,from,to\ng1,guide,<b>Choisir</b>,/g/1,Ski|Rando,2026-01-01,2026-01-31\n'
  const guide = {
    id: 'g1',
    type: 'guide',
    title: 'Choisir',
    url: '/g/1',
    language: 'fr',
    categories: ['Ski', 'Rando'],
    from: Date.UTC(2026, 0, 1),
    to: Date.UTC(2026, 1, 1) - 1,
  }
  for (const text of [JSON.stringify(json), JSON.stringify({ content: json }), csv]) {
    const rows = await all(readContent(bytesOf(text), market))
    assert.deepEqual(
      rows.map(one => one.kept),
      [guide],
    )
    assert.ok(Compile(Content).Check(rows[0].kept))
  }
})

test('content with a dangerous address or of no known kind is refused', async () => {
  const good = { id: 'g', type: 'guide', title: 'T', url: '/g' }
  const bad = [
    { ...good, url: 'javascript:alert(1)' },
    { ...good, url: '//evil.example' },
    { ...good, type: 'ad' },
    { ...good, title: '' },
  ]
  const rows = await all(readContent(bytesOf(JSON.stringify(bad)), market))
  assert.deepEqual(
    rows.map(one => [one.refused?.field, one.refused?.code]),
    [
      ['url', 'bad_url'],
      ['url', 'bad_url'],
      ['type', 'unknown_value'],
      ['title', 'missing'],
    ],
  )
  const broken = await all(readContent(bytesOf('[{"id":'), market))
  assert.deepEqual([broken[0].fatal, broken[0].refused?.code], [true, 'unreadable'])
})

test('shop facts are kept in minor units, a VAT of 20 is 20 %', () => {
  const { kept } = judgeFacts(
    {
      country: 'fr',
      deliveryPrice: 4.9,
      freeDeliveryFrom: '60,00 €',
      deliveryDays: { least: 2, most: 3 },
      returnDays: 30,
      freeReturns: true,
      payments: ['Carte', 'PayPal'],
      vat: 20,
    },
    market,
  )
  assert.deepEqual(kept, {
    country: 'FR',
    currency: 'EUR',
    deliveryPrice: 490,
    freeDeliveryFrom: 6000,
    deliveryDays: { least: 2, most: 3 },
    returnDays: 30,
    freeReturns: true,
    payments: ['Carte', 'PayPal'],
    vat: 0.2,
  })
  assert.ok(Compile(ShopFacts).Check(kept))
  assert.equal(judgeFacts({ deliveryPrice: 1 }, market).refused?.field, 'country')
  assert.equal(judgeFacts([], market).refused?.code, 'wrong_type')
})
