import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { DAY, HOUR, MINUTE } from '../../../core/clock.ts'
import { fingerprint } from '../../../core/fingerprint.ts'
import { Random } from '../../../core/random.ts'
import { Minds } from '../../policy/minds.ts'
import { Conjunctions } from '../../policy/situations/conjunctions.ts'
import { Heads, STEPS } from '../../policy/situations/heads.ts'
import { valueNumber } from '../../situation/moments/moment.ts'
import { Lessons, WINDOWS } from './lessons.ts'

const WEEK = 8 * DAY
const HOME = 0

test('nothing is learned of a decision before its click window closes, success or not', () => {
  const { lessons, minds, decide, stepsAt } = setUp()
  decide(0, 'anna')
  const clicked = decide(0, 'ben')
  lessons.clicked(clicked, MINUTE)
  assert.deepEqual(stepsAt(WINDOWS.click), [0, 0, 0])
  assert.deepEqual(stepsAt(WINDOWS.click + MINUTE), [2, 0, 0])
  assert.ok(rate(minds, 'click') > 0.05)
})

test('a step is learned from those alone who took the one before', () => {
  const { lessons, decide, stepsAt } = setUp()
  const [buyer, clicker] = [decide(0, 'anna'), decide(0, 'ben'), decide(0, 'carl')]
  for (const number of [buyer, clicker]) lessons.clicked(number, MINUTE)
  lessons.carted(buyer, HOUR)
  lessons.ordered('anna', 2 * HOUR, 1_200)
  assert.deepEqual(stepsAt(HOUR), [3, 0, 0])
  assert.deepEqual(stepsAt(WEEK), [3, 2, 1])
})

test('a click after its window is none, and what follows it teaches nothing', () => {
  const { lessons, minds, decide, stepsAt } = setUp()
  const number = decide(0, 'anna')
  lessons.clicked(number, WINDOWS.click + 1)
  lessons.ordered('anna', 2 * HOUR, 900)
  assert.deepEqual(stepsAt(WEEK), [1, 0, 0])
  assert.ok(rate(minds, 'click') < 0.05)
})

test('who ordered had it in a cart, also when that was never told', () => {
  const { lessons, minds, decide, stepsAt } = setUp()
  lessons.clicked(decide(0, 'anna'), MINUTE)
  stepsAt(HOUR)
  lessons.ordered('anna', 3 * HOUR, 900)
  assert.deepEqual(stepsAt(WEEK), [1, 1, 1])
  assert.ok(rate(minds, 'cart') > 0.2 && rate(minds, 'purchase') > 0.3)
})

test('an order counts for the visitor who gave it, under whatever name they are known by then', () => {
  const { lessons, minds, decide, stepsAt } = setUp()
  lessons.clicked(decide(0, 'phone'), MINUTE)
  lessons.clicked(decide(0, 'stranger'), MINUTE)
  lessons.merge('phone', 'account')
  lessons.ordered('account', HOUR, 900)
  assert.deepEqual(stepsAt(WEEK), [2, 2, 1])
  assert.ok(rate(minds, 'purchase') > 0.3)
})

test('who is forgotten still teaches what they did, and nothing that they do later', () => {
  const { lessons, decide, stepsAt } = setUp()
  lessons.clicked(decide(0, 'anna'), MINUTE)
  lessons.forget('anna')
  lessons.ordered('anna', HOUR, 900)
  assert.deepEqual(stepsAt(WEEK), [1, 1, 0])
})

test('a robot teaches nothing that was not learned before it showed', () => {
  const { lessons, decide, stepsAt } = setUp()
  lessons.clicked(decide(0, 'crawler'), MINUTE)
  decide(0, 'anna')
  lessons.leaveOut('crawler')
  assert.deepEqual(stepsAt(WEEK), [1, 0, 0])
})

test('many windows that close together are closed a few at a time, and all of them in the end', () => {
  const { lessons, minds, decide } = setUp()
  for (let n = 0; n < 100; n++) decide(n, `visitor ${n}`)
  lessons.pass(DAY, minds, 32)
  assert.equal(learned(minds)[0], 32)
  for (let n = 0; n < 3; n++) lessons.pass(DAY, minds, 32)
  assert.equal(learned(minds)[0], 100)
})

test('what waits comes back byte for byte', () => {
  const { lessons, minds, decide } = setUp()
  for (let n = 0; n < 60; n++) {
    const number = decide(n * HOUR, `visitor ${n % 7}`)
    if (n % 2) lessons.clicked(number, n * HOUR + 1)
    if (n % 4 === 3) lessons.ordered(`visitor ${n % 7}`, n * HOUR + 2, n)
    lessons.pass(n * HOUR, minds, 32)
  }
  assert.deepEqual(saved(Lessons.load(new ByteReader(saved(lessons)))), saved(lessons))
})

test('an arm that is clicked less but earns more is preferred', () => {
  const heads = earned()
  const means = new Float64Array(2)
  heads.judge(MOMENT, means, new Float64Array(2))
  assert.ok(means[1] > means[0])
  assert.ok(heads.rate('click', MOMENT, 0) > heads.rate('click', MOMENT, 1))
})

test('saved heads come back byte for byte', () => {
  const heads = earned()
  assert.deepEqual(saved(Heads.load(new ByteReader(saved(heads)))), saved(heads))
})

const MOMENT = Uint16Array.from([valueNumber(0, 1), valueNumber(1, 2)])

function setUp() {
  const lessons = new Lessons()
  const minds = new Minds()
  let number = 0
  const decide = (time: number, name: string) => {
    const visitor = fingerprint(name)
    const rest = { kind: HOME, arm: 1, moment: MOMENT, chances: [], expected: 0 }
    lessons.await({ number: ++number, time, visitor, ...rest })
    return number
  }
  const stepsAt = (now: number) => {
    lessons.pass(now, minds, 1_000)
    return learned(minds)
  }
  return { lessons, minds, decide, stepsAt }
}

/** How many outcomes each step has learned from. */
function learned(minds: Minds): number[] {
  return STEPS.map(step => minds.at(HOME).heads.models[step].steps)
}

function rate(minds: Minds, step: (typeof STEPS)[number]): number {
  return minds.at(HOME).heads.rate(step, MOMENT, 1)
}

/** Arm 0 is clicked twice as often; who clicks on arm 1 buys four times as often. */
function earned(): Heads {
  const random = new Random(1)
  const heads = new Heads(2, new Conjunctions(64))
  for (let i = 0; i < 20_000; i++) {
    const arm = i % 2
    const isClick = random.chance(arm === 0 ? 0.2 : 0.1)
    heads.learn('click', MOMENT, arm, isClick)
    if (!isClick) continue
    const isBought = random.chance(arm === 0 ? 0.1 : 0.4)
    heads.learn('cart', MOMENT, arm, isBought)
    if (isBought) heads.learn('purchase', MOMENT, arm, true)
    if (isBought) heads.learnMargin(arm, 1_000)
  }
  return heads
}

function saved(part: { save(writer: ByteWriter): void }): Uint8Array {
  const writer = new ByteWriter()
  part.save(writer)
  return writer.done()
}
