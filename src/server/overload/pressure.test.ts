import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../core/random.ts'
import { MOST_PRESSURE, Pressure, type Signals } from './pressure.ts'

const QUIET: Signals = { lagMs: 1, queueBytes: 0, inFlight: 3 }

test('a queue that stands raises the pressure to its most, and no further', () => {
  const { pressure, spend } = start()
  spend(10_000, { ...QUIET, lagMs: 80 })
  assert.equal(pressure.level, MOST_PRESSURE)
})

test('each of the signals alone is enough', () => {
  for (const loud of [{ lagMs: 30 }, { queueBytes: 20 << 20 }, { inFlight: 3_000 }]) {
    const { pressure, spend } = start()
    spend(1_000, { ...QUIET, ...loud })
    assert.ok(pressure.level > 1, JSON.stringify(loud))
  }
})

test('single pauses put nothing off', () => {
  const { pressure, spend } = start()
  for (let n = 0; n < 50; n++) {
    spend(10, { ...QUIET, lagMs: 200 })
    spend(140, QUIET)
    assert.equal(pressure.level, 0)
  }
})

test('back to nothing by itself within five seconds of quiet, whatever came before', () => {
  const random = new Random(3)
  for (let n = 0; n < 50; n++) {
    const { pressure, spend } = start()
    for (let i = 0; i < 20; i++) spend(200, { ...QUIET, lagMs: random.below(200) })
    spend(5_000, QUIET)
    assert.equal(pressure.level, 0)
  }
})

test('between the two marks it stays where it is', () => {
  const { pressure, spend } = start()
  spend(600, { ...QUIET, lagMs: 40 })
  const before = pressure.level
  assert.ok(before > 0 && before < MOST_PRESSURE)
  spend(10_000, { ...QUIET, lagMs: 16 })
  assert.equal(pressure.level, before)
})

test('how late the loop was before anybody looked puts nothing off', () => {
  const pressure = new Pressure()
  pressure.sample({ ...QUIET, lagMs: 900 }, 5_000)
  assert.equal(pressure.level, 0)
})

function start() {
  const pressure = new Pressure()
  let now = 0
  const spend = (ms: number, signals: Signals) => {
    for (const end = now + ms; now < end; now += 10) pressure.sample(signals, now)
  }
  return { pressure, spend }
}
