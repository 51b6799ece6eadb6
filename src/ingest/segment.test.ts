import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namedKey, uuidV5 } from '../core/visitor-key.ts'
import { type Door, judgeSegment } from './index.ts'

const now = Date.UTC(2026, 0, 15, 12)
const server: Door = {
  now,
  channel: 'server',
  verified: true,
  nameSecret: 'secret',
  defaultCurrency: 'EUR',
}
const browser: Door = { ...server, channel: 'web', verified: false, visitor: 'cookie-key' }
const timestamp = new Date(now - 1000).toISOString()
const message = { messageId: 'ajs-1', anonymousId: 'anon-1', timestamp }
const product = {
  product_id: 'CH-42',
  sku: 'CH-42-41',
  name: 'Alto',
  price: '199.90',
  quantity: 2,
  position: 3,
}

test('Product Viewed is view_item of the product in its properties', () => {
  const { kept } = judgeSegment(
    'track',
    { ...message, event: 'Product Viewed', properties: { ...product, currency: 'eur' } },
    server,
  )
  assert.equal(kept[0].id, uuidV5('event', 'ajs-1'))
  assert.equal(kept[0].event.name, 'view_item')
  assert.equal(kept[0].event.visitor, namedKey('anon-1', 'secret'))
  assert.deepEqual(kept[0].event.items, [
    { id: 'CH-42', price: 19990, quantity: 2, name: 'Alto', index: 3 },
  ])
})

test('Order Completed is a purchase whose value leaves shipping and tax out', () => {
  const properties = {
    order_id: 'T1',
    total: 420,
    revenue: 399.8,
    shipping: 4.9,
    tax: 15.3,
    currency: 'EUR',
    products: [product],
  }
  const { kept } = judgeSegment(
    'track',
    { ...message, event: 'Order Completed', properties },
    server,
  )
  assert.equal(kept[0].event.value, 39980)
  assert.deepEqual(kept[0].event.transaction, { id: 'T1', tax: 1530, shipping: 490 })
})

test('the total serves where nothing says what the products cost', () => {
  const valueFor = (event: string, properties: object) =>
    judgeSegment(
      'track',
      { ...message, event, properties: { order_id: 'T1', currency: 'EUR', ...properties } },
      server,
    ).kept[0].event.value
  const unpriced = [{ product_id: 'CH-42', quantity: 2 }, { product_id: 'CH-43' }]
  assert.equal(valueFor('Order Completed', { total: 420, products: unpriced }), 42_000)
  assert.equal(valueFor('Order Refunded', { total: '30', products: unpriced }), 3_000)
  assert.equal(valueFor('Order Completed', { total: 420, products: [] }), 42_000)
  assert.equal(valueFor('Order Completed', { total: 420, products: [product] }), 39_980)
})

test('a page call is a page view with its address, origin and device', () => {
  const context = {
    page: {
      url: 'https://shop.example/fr/panier?x=1',
      referrer: 'https://www.google.fr/?q=ski',
      title: 'Panier',
    },
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
    locale: 'fr-FR',
  }
  const { event } = judgeSegment('page', { ...message, context }, server).kept[0]
  assert.deepEqual(event.page, {
    type: 'cart',
    url: '/fr/panier?x=1',
    title: 'Panier',
    referrer: 'https://www.google.fr/?q=ski',
  })
  assert.deepEqual(event.context, {
    device: 'desktop',
    os: 'Linux',
    browser: 'Firefox',
    language: 'fr-FR',
    campaign: { source: 'google', medium: 'organic', term: 'ski' },
  })
})

test('identify and alias say who is who, to a server key only; traits are dropped', () => {
  const batch = [
    { type: 'identify', anonymousId: 'anon-1', userId: 'u7', traits: { email: 'jean@exemple.fr' } },
    { type: 'alias', previousId: 'old', userId: 'u7' },
    { type: 'identify', userId: 'u7' },
    { type: 'group', groupId: 'g' },
  ]
  const judged = judgeSegment('batch', { batch }, server)
  const u7 = { into: namedKey('u7', 'secret'), time: now }
  assert.deepEqual(judged.merges, [
    { from: namedKey('anon-1', 'secret'), ...u7, index: 0, field: '/anonymousId' },
    { from: namedKey('old', 'secret'), ...u7, index: 1, field: '/previousId' },
  ])
  assert.equal(judged.noted, 2)
  assert.doesNotMatch(JSON.stringify(judged), /jean@/)
  assert.deepEqual(judgeSegment('batch', { batch }, browser).merges, [])
})

test('a browser speaks for its own visitor, whatever ids it sends', () => {
  const track = { ...message, userId: 'somebody-else', event: 'Cart Viewed', properties: {} }
  assert.equal(judgeSegment('track', track, browser).kept[0].event.visitor, 'cookie-key')
  assert.equal(
    judgeSegment('track', track, server).kept[0].event.visitor,
    namedKey('somebody-else', 'secret'),
  )
})

test('refusals lead into the message as it was sent, and cost only themselves', () => {
  const batch = [
    { ...message, type: 'track', event: 'Order Completed', properties: { products: [product] } },
    {
      ...message,
      type: 'track',
      event: 'Order Completed',
      properties: { order_id: 'T', products: [{ ...product, price: 'x' }] },
    },
    { ...message, type: 'track', event: 'Moon Landed' },
    { ...message, type: 'teleport' },
    'nonsense',
    { ...message, type: 'track', event: 'Products Searched', properties: { query: 'ski' } },
  ]
  const { kept, refused } = judgeSegment('batch', { batch }, server)
  assert.deepEqual(
    kept.map(one => [one.index, one.event.detail]),
    [[5, 'ski']],
  )
  assert.deepEqual(
    refused.map(one => [one.index, one.field, one.code]),
    [
      [0, '/properties/order_id', 'missing'],
      [1, '/properties/products/0/price', 'not_a_number'],
      [2, '/event', 'unknown_name'],
      [3, '/type', 'unknown_value'],
      [4, '', 'wrong_type'],
    ],
  )
})
