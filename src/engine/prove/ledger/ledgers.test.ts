import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { DAY, HOUR, MINUTE } from '../../../core/clock.ts'
import { fingerprint } from '../../../core/fingerprint.ts'
import { Random } from '../../../core/random.ts'
import type { Open } from '../../learn/situations/waiting.ts'
import { Minds } from '../../policy/minds.ts'
import { valueNumber } from '../../situation/moments/moment.ts'
import { REWARDS, SHOWN } from './bets.ts'
import { EVERYBODY } from './ledger.ts'
import { Ledgers } from './ledgers.ts'

const SETTINGS = {
  ...{ currency: 'EUR', timeZone: 'UTC', holdout: 0.1, uniform: 0.1 },
  ...{ clickWindowMs: 30 * MINUTE, purchaseWindowMs: 7 * DAY },
}
const ARM = 2

test('a choice is counted when its window has closed, with the click that came within', () => {
  const { ledgers, choose, counted } = setUp()
  ledgers.clicked(choose(0, 'anna'))
  choose(0, 'ben')
  assert.deepEqual(counted(29 * MINUTE).click, [0, 0])
  assert.deepEqual(counted(30 * MINUTE).click, [2, 1])
  assert.deepEqual(counted(DAY).order, [0, 0])
})

test('whoever ordered anything within the window counts, clicked or not, later or before not', () => {
  const { ledgers, choose, counted } = setUp()
  for (const name of ['anna', 'ben', 'carl']) choose(DAY, name)
  ledgers.ordered('anna', 3 * DAY, SETTINGS)
  ledgers.ordered('ben', HOUR, SETTINGS)
  ledgers.ordered('carl', 9 * DAY, SETTINGS)
  assert.deepEqual(counted(8 * DAY).order, [3, 1])
})

test('of one visitor only the first choice of a purchase window is asked about orders', () => {
  const { ledgers, choose, counted } = setUp()
  for (let day = 0; day < 7; day++) choose(day * DAY, 'anna')
  choose(7 * DAY, 'anna')
  ledgers.ordered('anna', 7 * DAY, SETTINGS)
  assert.deepEqual(counted(20 * DAY).order, [2, 2])
  assert.equal(ledgers.of('home').click.visits, 8)
})

test('a robot is in no ledger, as far as it was not counted before it showed', () => {
  const { ledgers, choose, counted } = setUp()
  choose(0, 'crawler')
  choose(0, 'anna')
  counted(HOUR)
  choose(2 * HOUR, 'crawler')
  ledgers.leaveOut('crawler')
  assert.equal(counted(3 * HOUR).click[0], 2)
  assert.equal(counted(20 * DAY).order[0], 1)
})

test('of two who turn out to be one, the first choice counts, and an order for it', () => {
  const { ledgers, choose, counted } = setUp()
  choose(0, 'phone')
  choose(MINUTE, 'laptop')
  ledgers.merge('phone', 'laptop', SETTINGS)
  ledgers.ordered('laptop', HOUR, SETTINGS)
  const { click, order } = counted(20 * DAY)
  assert.deepEqual(click, [1, 0])
  assert.deepEqual(order, [1, 1])
})

test('what is forgotten is counted as it stood, and nobody’s name is kept', () => {
  const { ledgers, choose, counted } = setUp()
  choose(0, 'anna')
  ledgers.forget('anna')
  ledgers.ordered('anna', HOUR, SETTINGS)
  const [named, renamed] = ['anna', 'ghost'].map(name => {
    const other = setUp()
    other.choose(0, name)
    other.ledgers.forget(name)
    return saved(other.ledgers)
  })
  assert.deepEqual(named, renamed)
  assert.deepEqual(counted(20 * DAY).order, [1, 0])
})

test('a choice of which nobody knows the chances over all slices is not counted', () => {
  const { choose, counted } = setUp()
  choose(0, 'anna', [])
  assert.deepEqual(counted(20 * DAY), { click: [0, 0], order: [0, 0] })
})

test('what was expected is the mean of the model under the chances as they were logged', () => {
  const { minds } = setUp()
  const { click } = minds.of('home').heads.models
  const random = new Random(3)
  for (let n = 0; n < 4_000; n++)
    click.learn(MOMENT, n % 2, random.chance(n % 2 ? 0.3 : 0.1) ? 1 : 0)
  const both = click.expected(MOMENT, [0.25, 0.75])
  const [first, second] = [click.expected(MOMENT, [1, 0]), click.expected(MOMENT, [0, 1])]
  assert.ok(first < 0.15 && second > 0.2)
  assert.ok(Math.abs(both - (0.25 * first + 0.75 * second)) < 1e-12)
})

test('saved in mid-stream and continued, the ledgers are byte for byte those that never stopped', () => {
  const whole = setUp()
  const parts = setUp()
  let restored = parts.ledgers
  for (let n = 0; n < 400; n++) {
    const time = n * HOUR
    for (const { minds, ledgers } of [whole, { minds: parts.minds, ledgers: restored }]) {
      ledgers.await(openOf(n + 1, time, `visitor ${n % 23}`), minds, SETTINGS)
      if (n % 5 === 0) ledgers.clicked(n)
      if (n % 3 === 0) ledgers.ordered(`visitor ${n % 11}`, time, SETTINGS)
      ledgers.pass(time, minds, SETTINGS)
    }
    if (n % 60 === 0) restored = Ledgers.load(saved(restored).map(part => new ByteReader(part)))
  }
  assert.deepEqual(saved(restored), saved(whole.ledgers))
})

test('what was counted weeks ago counts less: half after 45 days', () => {
  const { choose, counted } = setUp()
  for (let n = 0; n < 64; n++) choose(0, `visitor ${n}`)
  counted(HOUR)
  assert.equal(counted(2 * HOUR).click[0], 64)
  assert.equal(counted(6 * DAY).click[0], 64)
  const half = counted(45 * DAY).click[0]
  assert.ok(Math.abs(half - 64 * 0.5 ** (42 / 45)) < 1e-4, `${half}`)
})

const MOMENT = Uint16Array.from([valueNumber(0, 1), valueNumber(1, 2)])

function setUp() {
  const minds = new Minds()
  const ledgers = Ledgers.for(minds)
  let number = 0
  const choose = (time: number, name: string, chances?: number[]) => {
    ledgers.await(openOf(++number, time, name, chances), minds, SETTINGS)
    return number
  }
  const counted = (now: number) => {
    ledgers.pass(now, minds, SETTINGS)
    const { click, order } = ledgers.of('home')
    const sumsOf = (ledger: typeof click) => {
      const sums = ledger.sums(EVERYBODY, ARM)
      return [sums[SHOWN], sums[REWARDS]]
    }
    return { click: sumsOf(click), order: sumsOf(order) }
  }
  return { minds, ledgers, choose, counted }
}

function openOf(number: number, time: number, name: string, chances = CHANCES): Open {
  const rest = { kind: 0, arm: ARM, moment: MOMENT, chances, expected: 0 }
  return { number, time, visitor: fingerprint(name), ...rest }
}

const CHANCES = [0.25, 0.25, 0.5]

function saved(ledgers: Ledgers): Uint8Array[] {
  return ledgers.parts().map(part => {
    const writer = new ByteWriter()
    part.save(writer)
    return writer.done()
  })
}
