import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Judgement, Reason } from '../../engine/policy/judgement.ts'
import { setUp } from '../fixtures/set-up.ts'
import { speechOf } from '../rules/speech.ts'
import { becauseOf } from './beliefs.ts'

test('what speaks for one rather than the other is the difference of their sums, term by term', async t => {
  const { shop, close } = await setUp()
  t.after(close)
  const shown = judged(
    term('click', 0.5, 'reviews', 'a-lot'),
    term('click', 0.2),
    term('cart', 0.1, 'device', 'mobile'),
  )
  const usual = judged(
    term('click', -0.4, 'reviews', 'a-lot'),
    term('click', 0.2),
    term('click', 0.3, 'device', 'mobile'),
  )
  const because = becauseOf(shown, usual, speechOf(shop.engine, 'en'))
  assert.deepEqual(
    because.map(({ step, words, amount }) => [step, words, amount]),
    [
      ['click', 'are sensitive to reviews', 0.9],
      ['click', 'are on mobile', -0.3],
      ['cart', 'are on mobile', 0.1],
    ],
  )
})

function judged(...terms: Reason[]): Judgement {
  const rates = { click: 0.1, cart: 0.1, purchase: 0.1 }
  return { experience: 'home/next', mean: 0, deviation: 1, rates, terms }
}

function term(step: Reason['step'], amount: number, name?: string, value = ''): Reason {
  if (name === undefined) return { step, kind: 'arm', values: [], amount }
  return { step, kind: 'value', values: [{ name, value }], amount }
}
