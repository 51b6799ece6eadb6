import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByLastUse } from './by-last-use.ts'
import { Random } from './random.ts'

test('it holds what a map would from which each key is taken out before it is set', () => {
  const random = new Random(5)
  const table = new ByLastUse<number>()
  const map = new Map<string, number>()
  for (let n = 0; n < 5_000; n++) {
    const key = `key ${random.below(60)}`
    map.delete(key)
    if (random.chance(0.3)) table.delete(key)
    else {
      table.set(key, n)
      map.set(key, n)
    }
    if (random.chance(0.1)) dropFirst()
    assert.deepEqual([table.size, table.first], [map.size, [...map][0]])
    assert.deepEqual([table.has(key), table.get(key)], [map.has(key), map.get(key)])
  }
  assert.deepEqual([...table], [...map])
  while (map.size > 0) dropFirst()
  assert.deepEqual([table.size, table.first, [...table]], [0, undefined, []])

  function dropFirst() {
    const [first] = map.keys()
    map.delete(first)
    table.delete(table.first![0])
  }
})
