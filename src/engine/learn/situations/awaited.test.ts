import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { DAY, HOUR } from '../../../core/clock.ts'
import { Random } from '../../../core/random.ts'
import { Conjunctions } from '../../policy/situations/conjunctions.ts'
import { Heads, STEPS, type Step } from '../../policy/situations/heads.ts'
import { valueNumber } from '../../situation/moments/moment.ts'
import { Awaited, type Listener, type Outcome, WINDOWS } from './awaited.ts'

test('nothing is told of a decision before its window closes, success or not', () => {
  const { awaited, heard, decide } = setUp()
  const [first] = [decide(0), decide(0)]
  awaited.take(first, 'click')
  awaited.pass(WINDOWS.click - 1, heard)
  assert.deepEqual(heard.steps, [])
  awaited.pass(WINDOWS.click, heard)
  assert.deepEqual(heard.steps, ['click yes', 'click no'])
})

test('a step is learned from those alone who took the one before', () => {
  const { awaited, heard, decide } = setUp()
  const [buyer, clicker] = [decide(0), decide(0), decide(0)]
  awaited.take(buyer, 'click')
  awaited.take(buyer, 'cart')
  awaited.take(buyer, 'purchase', 1_200)
  awaited.take(clicker, 'click')
  awaited.pass(8 * DAY, heard)
  assert.deepEqual(
    heard.steps.filter(step => !step.startsWith('click')),
    ['cart yes', 'cart no', 'purchase yes'],
  )
  assert.deepEqual(
    heard.outcomes.map(({ bought, margin }) => [bought, margin]),
    [
      [true, 1_200],
      [false, 0],
      [false, 0],
    ],
  )
})

test('who bought has clicked, also when the click was never told', () => {
  const { awaited, heard, decide } = setUp()
  awaited.take(decide(0), 'purchase', 500)
  awaited.pass(8 * DAY, heard)
  assert.deepEqual(heard.steps, ['click yes', 'cart yes', 'purchase yes'])
})

test('a step after its window counts for nothing', () => {
  const { awaited, heard, decide } = setUp()
  const number = decide(0)
  awaited.pass(HOUR, heard)
  assert.equal(awaited.take(number, 'click'), false)
  assert.equal(awaited.take(number + 1, 'purchase'), false)
})

test('when there is no room, the oldest closes early and none is lost', () => {
  const { heard, decide } = setUp(4)
  for (let i = 0; i < 10; i++) decide(i)
  assert.equal(heard.outcomes.length, 6)
})

test('what is awaited comes back byte for byte, and ends the same', () => {
  const { awaited, heard, decide } = setUp(8)
  for (let i = 0; i < 12; i++) awaited.take(decide(i * HOUR), STEPS[i % 3], i)
  awaited.pass(12 * HOUR, heard)
  const again = Awaited.load(new ByteReader(saved(awaited)))
  assert.deepEqual(saved(again), saved(awaited))
  const [one, other] = [new Heard(), new Heard()]
  awaited.pass(9 * DAY, one)
  again.pass(9 * DAY, other)
  assert.deepEqual(other, one)
})

test('an arm that is clicked less but earns more is preferred', () => {
  const heads = earned()
  const means = new Float64Array(2)
  heads.judge(moment(), means, new Float64Array(2))
  assert.ok(means[1] > means[0])
  assert.ok(heads.rate('click', moment(), 0) > heads.rate('click', moment(), 1))
})

test('saved heads come back byte for byte', () => {
  const heads = earned()
  assert.deepEqual(saved(Heads.load(new ByteReader(saved(heads)))), saved(heads))
})

class Heard implements Listener {
  readonly steps: string[] = []
  readonly outcomes: Outcome[] = []

  learn(step: Step, _moment: unknown, _arm: number, success: boolean): void {
    this.steps.push(`${step} ${success ? 'yes' : 'no'}`)
  }

  close(outcome: Outcome): void {
    this.outcomes.push(outcome)
  }
}

function setUp(capacity = 16) {
  const awaited = new Awaited(2, capacity)
  const heard = new Heard()
  const decide = (time: number) =>
    awaited.add(time, moment(), Float64Array.from([0.4, 0.6]), 1, 0.1, heard)
  return { awaited, heard, decide }
}

/** Arm 0 is clicked twice as often; who clicks on arm 1 buys four times as often. */
function earned(): Heads {
  const random = new Random(1)
  const heads = new Heads(2, new Conjunctions(64))
  for (let i = 0; i < 20_000; i++) {
    const arm = i % 2
    const isClick = random.chance(arm === 0 ? 0.2 : 0.1)
    heads.learn('click', moment(), arm, isClick)
    if (!isClick) continue
    const isBought = random.chance(arm === 0 ? 0.1 : 0.4)
    heads.learn('cart', moment(), arm, isBought)
    if (isBought) heads.learn('purchase', moment(), arm, true)
    if (isBought) heads.learnMargin(arm, 1_000)
  }
  return heads
}

function moment(): Uint16Array {
  return Uint16Array.from([valueNumber(0, 1), valueNumber(1, 2)])
}

function saved(part: { save(writer: ByteWriter): void }): Uint8Array {
  const writer = new ByteWriter()
  part.save(writer)
  return writer.done()
}
