import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteWriter } from '../../../core/bytes.ts'
import { Random } from '../../../core/random.ts'
import { valueNumber } from '../../situation/moments/moment.ts'
import { FIELDS, GRAIN } from './bets.ts'
import { claimOf } from './claims.ts'
import { discoveries } from './discoveries.ts'
import { intervalOf } from './evidence.ts'
import { fade } from './fading.ts'
import { EVERYBODY, Ledger } from './ledger.ts'

const ARMS = 3
const ROWS = [[], [0], [1], [0, 1]].map(values => values.map(c => valueNumber(c, 1)))

test('within a week nothing fades: the evidence is that of a ledger that knows no weeks', () => {
  const [aware, unaware] = [new Ledger(ARMS, 0), new Ledger(ARMS, 0)]
  aware.turn(2_900)
  for (const ledger of [aware, unaware]) tell(ledger, 1, 500, 0.05)
  aware.turn(2_900)
  for (const ledger of [aware, unaware]) tell(ledger, 2, 500, 0.05)
  assert.deepEqual(sumsIn(aware), sumsIn(unaware))
})

test('it does not matter when somebody looks: weeks fade one by one', () => {
  const [watched, alone] = [new Ledger(ARMS, 0), new Ledger(ARMS, 0)]
  for (let week = 0; week < 30; week++) {
    for (const ledger of [watched, alone]) {
      ledger.turn(week)
      if (week % 7 < 3) tell(ledger, week, 150, 0.1)
    }
    sumsIn(watched)
    if (week % 5 === 0) saved(watched)
  }
  assert.deepEqual(saved(watched), saved(alone))
})

test('after 45 days half of everything is left, rounded against us', () => {
  const sums = Float64Array.from({ length: FIELDS }, (_, f) => (f % 2 === 0 ? 70 : -70))
  for (let week = 0; week < 45; week++) fade(sums)
  for (const [f, sum] of sums.entries()) {
    assert.ok(Math.abs(Math.abs(sum) - 70 * 2 ** -7) < 50 / GRAIN, `${f}: ${sum}`)
    assert.ok(Number.isInteger(sum * GRAIN))
  }
  for (let f = 0; f < 8; f++) assert.ok(sums[f] <= (f % 2 === 0 ? 1 : -1) * 70 * 2 ** -7)
})

test('nodes that fade apart and are added up are one that saw everything, to a grain a week', () => {
  const weeks = 10
  const nodes = [1, 2, 3].map(() => new Ledger(ARMS, 0))
  const one = new Ledger(ARMS, 0)
  for (let week = 0; week < weeks; week++) {
    one.turn(week)
    for (const [n, node] of nodes.entries()) {
      node.turn(week)
      for (const ledger of [node, one]) tell(ledger, week * 3 + n, 200, 0.1)
    }
  }
  const [first, second] = [
    [0, 1, 2],
    [2, 0, 1],
  ].map(order => {
    const all = new Ledger(ARMS, 0)
    for (const n of order) all.merge(nodes[n])
    return all
  })
  assert.deepEqual(sumsIn(first), sumsIn(second))
  const whole = sumsIn(one)
  for (const [i, sum] of sumsIn(first).entries()) {
    assert.ok(Math.abs(sum - whole[i]) <= (4 * weeks) / GRAIN)
  }
})

test('however many weeks go by, in hardly one of twenty is the truth outside at any look', () => {
  const weeks = 12
  let missed = 0
  for (let seed = 1; seed <= 60; seed++) {
    const ledger = new Ledger(ARMS, 0)
    for (let week = 0; week < weeks; week++) {
      ledger.turn(week)
      if (missesIn(ledger, seed * weeks + week)) missed++
    }
  }
  assert.ok(missed <= 0.05 * 60 * weeks, `${missed} of ${60 * weeks}`)
})

test('where nothing does better nothing is proven, whatever was forgotten', () => {
  let worlds = 0
  for (let seed = 1; seed <= 20; seed++) {
    const ledger = new Ledger(ARMS, 0)
    let found = false
    for (let week = 0; week < 20; week++) {
      ledger.turn(week)
      tell(ledger, seed * 100 + week, 300, 0)
      if (discoveries(ledger).length > 0) found = true
    }
    if (found) worlds++
  }
  assert.ok(worlds <= 2, `${worlds} of 20`)
})

test('what was true once is proven no longer, and takes no more room', () => {
  const [fades, keeps] = [new Ledger(ARMS, 0), new Ledger(ARMS, 0)]
  for (const ledger of [fades, keeps]) tell(ledger, 5, 6_000, 0.1)
  assert.ok(isProven(fades) && isProven(keeps))
  const { bytes } = fades
  for (let week = 1; week < 40; week++) {
    fades.turn(week)
    for (const ledger of [fades, keeps]) tell(ledger, 1_000 + week, 60, 0)
  }
  assert.ok(isProven(keeps), 'the evidence of then was to outlast that of now')
  assert.ok(!isProven(fades))
  assert.equal(fades.bytes, bytes)
})

/** Arm 1 is better by `lead`, whoever comes; chances that change with the visitor. */
function tell(ledger: Ledger, seed: number, visits: number, lead: number): void {
  const random = new Random(seed)
  for (let i = 0; i < visits; i++) {
    const [a, b] = [random.below(2), random.below(2)]
    const chances = a === 1 ? Float64Array.of(0.2, 0.7, 0.1) : Float64Array.of(0.4, 0.3, 0.3)
    const arm = random.weighted([...chances])
    const reward = random.chance(arm === 1 ? 0.1 + lead : 0.1) ? 1 : 0
    ledger.record(Uint16Array.of(valueNumber(0, a), valueNumber(1, b)), chances, arm, reward, 0.1)
  }
}

/** One week of 200 visits, looked at after each ten. */
function missesIn(ledger: Ledger, seed: number): boolean {
  let misses = false
  for (let look = 0; look < 20; look++) {
    tell(ledger, seed * 20 + look, 10, 0.04)
    const { low, high } = intervalOf(ledger.sums(EVERYBODY, 1))
    if (low > 0.04 || high < 0.04) misses = true
  }
  return misses
}

function isProven(ledger: Ledger): boolean {
  const isDiscovery = discoveries(ledger).some(({ row, arm }) => row === EVERYBODY && arm === 1)
  return claimOf(ledger, EVERYBODY, 1, isDiscovery).isProven
}

function sumsIn(ledger: Ledger): number[] {
  return ROWS.flatMap(values =>
    Array.from({ length: ARMS }, (_, a) => [...ledger.sums(ledger.rowOf(values), a)]).flat(),
  )
}

function saved(ledger: Ledger): Uint8Array {
  const writer = new ByteWriter()
  ledger.save(writer)
  return writer.done()
}
