import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { event } from './fixtures/acts.ts'
import { anyHistory, apply } from './fixtures/histories.ts'
import { SmallCatalogue } from './fixtures/small-catalogue.ts'
import { Population } from './population.ts'
import { Visitors } from './visitors.ts'

test('who leaves memory, and when, never shows in the bytes saved', () => {
  fc.assert(
    fc.property(anyHistory(120), fc.infiniteStream(fc.nat(3)), (history, chance) => {
      const stayed = newVisitors()
      const moved = newVisitors(2)
      const store = new Map<string, Uint8Array>()
      for (const happening of history) {
        const visitor = `visitor-${happening.group % 5}`
        apply(stayed.load(visitor, undefined), happening)
        apply(moved.load(visitor, store.get(visitor)), happening)
        moved.touch(visitor)
        if (chance.next().value === 0) saveSome(moved, store, chance.next().value!)
        moved.evict(chance.next().value!)
      }
      saveSome(moved, store, 100)
      for (const [visitor, bytes] of store) {
        assert.deepEqual(bytes, stayed.get(visitor)!.encode())
      }
    }),
    { numRuns: 400, seed: 7, endOnFailure: true },
  )
})

test('an unsaved visitor is found again when all who came later have left', () => {
  const visitors = newVisitors(2)
  for (const name of ['a', 'b', 'c']) visitors.load(name, undefined)
  visitors.get('a')!.observe(event('view_item', 0, { item: 'boots-1' }), 1)
  visitors.touch('a')
  for (const name of ['b', 'c']) visitors.get(name)
  assert.equal(visitors.evict(9), 2)
  assert.equal(visitors.load('a', undefined).actCount, 1)
})

test('the unsaved and the pinned stay, the longest unused go first', () => {
  const visitors = newVisitors()
  for (const visitor of ['a', 'b', 'c', 'd']) visitors.load(visitor, undefined)
  visitors.get('a')
  visitors.touch('b')
  visitors.pin('c')
  assert.equal(visitors.evict(1), 1)
  assert.deepEqual(present(visitors), ['a', 'b', 'c'])
  assert.equal(visitors.evict(9), 1)
  assert.deepEqual(present(visitors), ['b', 'c'])
  visitors.unpin('c')
  visitors.clean([{ visitor: 'b', position: 0 }])
  assert.equal(visitors.evict(-3), 0)
  assert.equal(visitors.evict(9), 2)
})

test('who went on after being saved is still to be saved', () => {
  const visitors = newVisitors()
  const genome = visitors.load('a', undefined)
  genome.observe(event('view_item', 0, { item: 'boots-1' }), 5)
  visitors.touch('a')
  const saved = visitors.dirty(10)
  assert.deepEqual(
    saved.map(each => [each.visitor, each.position]),
    [['a', 5]],
  )
  genome.observe(event('view_item', 9, { item: 'boots-2' }), 6)
  visitors.clean(saved)
  assert.equal(visitors.dirty(10)[0].position, 6)
  visitors.clean(visitors.dirty(10))
  assert.deepEqual(visitors.dirty(10), [])
})

test('loading someone who is here already does not take them back in time', () => {
  const visitors = newVisitors()
  const genome = visitors.load('a', undefined)
  const old = genome.encode()
  genome.observe(event('view_item', 0, { item: 'boots-1' }), 5)
  assert.equal(visitors.load('a', old), genome)
})

test('a merge leaves one visitor, to be saved, who did both', () => {
  const visitors = newVisitors()
  visitors.load('a', undefined).observe(event('view_item', 0, { item: 'boots-1' }), 1)
  visitors.load('b', undefined).observe(event('view_item', 9, { item: 'boots-2' }), 2)
  visitors.merge('a', 'b', 3)
  assert.deepEqual(present(visitors), ['b'])
  assert.deepEqual(
    visitors.get('b')!.acts.map(act => act.position),
    [1, 2],
  )
  assert.deepEqual(
    visitors.dirty(9).map(each => [each.visitor, each.position]),
    [['b', 3]],
  )
})

test('pinning a visitor who is not in memory is a mistake', () => {
  assert.throws(() => newVisitors().pin('a'), RangeError)
})

function newVisitors(warm?: number): Visitors {
  return new Visitors(new SmallCatalogue(), new Population(), warm)
}

function present(visitors: Visitors): string[] {
  return ['a', 'b', 'c', 'd'].filter(visitor => visitors.has(visitor))
}

function saveSome(visitors: Visitors, store: Map<string, Uint8Array>, limit: number): void {
  const saved = visitors.dirty(limit)
  for (const { visitor, bytes } of saved) store.set(visitor, bytes)
  visitors.clean(saved)
}
