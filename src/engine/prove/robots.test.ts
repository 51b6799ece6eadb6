import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { ShopEvent } from '../../schema/event.ts'
import { Split } from './split.ts'

test('who turns out to be a robot is taken out of its slice once, and a buyer never', () => {
  const split = new Split()
  for (const visitor of ['person', 'robot', 'buyer']) split.meet(visitor, NEWCOMERS)
  split.earn(ORDER, 'buyer', NEWCOMERS, 'on')
  for (const visitor of ['robot', 'robot', 'buyer', 'never seen']) split.leaveOut(visitor)
  const engine = split.sums().find(({ slice }) => slice === 'engine')!
  assert.equal(engine.visitors, 2)
  assert.equal(engine.orders, 1)
})

test('it does not matter when somebody is found to be a robot, what is heard first, or whether a snapshot lies between', () => {
  const acts: Act[] = [
    split => split.leaveOut('v'),
    split => split.observe(look(0, 'letter'), 'v', NEWCOMERS),
    split => split.observe(look(5_000, undefined), 'v', NEWCOMERS),
    split => split.leaveOut('v'),
  ]
  const buys: Act = split => split.earn(ORDER, 'v', NEWCOMERS, 'on')
  const givesUp: Act = split => split.earn(ORDER, 'v', NEWCOMERS, 'off')
  for (const all of [acts, [...acts, buys], [...acts, buys, givesUp]]) {
    const [expected, ...others] = orders(all).map(lived)
    for (const other of others) assert.deepEqual(other, expected)
    assert.equal(expected.visitors, all.length === acts.length + 1 ? 1 : 0)
  }
})

test('who only an old file tells of is counted once, in no slice, until they come', () => {
  const split = new Split()
  for (const visitor of ['old', 'old', 'both', 'robot']) split.notePast(visitor)
  split.leaveOut('robot')
  split.notePast('robot')
  assert.equal(split.visitors, 2)
  assert.equal(split.sums().find(({ slice }) => slice === 'engine')!.visitors, 0)
  split.meet('both', NEWCOMERS)
  split.notePast('both')
  assert.equal(split.visitors, 2)
  assert.equal(split.sums().find(({ slice }) => slice === 'engine')!.visitors, 1)
  split.merge('old', 'both')
  assert.equal(split.visitors, 1)
})

type Act = (split: Split) => void

const ORDER = { visitor: 'v', revenue: 100, margin: 40, verified: true }
const NEWCOMERS = {
  sliceOf: () => 'engine' as const,
  isCustomer: () => false,
  shares: () => ({ holdout: 0.1, uniform: 0.1 }),
}

function look(time: number, source: string | undefined): ShopEvent {
  const context = source === undefined ? undefined : { campaign: { source } }
  const page = { type: 'product', url: '/p' } as const
  return { name: 'view_item', visitor: 'v', time, channel: 'web', verified: false, page, context }
}

function lived(acts: readonly Act[]) {
  let split = new Split()
  for (const act of acts) {
    act(split)
    const writer = new ByteWriter()
    split.save(writer)
    split = Split.load(new ByteReader(writer.done()))
  }
  const entries = Array.from({ length: 32 }, (_, entry) => split.ofEntry(2, entry, 'days', 0))
  return { visitors: split.visitors, sums: split.sums(), entries }
}

function orders<T>(all: readonly T[]): T[][] {
  if (all.length === 0) return [[]]
  return all.flatMap((one, at) => orders(all.toSpliced(at, 1)).map(rest => [one, ...rest]))
}
