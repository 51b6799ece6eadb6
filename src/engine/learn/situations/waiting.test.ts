import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Random } from '../../../core/random.ts'
import { type Open, type Outcome, Waiting } from './waiting.ts'

const ANNA = 11
const BEN = 22
const MOST = 1_000

test('choices come out in the order they came in, when their window is over and not before', () => {
  const waiting = filled(3)
  assert.equal(waiting.takeDue(99, 100), undefined)
  assert.deepEqual(numbersOf(taken(waiting, 110)), [0, 10])
  assert.deepEqual(numbersOf(taken(waiting, 120)), [20])
  assert.equal(waiting.size, 0)
})

test('what goes in comes out, however much waits', () => {
  const waiting = filled(300)
  const all = taken(waiting, Infinity)
  assert.equal(all.length, 300)
  for (const [n, { moment, chances, arm, time, expected }] of all.entries()) {
    assert.deepEqual([...moment], [...momentOf(n)])
    assert.deepEqual([...chances.slice(0, 3)], [0.5, n / 1_000, 0])
    assert.deepEqual([arm, time, expected], [n % 3, n * 10, n / 7])
  }
})

test('beyond the room there is, the oldest is due at once and none is lost', () => {
  const waiting = new Waiting(4)
  const early: number[] = []
  for (let n = 0; n < 10; n++) {
    waiting.add(openOf(n))
    early.push(...numbersOf(taken(waiting, 0)))
  }
  assert.deepEqual(early, [0, 10, 20, 30, 40, 50])
})

test('a choice is found by its number, and only while it waits', () => {
  const waiting = filled(100)
  waiting.mark(waiting.find(420), 5, 900)
  assert.equal(waiting.find(421), -1)
  assert.equal(waiting.find(9_999), -1)
  const [before, marked] = taken(waiting, 42 * 10 + 100).slice(-2)
  assert.deepEqual([before.marks, marked.marks, marked.margin], [0, 5, 900])
  assert.equal(waiting.find(420), -1)
})

test('the rows of a visitor are found newest first, and those alone that still wait', () => {
  const waiting = filled(9)
  assert.deepEqual(timesOf(waiting, BEN), [70, 50, 30, 10])
  taken(waiting, 135)
  assert.deepEqual(timesOf(waiting, BEN), [70, 50])
  assert.deepEqual(timesOf(waiting, 33), [])
})

test('after a merge one visitor has the rows of both, and after that nobody is forgotten twice', () => {
  const waiting = filled(6)
  waiting.merge(BEN, ANNA)
  assert.deepEqual(timesOf(waiting, ANNA), [50, 40, 30, 20, 10, 0])
  assert.deepEqual(timesOf(waiting, BEN), [])
  waiting.forget(ANNA)
  assert.deepEqual(timesOf(waiting, ANNA), [])
  const rows = taken(waiting, Infinity)
  assert.deepEqual(
    rows.map(({ visitor }) => visitor),
    [0, 0, 0, 0, 0, 0],
  )
})

test('a number that was given to another value is in no moment that waits', () => {
  const waiting = filled(50)
  waiting.strip([3, 70])
  for (const { moment } of taken(waiting, Infinity)) {
    assert.ok(!moment.includes(3) && !moment.includes(70))
    assert.ok(moment.includes(130))
  }
})

test('what is written after a number changed hands keeps it, also when it was saved in between', () => {
  const whole = filled(20)
  whole.strip([130])
  for (let n = 20; n < 40; n++) whole.add(openOf(n))
  whole.strip([2])
  for (let n = 40; n < 60; n++) whole.add(openOf(n))
  const again = Waiting.load(new ByteReader(saved(whole)), MOST)
  assert.deepEqual(saved(again), saved(whole))
  for (const waiting of [whole, again]) {
    const moments = taken(waiting, Infinity).map(({ moment }) => [...moment])
    for (const [n, moment] of moments.entries()) {
      const kept = [...momentOf(n)].filter(
        value => !(value === 130 && n < 20) && !(value === 2 && n < 40),
      )
      assert.deepEqual(moment, kept)
    }
  }
})

test('saved in mid-stream and continued, it is byte for byte the one that never stopped', () => {
  const random = new Random(5)
  const whole = new Waiting(MOST)
  let parts = new Waiting(MOST)
  for (let n = 0; n < 1_500; n++) {
    const [from, into, row] = [random.below(9) + 1, random.below(9) + 1, random.below(n + 1) * 10]
    for (const waiting of [whole, parts]) {
      waiting.add({ ...openOf(n), visitor: 1 + (n % 9) })
      if (n % 7 === 0) waiting.merge(from, into)
      if (n % 50 === 0) waiting.forget(into)
      const found = waiting.find(row)
      if (found >= 0) waiting.mark(found, 2, 5)
      taken(waiting, n * 10 - 900)
    }
    if (n % 100 === 0) parts = Waiting.load(new ByteReader(saved(parts)), MOST)
  }
  assert.deepEqual(saved(parts), saved(whole))
})

function filled(rows: number): Waiting {
  const waiting = new Waiting(MOST)
  for (let n = 0; n < rows; n++) waiting.add(openOf(n))
  return waiting
}

function openOf(n: number): Open {
  return {
    ...{ number: n * 10, time: n * 10, visitor: n % 2 ? BEN : ANNA, kind: 1, arm: n % 3 },
    ...{ moment: momentOf(n), chances: [0.5, n / 1_000, 0], expected: n / 7 },
  }
}

function momentOf(n: number): Uint16Array {
  return Uint16Array.from([n % 5, 64 + (n % 8), 130])
}

/** All that is over after a window of 100. */
function taken(waiting: Waiting, now: number): Outcome[] {
  const all: Outcome[] = []
  for (;;) {
    const one = waiting.takeDue(now, 100)
    if (one === undefined) return all
    all.push(one)
  }
}

function numbersOf(rows: Outcome[]): number[] {
  return rows.map(({ number }) => number)
}

function timesOf(waiting: Waiting, visitor: number): number[] {
  return [...waiting.of(visitor)].map(row => waiting.timeOf(row))
}

function saved(waiting: Waiting): Uint8Array {
  const writer = new ByteWriter()
  waiting.save(writer)
  return writer.done()
}
