import assert from 'node:assert/strict'
import { test } from 'node:test'
import { press } from './fixtures/press.ts'
import { Gate } from './gate.ts'
import { SHEDDABLE } from './kinds.ts'
import { MOST_PRESSURE } from './pressure.ts'

test('whatever the pressure, what is dear comes in; only a disk that takes nothing stops it', () => {
  const log = { pendingBytes: 0 }
  const gate = new Gate(log)
  press(gate, MOST_PRESSURE)
  for (let n = 0; n < 1_000; n++) assert.ok(gate.admits('dear'))
  for (const kind of SHEDDABLE) assert.ok(!gate.admits(kind))
  log.pendingBytes = 200 << 20
  assert.ok(!gate.admits('dear'))
  assert.ok(!gate.isOpen)
})

test('kinds are put off in their order, at every pressure', () => {
  const gate = new Gate({ pendingBytes: 0 })
  for (let level = 0; level < MOST_PRESSURE; level += 0.3) {
    press(gate, level)
    const before = { ...gate.shed }
    for (let n = 0; n < 100; n++) for (const kind of SHEDDABLE) gate.admits(kind)
    const shares = SHEDDABLE.map(kind => gate.shed[kind] - before[kind])
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => b - a),
    )
    SHEDDABLE.forEach((_, rank) => {
      const share = 100 * Math.min(1, Math.max(0, gate.level - rank))
      assert.ok(Math.abs(shares[rank] - share) <= 1, `${shares} at ${gate.level}`)
    })
  }
})

test('who is served late in a long turn of the loop is served in a hurry, the next turn is calm', () => {
  const gate = new Gate({ pendingBytes: 0 })
  let now = 0
  gate.start(() => now)
  const arriveAt = (ms: number) => {
    now = ms
    for (let n = 0; n < 20; n++) gate.arrive()
  }
  arriveAt(5)
  assert.equal(gate.level, 0)
  arriveAt(120)
  assert.ok(gate.level > 1 && gate.level < 2)
  arriveAt(10_000)
  assert.equal(gate.level, MOST_PRESSURE)
  arriveAt(12)
  assert.equal(gate.level, 0)
  gate.stop()
})

test('where the machine is late and hardly anybody waits, nobody is refused', () => {
  const gate = new Gate({ pendingBytes: 0 })
  let now = 0
  gate.start(() => now)
  for (let n = 0; n < 100; n++) {
    gate.look(500, (now += 500))
    now += 500
    for (let few = 0; few < 3; few++) gate.arrive()
    assert.equal(gate.level, 0)
  }
  gate.stop()
})
