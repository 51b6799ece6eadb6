import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordFor } from './words.ts'

test('what is counted takes the form of its number', () => {
  const purchases = (count: number) => [
    wordFor(count, 'purchases', 'fr').split(' ')[0],
    wordFor(count, 'purchases', 'en').split(' ')[0],
  ]
  assert.deepEqual(purchases(0), ['achat', 'purchases'])
  assert.deepEqual(purchases(1), ['achat', 'purchase'])
  assert.deepEqual(purchases(2), ['achats', 'purchases'])
})
