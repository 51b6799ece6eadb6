import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Random } from '../../core/random.ts'
import { Lists } from './lists.ts'

test('a list is what was set last, after a load as well: none, one, many, more than a block', () => {
  const random = new Random(1)
  const lists = new Lists()
  const plain: number[][] = []
  for (let n = 0; n < 5000; n++) {
    const index = random.below(800)
    const length = random.chance(0.5) ? 1 : random.below(n % 500 === 0 ? 70_000 : 60)
    plain[index] = Array.from({ length }, () => random.below(2 ** 31))
    lists.set(index, plain[index])
  }
  assertSame(lists, plain)
  const writer = new ByteWriter()
  lists.save(writer)
  assertSame(Lists.load(new ByteReader(writer.done())), plain)
})

test('a number below zero stays what it is, alone or among others', () => {
  const lists = new Lists()
  lists.set(3, [-5])
  lists.set(4, [-1, 0, -(2 ** 31)])
  assert.deepEqual([lists.get(3), lists.get(4), lists.get(2)], [[-5], [-1, 0, -(2 ** 31)], []])
})

function assertSame(lists: Lists, plain: readonly number[][]): void {
  for (let index = 0; index < plain.length; index++) {
    assert.deepEqual(lists.get(index), plain[index] ?? [])
    assert.equal(lists.count(index), plain[index]?.length ?? 0)
  }
}
