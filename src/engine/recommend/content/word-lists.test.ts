import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../core/random.ts'
import { WordLists } from './word-lists.ts'

test('lists of words tell what sorted sets would, whatever came and went', () => {
  const random = new Random(3)
  const lists = new WordLists()
  const plain = new Map<number, Set<number>>()
  for (let n = 0; n < 60_000; n++) {
    // Some words are everybody's, most are one item's; they come for a while, then they go.
    const word = random.below(2) === 0 ? random.below(3) : random.below(2000)
    const item = random.below(4000)
    const set = plain.get(word) ?? new Set()
    plain.set(word, set)
    if (random.chance(n < 30_000 ? 0.1 : 0.8)) {
      lists.remove(7, word, item)
      set.delete(item)
    } else {
      lists.add(7, word, item)
      set.add(item)
    }
    if (n % 10_000 === 9999) assertSame(lists, plain)
  }
})

test('every item of a category may leave one by one, and come back', () => {
  const lists = new WordLists()
  const items = Array.from({ length: 20_000 }, (_, n) => n)
  for (const item of items) lists.add(1, 9, item)
  assertSame(lists, new Map([[9, new Set(items)]]), 1)
  for (const item of items) lists.remove(1, 9, item)
  assert.equal(lists.lengthOf(lists.find(1, 9)), 0)
  lists.add(1, 9, 5)
  assertSame(lists, new Map([[9, new Set([5])]]), 1)
})

test('a word of one category is none of another', () => {
  const lists = new WordLists()
  lists.add(1, 9, 5)
  assert.equal(lists.lengthOf(lists.find(2, 9)), 0)
})

function assertSame(lists: WordLists, plain: Map<number, Set<number>>, category = 7): void {
  for (const [word, set] of plain) {
    const sorted = [...set].sort((a, b) => a - b)
    const entry = lists.find(category, word)
    assert.equal(lists.lengthOf(entry), sorted.length)
    const read = new Int32Array(sorted.length)
    lists.read(entry, 0, sorted.length, read)
    assert.deepEqual([...read], sorted)
    const middle = sorted.length >> 1
    const rest = new Int32Array(sorted.length - middle)
    lists.read(entry, middle, rest.length, rest)
    assert.deepEqual([...rest], sorted.slice(middle))
    const asked = sorted[middle] ?? 0
    assert.equal(lists.placeOf(entry, asked), middle)
  }
}
