import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Random } from '../../../core/random.ts'
import { type Moment, valueNumber } from '../../situation/moments/moment.ts'
import { chancesOf, drawFrom, EXPLORATION } from './choice.ts'
import { Conjunctions } from './conjunctions.ts'
import { CUSTOMS, customsFor, Model } from './model.ts'

const ARMS = 4

test('a moment never seen is judged as its parts', () => {
  const model = taught(20_000, ([a]) => (a === 1 ? 2 : 0))
  const { means } = judged(model, momentOf(1, 7, 7))
  assert.equal(bestOf(means), 2)
})

test('what only two values together do is found, for the arm it is about', () => {
  const model = taught(60_000, ([a, b]) => (a === 1 && b === 2 ? 3 : 0))
  const inside = judged(model, momentOf(1, 2, 0)).means
  const beside = judged(model, momentOf(1, 1, 0)).means
  assert.equal(bestOf(inside), 3)
  assert.notEqual(bestOf(beside), 3)
  const row = model.conjunctions.findPair(valueNumber(0, 1), valueNumber(1, 2))
  assert.ok((model.candidates.promoted(row) & (1 << 3)) !== 0)
})

test('of two conjunctions that always fire together one is believed, not both', () => {
  const model = new Model(ARMS, new Conjunctions(1024))
  const random = new Random(4)
  for (let i = 0; i < 60_000; i++) {
    // The last two values are one and the same thing under two names.
    const [a, b] = [random.below(4), random.below(4)]
    const arm = random.below(ARMS)
    const isIn = a === 1 && b === 2 && arm === 3
    model.learn(momentOf(a, b, b), arm, random.chance(isIn ? 0.2 : 0.05) ? 1 : 0)
  }
  const { means } = judged(model, momentOf(1, 2, 2))
  const told = 1 / (1 + Math.exp(-model.appetite(momentOf(1, 2, 2)) - means[3]))
  assert.ok(Math.abs(told - 0.2) < 0.05, `${told}`)
})

test('what an arm does everywhere is known better than what it does with one value', () => {
  const model = taught(60_000, () => 0)
  const truth = Math.log(0.15 / 0.85) - Math.log(0.05 / 0.95)
  for (let a = 0; a < 4; a++) {
    for (let b = 0; b < 4; b++) {
      const { means } = judged(model, momentOf(a, b, 0))
      assert.ok(Math.abs(means[0] - means[1] - truth) < 0.35)
    }
  }
})

test('an effect that went is given up soon, however long it was believed', () => {
  const model = taught(200_000, ([a, b]) => (a === 1 && b === 2 ? 3 : 0))
  const row = model.conjunctions.findPair(valueNumber(0, 1), valueNumber(1, 2))
  assert.ok(model.candidates.mean(row, 3) > 0.5)
  teach(model, 20_000, 5, () => 0)
  assert.ok(Math.abs(model.candidates.mean(row, 3)) < 0.2, `${model.candidates.mean(row, 3)}`)
})

test('half of what is known goes at once: most of what is known of the rest is given up too', () => {
  const before = ([a, b]: number[]) => (a + b) % ARMS
  const after = ([a, b]: number[]) => (a < 2 ? (a + b) % ARMS : (a + b + 1) % ARMS)
  const model = taught(200_000, before)
  const sure = judged(model, momentOf(0, 1, 0)).variances[2]
  teach(model, 10_000, 5, before)
  assert.ok(judged(model, momentOf(0, 1, 0)).variances[2] < sure * 1.2, 'nothing changed')
  teach(model, 10_000, 5, after)
  assert.ok(judged(model, momentOf(0, 1, 0)).variances[2] > sure * 3, 'it changed')
  teach(model, 100_000, 6, after)
  assert.equal(bestOf(judged(model, momentOf(3, 1, 0)).means), 1)
})

test('when the world changed an arm that is shown no more is doubtful again', () => {
  const before = ([a, b]: number[]) => (a + b) % ARMS
  const model = taught(200_000, before)
  const moment = momentOf(0, 0, 0)
  const sure = judged(model, moment).variances[3]
  const random = new Random(5)
  for (let i = 0; i < 20_000; i++) {
    const values = [random.below(4), random.below(4), random.below(4)]
    const arm = before(values) === 3 ? 0 : before(values)
    model.learn(momentOf(...values), arm, random.chance(0.05) ? 1 : 0)
  }
  assert.ok(judged(model, moment).variances[3] > sure * 3)
})

test('when the world changed what one value does to an arm may be as much as at first', () => {
  const model = taught(200_000, () => 0)
  const settled = model.crosses.prior
  assert.ok(settled < model.crosses.firstPrior / 2)
  const before = ([a, b]: number[]) => (a + b) % ARMS
  teach(model, 200_000, 2, before)
  teach(model, 4_096, 3, ([a, b]) => (a + b + 2) % ARMS)
  assert.ok(model.crosses.prior > settled * 1.5)
})

test('the more characteristics tell what an arm does, the less each of them is believed to', () => {
  const spreadOf = (characteristics: number) => {
    const model = new Model(ARMS, new Conjunctions(1024), customsFor(characteristics))
    const moment = Uint16Array.from({ length: characteristics }, (_, c) => valueNumber(c, 1))
    return judged(model, moment).variances[1]
  }
  assert.ok(Math.abs(spreadOf(3) - spreadOf(20)) < 1e-9)
})

test('an arm that begins ahead is ahead until what is seen says otherwise, and then no longer', () => {
  const model = new Model(ARMS, new Conjunctions(1024), CUSTOMS, [0, 0, 1, 0])
  const moment = momentOf(1, 2, 0)
  assert.deepEqual([...judged(model, moment).means], [0, 0, 1, 0])
  const random = new Random(12)
  for (let i = 0; i < 40_000; i++) {
    const arm = random.below(ARMS)
    const seen = momentOf(random.below(4), random.below(4), 0)
    model.learn(seen, arm, random.chance(arm === 1 ? 0.1 : 0.05) ? 1 : 0)
  }
  const { means } = judged(model, moment)
  assert.equal(bestOf(means), 1)
  assert.ok(Math.abs(means[2] - means[0]) < 0.25, `${means}`)
  const told = [...model.terms(moment, 2)].reduce((sum, { amount }) => sum + amount, 0)
  assert.ok(Math.abs(told - means[2]) < 1e-9, 'the sum that is told is the one that decides')
})

test('hope goes as an arm is shown, and stays for those that are not', () => {
  const model = new Model(ARMS, new Conjunctions(1024))
  const random = new Random(6)
  const hopesOf = () => {
    const zeros = () => new Float64Array(ARMS)
    const hopes = zeros()
    model.judge(momentOf(1, 2, 0), zeros(), zeros(), hopes)
    return hopes
  }
  model.learn(momentOf(1, 2, 0), 0, 0)
  const [, first] = hopesOf()
  assert.ok(first > 0)
  for (let i = 0; i < 40_000; i++) {
    const values = [random.below(4), random.below(4), random.below(4)]
    model.learn(momentOf(...values), 1 + random.below(2), random.chance(0.05) ? 1 : 0)
  }
  const hopes = hopesOf()
  assert.ok(hopes[1] < first / 10)
  assert.ok(Math.abs(hopes[3] - first) < 1e-6)
})

test('more values than are weighed together are learned all the same', () => {
  const model = new Model(2, new Conjunctions(64))
  const random = new Random(7)
  const sumOf = (value: number) => {
    const { means } = judged(model, Uint16Array.of(value))
    return means[1] - means[0]
  }
  for (let value = 0; value < 250; value++) model.learn(Uint16Array.of(value), 0, 0)
  for (let i = 0; i < 8_000; i++) {
    const arm = random.below(2)
    model.learn(Uint16Array.of(249), arm, random.chance(arm === 1 ? 0.2 : 0.05) ? 1 : 0)
  }
  assert.ok(sumOf(249) > sumOf(5) + 0.3)
})

test('without conjunctions nothing but single values is learned', () => {
  const model = taught(5_000, () => 0, { ...CUSTOMS, conjunctions: false })
  assert.equal(model.conjunctions.size, 0)
})

test('what changes is learned anew', () => {
  const model = taught(60_000, ([a]) => (a === 1 ? 2 : 0))
  teach(model, 60_000, 2, ([a]) => (a === 1 ? 3 : 0))
  assert.equal(bestOf(judged(model, momentOf(1, 0, 0)).means), 3)
})

test('when a number is given to another value, what was learned of it is gone', () => {
  const model = taught(60_000, ([a, b]) => (a === 1 && b === 2 ? 3 : 0))
  model.forget([valueNumber(1, 2)])
  assert.notEqual(bestOf(judged(model, momentOf(1, 2, 0)).means), 3)
})

test('a saved model comes back byte for byte, and goes on the same', () => {
  const model = taught(20_000, ([a, b]) => (a === 1 && b === 2 ? 3 : 0))
  const again = loaded(saved(model))
  assert.deepEqual(saved(again), saved(model))
  teach(model, 2_000, 5, () => 1)
  teach(again, 2_000, 5, () => 1)
  assert.deepEqual(saved(again), saved(model))
})

test('a saved model goes on the same when a value that it forgot is met again', () => {
  const model = new Model(ARMS, new Conjunctions(1024))
  model.learn(Uint16Array.of(3, 200), 1, 1)
  model.forget([200])
  const again = loaded(saved(model))
  for (const one of [model, again]) one.learn(Uint16Array.of(3, 200), 1, 0)
  assert.deepEqual(saved(again), saved(model))
})

test('a model that is only asked takes no more memory', () => {
  const model = new Model(ARMS, new Conjunctions(1024))
  const { bytes } = model
  const unlearned = judged(model, Uint16Array.of(3, 200))
  assert.equal(model.bytes, bytes)
  const learned = new Model(ARMS, new Conjunctions(1024))
  learned.values.reach(201)
  learned.crosses.reach(201 * ARMS)
  assert.deepEqual(judged(learned, Uint16Array.of(3, 200)), unlearned)
})

test('a saved model of another size is refused', () => {
  const bytes = saved(taught(100, () => 0))
  assert.throws(() => loaded(bytes.subarray(0, bytes.length - 9)), RangeError)
})

test('memory has a bound: conjunctions beyond it are left to their parts', () => {
  const model = new Model(ARMS, new Conjunctions(3))
  teach(model, 3_000, 1, ([a]) => a)
  assert.equal(model.conjunctions.size, 3)
})

test('chances sum to one, and none that is allowed is below its share of the exploration', () => {
  const random = new Random(3)
  for (let round = 0; round < 2_000; round++) {
    const means = Float64Array.from({ length: ARMS }, () => random.normal() * 3)
    const variances = Float64Array.from({ length: ARMS }, () => random.next() / 10 + 1e-9)
    const allowed = 1 + random.below(15)
    const chances = new Float64Array(ARMS)
    chancesOf(means, variances, chances, allowed)
    const open = [0, 1, 2, 3].filter(a => allowed & (1 << a))
    assert.ok(Math.abs(chances.reduce((sum, c) => sum + c, 0) - 1) < 1e-9)
    for (let a = 0; a < ARMS; a++) {
      if (open.includes(a)) assert.ok(chances[a] >= EXPLORATION / open.length - 1e-12)
      else assert.equal(chances[a], 0)
    }
    assert.ok(chances[drawFrom(chances, random.next())] > 0)
  }
})

function momentOf(...values: number[]): Moment {
  return Uint16Array.from(values, (value, c) => valueNumber(c, value))
}

/** A model that saw random visits where the arm that `best` names succeeds three times as often. */
function taught(visits: number, best: (values: number[]) => number, customs = CUSTOMS): Model {
  const model = new Model(ARMS, new Conjunctions(1024), customs)
  teach(model, visits, 1, best)
  return model
}

function teach(model: Model, visits: number, seed: number, best: (values: number[]) => number) {
  const random = new Random(seed)
  for (let i = 0; i < visits; i++) {
    const values = [random.below(4), random.below(4), random.below(4)]
    const arm = random.below(ARMS)
    const rate = best(values) === arm ? 0.15 : 0.05
    model.learn(momentOf(...values), arm, random.chance(rate) ? 1 : 0)
  }
}

function judged(model: Model, moment: Moment) {
  const means = new Float64Array(ARMS)
  const variances = new Float64Array(ARMS)
  model.judge(moment, means, variances)
  return { means, variances }
}

function bestOf(means: Float64Array): number {
  return means.indexOf(Math.max(...means))
}

function saved(model: Model): Uint8Array {
  const writer = new ByteWriter()
  model.conjunctions.save(writer)
  model.save(writer)
  return writer.done()
}

function loaded(bytes: Uint8Array): Model {
  const reader = new ByteReader(bytes)
  const model = new Model(ARMS, Conjunctions.load(reader))
  model.load(reader)
  return model
}
