import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeEvents, judgeSegment } from './index.ts'

test('what is quoted of a refused event names no visitor and gives no key of the server away', () => {
  const door = {
    now: 1e12,
    channel: 'server',
    verified: true,
    nameSecret: 'secret',
    defaultCurrency: 'EUR',
  } as const
  const secret = `sk_${'a1B2'.repeat(8)}`
  const event = { name: 'x', visitor: 'anna-17', page: { url: `/?key=${secret}` } }
  const message = { type: 'track', event: 'x', userId: 'anna-17', anonymousId: 'anna-17' }
  const samples = [
    ...judgeEvents({ events: [event] }, door).refused,
    ...judgeSegment('batch', { batch: [message] }, door).refused,
  ].map(({ sample }) => sample)
  assert.equal(samples.length, 2)
  assert.doesNotMatch(samples.join(), /anna|sk_/)
})
