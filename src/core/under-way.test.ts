import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { UnderWay } from './under-way.ts'

test('what is under way is what was put in and not taken out, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 200 }), numbers => {
      const under = new UnderWay<{ number: number }>()
      const places = new Map<{ number: number }, number>()
      for (const number of numbers) {
        const some = [...places.keys()].find(thing => thing.number === number)
        if (some === undefined) {
          const thing = { number }
          places.set(thing, under.add(thing))
        } else {
          const place = places.get(some)!
          places.delete(some)
          assert.equal(under.takeOut(place, some), true)
          assert.equal(under.takeOut(place, some), false)
        }
        assert.deepEqual(new Set(under), new Set(places.keys()))
      }
    }),
    { seed: 5 },
  )
})
