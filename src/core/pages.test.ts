import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Pages } from './pages.ts'
import { Random } from './random.ts'

const VALUES = [0, -0, -1, 7, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 52, 0.5, Number.NaN, -Infinity]

test('every number comes back as it was set, and its neighbours stay, across pages', () => {
  for (const initial of [[0], [-1, 3, 0], [Number.NaN]]) {
    const random = new Random(7)
    const pages = new Pages(initial, 4)
    const plain: number[] = []
    for (let room = 4; room <= 50_000; room = Math.ceil(room * 1.7)) {
      pages.makeRoom(room)
      while (plain.length < room) plain.push(initial[plain.length % initial.length])
      for (let n = 0; n < 40; n++) {
        const place = random.below(room)
        plain[place] = VALUES[random.below(VALUES.length)]
        pages.set(place, plain[place])
      }
      for (let place = 0; place < room; place++)
        assert.ok(Object.is(pages.get(place), plain[place]))
    }
  }
})
