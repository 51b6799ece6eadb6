import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Random } from '../../core/random.ts'
import { uuidV5 } from '../../core/visitor-key.ts'
import { OpenDecisions } from './open-decisions.ts'

const DECISIONS = 1 << 16

test('each placement of a decision is found by its own id, and answered once', () => {
  const open = new OpenDecisions()
  open.open(idOf(1), 500, [
    { experience: 'home/next', counted: true },
    { experience: 'home/new', counted: false },
  ])
  const second = open.find(`${idOf(1)}.1`)
  assert.equal(open.experienceOf(second), 'home/new')
  assert.equal(open.timeOf(second), 500)
  assert.ok(!open.isCounted(second))
  assert.ok(open.isCounted(open.find(`${idOf(1)}.0`)))
  assert.ok(open.answerOnce(second, 'clicks'))
  assert.ok(!open.answerOnce(second, 'clicks'))
  assert.ok(open.answerOnce(second, 'orders'))
})

test('what is unknown, malformed or beyond the page view is not found', () => {
  const open = new OpenDecisions()
  for (const n of [0, 1]) open.open(idOf(n), 0, [{ experience: 'home/next', counted: true }])
  for (const id of [
    `${idOf(2)}.0`,
    `${idOf(1)}.1`,
    `${idOf(1)}.-1`,
    `${idOf(1)}.x`,
    'x.0',
    '',
    '.',
  ]) {
    assert.equal(open.find(id), -1, id)
  }
})

test('the newest push out the oldest, and nothing else is lost', () => {
  const open = new OpenDecisions()
  const more = 5_000
  for (let n = 0; n < DECISIONS + more; n++) {
    open.open(idOf(n), n, [{ experience: `e${n % 7}`, counted: true }])
  }
  for (let n = 0; n < more; n++) assert.equal(open.find(`${idOf(n)}.0`), -1)
  for (let n = more; n < DECISIONS + more; n++) {
    const choice = open.find(`${idOf(n)}.0`)
    assert.equal(open.timeOf(choice), n)
    assert.equal(open.experienceOf(choice), `e${n % 7}`)
  }
})

test('however many decisions there were, what is saved is loaded, and found again', () => {
  const open = new OpenDecisions()
  const decided = 4 * DECISIONS
  for (let n = 0; n < decided; n++) open.open(idOf(n), n, [{ experience: 'e', counted: true }])
  const again = OpenDecisions.load(new ByteReader(bytesOf(open)))
  assert.equal(again.timeOf(again.find(`${idOf(decided - 1)}.0`)), decided - 1)
  assert.equal(again.find(`${idOf(decided - DECISIONS - 1)}.0`), -1)
})

test('crowded pages forget their oldest choices rather than mix them up', () => {
  const open = new OpenDecisions()
  const choices = Array.from({ length: 12 }, (_, n) => ({ experience: `e${n}`, counted: true }))
  for (let n = 0; n < 30_000; n++) open.open(idOf(n), n, choices)
  assert.equal(open.find(`${idOf(100)}.3`), -1)
  const choice = open.find(`${idOf(29_999)}.11`)
  assert.equal(open.timeOf(choice), 29_999)
  assert.equal(open.experienceOf(choice), 'e11')
})

test('saved in mid-stream and continued, it is byte for byte the one that never stopped', () => {
  const random = new Random(3)
  const steps = Array.from({ length: 2_000 }, (_, n) => ({ n, count: 1 + random.below(4) }))
  const whole = new OpenDecisions()
  let parts = new OpenDecisions()
  for (const { n, count } of steps) {
    for (const open of [whole, parts]) {
      open.open(
        idOf(n),
        n,
        Array.from({ length: count }, (_, c) => ({ experience: `e${c}`, counted: n % 2 > 0 })),
      )
      if (n % 3 === 0) open.answerOnce(open.find(`${idOf(n >> 1)}.0`), 'clicks')
    }
    if (n % 500 === 0) parts = OpenDecisions.load(new ByteReader(bytesOf(parts)))
  }
  assert.deepEqual(bytesOf(parts), bytesOf(whole))
})

function idOf(n: number): string {
  return uuidV5('test', String(n))
}

function bytesOf(open: OpenDecisions): Uint8Array {
  const writer = new ByteWriter()
  open.save(writer)
  return writer.done()
}
