import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type LogRecord,
  RECORD_VERSIONS,
  type RecordBodies,
  SHOP_PARTITION,
} from '../../schema/record.ts'
import { Engine } from '../engine.ts'

const GB = { country: 'GB', language: 'en', currency: 'GBP' }
const FR = { country: 'FR', language: 'fr', currency: 'EUR' }

test('the margin of an order is less the cost of the SKU that was bought, not of the one shown', () => {
  assert.equal(marginOf('b', [FR]), 10_000 - 7_000)
  assert.equal(marginOf('a', [FR]), 10_000 - 2_000)
  assert.equal(marginOf('boot', [FR]), 10_000 - 2_000)
})

test('costs count in the currency the shop reports in, whichever market came first', () => {
  assert.equal(marginOf('a', [GB, FR]), 10_000 - 2_000)
})

/** Of an order of 100 €: one SKU costs 20 € and the other, dearer one 70 €. */
function marginOf(id: string, markets: readonly (typeof FR)[]): number {
  const engine = new Engine()
  const settings = { ...engine.settings, currency: 'EUR', timeZone: 'Europe/Paris' }
  append(engine, 'shop_opened', { shop: 'test', salt: '5a17', settings })
  for (const market of markets) {
    const skus = [
      { id: 'a', offer: { price: 9_000, inStock: true } },
      { id: 'b', offer: { price: 10_000, inStock: true } },
    ]
    const boot = { id: 'boot', title: 'Boot', url: '/boot', categories: ['Boots'], skus }
    append(engine, 'products', { market, products: [boot] })
  }
  const costs = [
    { sku: 'a', cost: 2_000, currency: 'EUR' },
    { sku: 'b', cost: 7_000, currency: 'EUR' },
  ]
  append(engine, 'costs', { costs })
  append(engine, 'event', {
    ...{ name: 'purchase', visitor: 'ann', time: 0, channel: 'server', verified: true },
    ...{ currency: 'EUR', transaction: { id: 'o1' }, items: [{ id, price: 10_000 }] },
  })
  const report = engine.report({ kind: 'summary' })
  return report.slices.reduce((sum, { margin }) => sum + margin, 0)
}

function append<T extends 'shop_opened' | 'products' | 'costs' | 'event'>(
  engine: Engine,
  type: T,
  body: RecordBodies[T],
): void {
  const place = { partition: SHOP_PARTITION, position: engine.position + 1, receivedAt: 0 }
  const version = RECORD_VERSIONS[type]
  engine.apply({ id: `${engine.position}`, type, version, body, ...place } as LogRecord)
}
