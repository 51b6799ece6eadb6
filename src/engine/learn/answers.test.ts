import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Answers } from './answers.ts'

test('a click rate of few answers is drawn towards that of the placement', () => {
  const answers = new Answers()
  for (let i = 0; i < 400; i++) {
    answers.count('home/bestsellers', 'decisions')
    if (i % 4 === 0) answers.count('home/bestsellers', 'clicks')
  }
  answers.count('home/next', 'decisions')
  const { mean, deviation } = answers.rate('home/next')
  assert.ok(mean > 0.2 && mean < 0.25)
  assert.ok(deviation > 3 * answers.rate('home/bestsellers').deviation)
  assert.ok(answers.rate('cart/next').mean < 0.1)
})

test('answers saved and loaded are the same, by experience and by placement', () => {
  const answers = new Answers()
  for (const what of ['decisions', 'clicks', 'carts', 'orders'] as const) {
    answers.count('home/next', what)
  }
  const writer = new ByteWriter()
  answers.save(writer)
  const again = Answers.load(new ByteReader(writer.done()))
  assert.deepEqual(again.sums('home/next'), { decisions: 1, clicks: 1, carts: 1, orders: 1 })
  assert.deepEqual(again.rate('home/recent'), answers.rate('home/recent'))
})
