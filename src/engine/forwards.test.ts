import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../core/bytes.ts'
import { Random } from '../core/random.ts'
import { Forwards } from './forwards.ts'

test('the keys of a visitor are all that lead to the same one, which is the last of them', () => {
  const random = new Random(3)
  for (let story = 0; story < 50; story++) {
    let forwards = new Forwards()
    const names = Array.from({ length: 20 }, (_, n) => `visitor ${n}`)
    for (let n = 0; n < 60; n++) {
      const [from, into] = [random.pick(names), random.pick(names)].map(k => forwards.canonical(k))
      if (random.chance(0.1)) for (const key of forwards.keysOf(from)) forwards.delete(key)
      else if (from !== into) forwards.set(from, into)
      if (random.chance(0.1)) forwards = Forwards.load(new ByteReader(saved(forwards)))
      const one = random.pick(names)
      const last = forwards.canonical(one)
      const keys = forwards.keysOf(one)
      assert.equal(keys.at(-1), last)
      assert.deepEqual(
        keys.toSorted(),
        names.filter(name => forwards.canonical(name) === last).toSorted(),
      )
    }
  }
})

test('a long chain of merges leads to its end from everywhere, and from before a key that was taken out', () => {
  const forwards = new Forwards()
  for (let n = 0; n < 20_000; n++) forwards.set(`v${n}`, `v${n + 1}`)
  for (let n = 0; n < 20_000; n++) assert.equal(forwards.canonical(`v${n}`), 'v20000')
  forwards.delete('v10000')
  assert.equal(forwards.canonical('v5'), 'v10000')
  assert.equal(forwards.canonical('v10001'), 'v20000')
  assert.equal(forwards.keysOf('v5').length, 10_001)
})

function saved(forwards: Forwards): Uint8Array {
  const writer = new ByteWriter()
  forwards.save(writer)
  return writer.done()
}
