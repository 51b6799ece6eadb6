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

function saved(forwards: Forwards): Uint8Array {
  const writer = new ByteWriter()
  forwards.save(writer)
  return writer.done()
}
