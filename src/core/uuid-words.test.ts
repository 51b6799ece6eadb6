import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isUuid, parseUuid } from './ids.ts'
import { hashWords, readUuidWords } from './uuid-words.ts'

test('the words of a UUID are its bytes, in small letters and in capitals', () => {
  fc.assert(
    fc.property(fc.uuid(), uuid => {
      const bytes = new DataView(parseUuid(uuid).buffer)
      const expected = [0, 4, 8, 12].map(at => bytes.getUint32(at))
      assert.deepEqual([...wordsOf(uuid)], expected)
      assert.deepEqual([...wordsOf(uuid.toUpperCase())], expected)
    }),
  )
})

test('a text is refused exactly when it is no UUID', () => {
  const almost = fc
    .tuple(fc.uuid(), fc.nat(35), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }))
    .map(([uuid, at, unit]) => uuid.slice(0, at) + unit + uuid.slice(at + 1))
  fc.assert(
    fc.property(fc.oneof(almost, fc.string(), fc.uuid()), text => {
      if (isUuid(text)) wordsOf(text)
      else assert.throws(() => wordsOf(text), /not a UUID/)
    }),
  )
})

test('ids that differ in one bit, and seeds that differ, hash apart', () => {
  const words = wordsOf('00000000-0000-7000-8000-000000000000')
  const hashes = new Set([hashWords(words, 1), hashWords(words, 2)])
  for (let bit = 0; bit < 128; bit++) {
    const changed = words.slice()
    changed[bit >> 5] ^= 1 << (bit & 31)
    hashes.add(hashWords(changed, 1))
  }
  assert.equal(hashes.size, 130)
})

function wordsOf(uuid: string): Uint32Array {
  const words = new Uint32Array(4)
  readUuidWords(uuid, words)
  return words
}
