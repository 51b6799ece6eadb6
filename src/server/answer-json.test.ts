import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { DecisionAnswer } from '../schema/decision.ts'
import { answerJson } from './answer-json.ts'

const text = fc.string({ unit: 'binary', maxLength: 40 })
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const item = fc.record({
  id: text,
  title: text,
  url: text,
  image: optional(text),
  brand: optional(text),
  price: fc.nat(),
  struckPrice: optional(fc.nat()),
  currency: fc.constant('EUR'),
  rating: optional(fc.double({ min: 0, max: 5, noNaN: true })),
  reviews: optional(fc.nat()),
  reason: optional(text),
})
const nudge = fc.record({
  kind: fc.constant('threshold'),
  text,
  more: optional(text),
  item: optional(text),
  link: optional(fc.record({ url: text, text })),
  bar: optional(fc.record({ value: fc.nat(), goal: fc.nat(), text })),
})
const placement = fc.record({
  placement: text,
  decisionId: fc.constant('01a2033d-699f-7923-84f6-c16db6734457.0'),
  experience: text,
  strategy: text,
  propensity: fc.double({ min: 0, max: 1, noNaN: true }),
  show: fc.boolean(),
  title: optional(text),
  text: optional(text),
  reason: text,
  nudge: optional(nudge),
  items: fc.array(item, { maxLength: 4 }),
})

test('the answer written by hand is the answer, a byte a character, whatever a catalogue says', () => {
  fc.assert(
    fc.property(fc.array(placement, { maxLength: 3 }), fc.boolean(), (placements, isRefused) => {
      const answer = {
        decisionId: '01a2033d-699f-7923-84f6-c16db6734457',
        slice: 'engine',
        degraded: false,
        placements,
        ...(isRefused && { refused: [{ index: 0, field: '/name', code: 'unknown', reason: '’' }] }),
      } as DecisionAnswer
      const json = answerJson(answer)
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(answer)))
      assert.doesNotMatch(json, /[\u0100-\uffff]/)
    }),
  )
})
