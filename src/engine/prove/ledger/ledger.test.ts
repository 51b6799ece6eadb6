import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Random } from '../../../core/random.ts'
import { valueNumber } from '../../situation/moments/moment.ts'
import { claimOf, proven } from './claims.ts'
import { discoveries } from './discoveries.ts'
import { effectOf, evidenceOf, intervalOf } from './evidence.ts'
import { EVERYBODY, Ledger } from './ledger.ts'
import { isTold } from './told.ts'

const ARMS = 3
const [a1, b1] = [valueNumber(0, 1), valueNumber(1, 1)]

test('where nothing works better, nothing is discovered', () => {
  let worlds = 0
  for (let seed = 1; seed <= 20; seed++) {
    const ledger = told(seed, 6_000, () => 0.1)
    if (discoveries(ledger).length > 0) worlds++
  }
  assert.ok(worlds <= 1, `${worlds} of 20`)
})

test('what works in one situation is proven there, and told to be specific', () => {
  const ledger = told(1, 60_000, (arm, a, b) => (arm === 1 && a === 1 && b === 1 ? 0.3 : 0.1))
  const claims = proven(ledger)
  const row = ledger.rowOf([a1, b1])
  const claim = claims.find(one => one.row === row && one.arm === 1)
  assert.ok(claim?.isSpecific)
  assert.ok(claim.interval!.low > 0.1 && claim.interval!.high < 0.3)
  assert.ok(claims.every(one => one.arm === 1))
})

test('what works everywhere is not called specific to a situation', () => {
  const ledger = told(2, 60_000, arm => (arm === 1 ? 0.2 : 0.1))
  const claims = proven(ledger)
  assert.ok(claims.length > 3)
  assert.deepEqual(
    claims.filter(claim => claim.isSpecific),
    [],
  )
})

test('an interval leaves out nothing exactly when the e-value reaches twenty', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const ledger = told(seed, 1_500, arm => (arm === 1 ? 0.16 : 0.1))
    const sums = ledger.sums(EVERYBODY, 1)
    const { low, high } = intervalOf(sums)
    assert.equal(low > 0 || high < 0, evidenceOf(sums).log >= Math.log(20))
    assert.ok(low <= effectOf(sums) && effectOf(sums) <= high)
  }
})

test('at every look together, intervals miss the truth at most once in twenty', () => {
  let missed = 0
  for (let seed = 1; seed <= 200; seed++) if (missesOnce(seed)) missed++
  assert.ok(missed <= 10, `${missed} of 200`)
})

test('ledgers of several nodes add up to the ledger of one, in any order', () => {
  const nodes = [1, 2, 3].map(seed => told(seed, 500, arm => 0.1 + 0.1 * arm))
  const [first, second] = [
    [0, 1, 2],
    [2, 0, 1],
  ].map(order => {
    const sum = new Ledger(ARMS, 0)
    for (const n of order) sum.merge(nodes[n])
    return sum
  })
  const rows = [[], [a1], [b1], [a1, b1]]
  for (const values of rows) {
    for (let arm = 0; arm < ARMS; arm++) {
      const row = first.rowOf(values)
      assert.deepEqual(first.sums(row, arm), second.sums(second.rowOf(values), arm))
    }
  }
  assert.equal(first.visitsOf(EVERYBODY), 1_500)
})

test('merging finds values by what they are, whatever their number there', () => {
  const other = told(4, 400, () => 0.2)
  const ours = new Ledger(ARMS, 0)
  const moved = (value: number) => (value === a1 ? valueNumber(5, 9) : value)
  ours.merge(other, moved)
  const row = ours.rowOf([b1, valueNumber(5, 9)])
  assert.deepEqual(ours.sums(row, 0), other.sums(other.rowOf([a1, b1]), 0))
})

test('a triple is counted from when it is watched', () => {
  const ledger = new Ledger(ARMS, 0)
  const triple = [a1, b1, valueNumber(2, 1)]
  const visit = () => ledger.record(Uint16Array.from(triple), thirds(), 0, 1, 0.5)
  visit()
  assert.equal(ledger.rowOf(triple), -1)
  ledger.watch(triple[0], triple[1], triple[2])
  visit()
  assert.equal(ledger.visitsOf(ledger.rowOf(triple)), 1)
})

test('it is too early for an interval before both had five successes', () => {
  const ledger = told(1, 20, () => 0.1)
  assert.equal(isTold(ledger, EVERYBODY, 1), false)
  assert.equal(claimOf(ledger, EVERYBODY, 1, true).interval, undefined)
})

test('what cannot be told lets in nothing else by its number', () => {
  const ledger = new Ledger(ARMS, 0)
  const halves = Float64Array.from([0.5, 0.5, 0])
  const visit = (moment: number[], arm: number, reward: number) => {
    ledger.record(Uint16Array.from(moment), halves, arm, reward, 0.5)
  }
  // In twenty-one situations the default never earns anything: strong, and too early to tell.
  const many = [0, 1, 2, 3, 4, 5].map(character => valueNumber(character, 0))
  for (let n = 0; n < 200; n++) visit(many, n % 2, n % 2)
  const one = [valueNumber(6, 0)]
  const row = ledger.rowOf(one)
  for (let n = 0; evidenceOf(ledger.sums(row, 1)).log < Math.log(100); n++) {
    visit(one, n % 2, (n % 2 === 1 ? n % 5 !== 0 : n % 6 === 0) ? 1 : 0)
  }
  assert.ok(isTold(ledger, row, 1))
  const found = proven(ledger)
  const asked = 23 * (ARMS - 1)
  for (const claim of found) {
    const { log } = evidenceOf(ledger.sums(claim.row, claim.arm))
    assert.ok(log >= Math.log(asked / (0.05 * found.length)), `${claim.row} ${log}`)
  }
})

test('a saved ledger comes back byte for byte, triples and all, and goes on the same', () => {
  const ledger = told(1, 300, () => 0.2)
  ledger.watch(a1, b1, valueNumber(2, 1))
  const again = Ledger.load(new ByteReader(saved(ledger)))
  assert.deepEqual(saved(again), saved(ledger))
  for (const one of [ledger, again]) tell(one, 9, 300, () => 0.1)
  assert.deepEqual(saved(again), saved(ledger))
})

function told(seed: number, visits: number, rate: Rate): Ledger {
  const ledger = new Ledger(ARMS, 0)
  tell(ledger, seed, visits, rate)
  return ledger
}

type Rate = (arm: number, a: number, b: number) => number

/** Chances that change with the visitor, as those of a policy do. */
function tell(ledger: Ledger, seed: number, visits: number, rate: Rate, watch?: () => void): void {
  const random = new Random(seed)
  for (let i = 0; i < visits; i++) {
    const [a, b, c] = [random.below(2), random.below(2), random.below(2)]
    const moment = Uint16Array.from([valueNumber(0, a), valueNumber(1, b), valueNumber(2, c)])
    const chances = a === 1 ? Float64Array.from([0.2, 0.7, 0.1]) : thirds()
    const arm = random.weighted([...chances])
    ledger.record(moment, chances, arm, random.chance(rate(arm, a, b)) ? 1 : 0, 0.1)
    watch?.()
  }
}

/** One life of a ledger: arm 1 is truly better by 0.04, whoever comes. */
function missesOnce(seed: number): boolean {
  const ledger = new Ledger(ARMS, 0)
  let misses = false
  let visits = 0
  tell(
    ledger,
    seed,
    2_000,
    arm => (arm === 1 ? 0.12 : 0.08),
    () => {
      if (++visits % 20 !== 0) return
      const { low, high } = intervalOf(ledger.sums(EVERYBODY, 1))
      if (low > 0.04 || high < 0.04) misses = true
    },
  )
  return misses
}

function thirds(): Float64Array {
  return new Float64Array(ARMS).fill(1 / ARMS)
}

function saved(ledger: Ledger): Uint8Array {
  const writer = new ByteWriter()
  ledger.save(writer)
  return writer.done()
}
