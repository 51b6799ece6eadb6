import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareLines } from './compare.ts'

const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })

test('what arrived and what is kept can both be read back from the comparison', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const lines = compareLines(a.join('\n'), b.join('\n'))
      const side = (other: string) => lines.filter(l => l.side !== other).map(l => l.text)
      assert.equal(side('kept').join('\n'), a.join('\n'))
      assert.equal(side('arrived').join('\n'), b.join('\n'))
    }),
    { seed: 1 },
  )
})

test('a comma that only ends another line is no difference', () => {
  const lines = compareLines('{\n"a": 1,\n"b": "2"\n}', '{\n"a": 1\n}')
  assert.deepEqual(
    lines.map(l => l.side),
    ['both', 'both', 'arrived', 'both'],
  )
})
