import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Door, judgeSegment } from './index.ts'

const now = Date.UTC(2026, 0, 15, 12)
const browser: Door = {
  now,
  channel: 'web',
  verified: false,
  nameSecret: 'secret',
  defaultCurrency: 'EUR',
}
const server: Door = { ...browser, channel: 'server', verified: true }
const viewed = {
  type: 'track',
  event: 'Product Viewed',
  anonymousId: 'anna',
  properties: { product_id: 'boot' },
}

test('a public key names nobody by anonymousId, whatever consent the message claims', () => {
  for (const consent of [undefined, 'personal', 'measure']) {
    const { kept } = judgeSegment('batch', { batch: [{ ...viewed, consent }] }, browser)
    assert.deepEqual(
      kept.map(({ event }) => event.visitor),
      [undefined],
    )
  }
})

test('a message may ask for less than its batch, never for more', () => {
  const batch = ['personal', 'measure', 'page', undefined].map(consent => ({ ...viewed, consent }))
  const judged = judgeSegment('batch', { batch, consent: 'measure' }, server)
  assert.deepEqual(
    judged.kept.map(({ event }) => [event.consent, event.visitor]),
    Array(3).fill(['measure', undefined]),
  )
  assert.deepEqual(
    judged.refused.map(({ index, code }) => [index, code]),
    [[2, 'no_consent']],
  )
})

test('of whom nothing may be kept, not even the refusal keeps a word', () => {
  for (const type of ['track', 'page', 'identify', 'alias', 'teleport']) {
    const message = { ...viewed, type, userId: 'u7', previousId: 'old', consent: 'page' }
    const judged = judgeSegment('batch', { batch: [message] }, server)
    assert.deepEqual([judged.kept, judged.merges], [[], []], type)
    assert.doesNotMatch(JSON.stringify(judged), /anna|u7|old|boot/, type)
  }
})

test('without consent to a profile two names are not brought together', () => {
  const message = { type: 'identify', anonymousId: 'anna', userId: 'u7', consent: 'measure' }
  assert.deepEqual(judgeSegment('batch', { batch: [message] }, server).merges, [])
})
