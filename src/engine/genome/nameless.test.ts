import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LogRecord } from '../../schema/record.ts'
import { nameless } from './nameless.ts'

test('of what somebody was shown who is forgotten, no item and nothing of their own in a reason stays', () => {
  const record: LogRecord = {
    id: '018f0000-0000-7000-8000-000000000001',
    partition: 0,
    type: 'decision',
    version: 1,
    receivedAt: 0,
    position: 1,
    body: {
      visitor: 'anna',
      time: 0,
      slice: 'engine',
      page: 'home',
      characteristics: { device: 'mobile' },
      choices: [
        {
          placement: 'home',
          experience: 'home/next',
          arms: ['home/next'],
          propensities: [1],
          items: ['boots-1', 'boots-2'],
          strategy: 'next',
          reason: 'after|41',
          reasons: ['after|41', 'like|42'],
        },
      ],
    },
  }
  const left = JSON.stringify(nameless(record, () => 'ghost'))
  assert.doesNotMatch(left, /anna|boots|41|42/)
  assert.match(left, /"reason":"after"/)
  assert.match(left, /"propensities":\[1\]/)
  assert.equal(
    nameless(record, () => undefined),
    record,
  )
})
