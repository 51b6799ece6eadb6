import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE } from '../core/clock.ts'
import type { LogRecord } from '../schema/record.ts'
import { Engine } from './engine.ts'
import { DESK, Life, PHONE, SHARES } from './fixtures/life.ts'
import { REWARDS } from './prove/ledger/bets.ts'
import { EVERYBODY } from './prove/ledger/ledger.ts'

test('each situation comes to be shown what is clicked in it, and says what speaks for it', () => {
  const life = new Life()
  for (let n = 0; n < 3_000; n++) {
    const isPhone = n % 2 === 0
    const { id, made } = life.ask(`visitor ${n}`, { context: isPhone ? PHONE : DESK })
    const liked = isPhone ? 'home/best-reviewed' : 'home/bestsellers'
    if (life.random.chance(made.choices[0].experience === liked ? 0.5 : 0.1)) life.click(id, n)
  }
  const [phone, desk] = [PHONE, DESK].map(context => life.chances({ context }))
  assert.ok(phone['home/best-reviewed'] > 0.8, `${phone['home/best-reviewed']}`)
  assert.ok(desk['home/bestsellers'] > 0.8, `${desk['home/bestsellers']}`)
  const { characteristics } = life.requested({ context: PHONE })
  const judged = life.engine.judge('home', characteristics)
  const best = judged.find(({ experience }) => experience === 'home/best-reviewed')!
  const [first] = best.terms.filter(({ kind }) => kind === 'value')
  assert.ok(['device', 'screen'].includes(first.values[0].name) && first.amount > 0)
  assert.ok(best.rates.click > judged[0].rates.click)
})

test('of two who return to the same category, the one who reads reviews is shown other things', () => {
  const life = new Life()
  for (let n = 0; n < 500; n++) {
    const reads = n % 2 === 0
    const { id, made } = life.returning(`visitor ${n}`, reads)
    const liked = reads ? 'home/best-reviewed' : 'home/welcome-back'
    if (life.random.chance(made.choices[0].experience === liked ? 0.6 : 0.1)) life.click(id, n)
  }
  const shown = [true, false].map(reads => {
    const { made } = life.returning(life.someoneIn('engine'), reads)
    const [{ arms, propensities }] = made.choices
    assert.equal(made.characteristics.reviews === 'a-lot', reads)
    assert.ok(made.characteristics.category)
    return arms[propensities.indexOf(Math.max(...propensities))]
  })
  assert.deepEqual(shown, ['home/best-reviewed', 'home/welcome-back'])
})

test('the record says the chance over both slices, in which the default keeps its yardstick', () => {
  const life = lived(1_500)
  const { uniform, holdout } = SHARES
  for (const slice of ['engine', 'uniform'] as const) {
    const made = life.decideAs(life.someoneIn(slice))
    const own = life.decideAs(life.someoneIn('engine')).choices[0].propensities
    const [{ arms, overall, propensities }] = made.choices
    assert.ok(Math.abs(sum(overall!) - 1) < 1e-9)
    for (const [i, chance] of overall!.entries()) {
      const mixed = ((1 - uniform - holdout) * own[i] + uniform / arms.length) / (1 - holdout)
      assert.ok(Math.abs(chance - mixed) < 1e-9, `${arms[i]}: ${chance} for ${mixed}`)
    }
    if (slice === 'uniform') assert.ok(propensities.every(chance => chance === propensities[0]))
    else assert.ok(propensities[arms.indexOf('home/bestsellers')] >= 0.02)
  }
})

test('within a visit the same is shown, whatever is looked at meanwhile', () => {
  const life = lived(300)
  for (let n = 0; n < 100; n++) {
    const visitor = `browser ${n}`
    const first = life.ask(visitor).made.choices[0]
    for (let i = 0; i < 3; i++) life.event({ name: 'view_item', visitor, items: [{ id: `I${i}` }] })
    const later = life.ask(visitor).made.choices[0]
    const stays = later.arms.join() === first.arms.join()
    if (stays) assert.equal(later.experience, first.experience)
  }
})

test('snapshot, restart, replay: identical decisions for identical requests', () => {
  const life = lived(1_200)
  const restarted = Engine.restore(life.engine.snapshot())
  const replayed = new Engine()
  for (const record of life.records) replayed.apply(record)
  for (let n = 0; n < 300; n++) {
    // Nobody yet, so that nothing hangs on which profiles are in memory.
    const request = life.request(`stranger ${n}`, { context: n % 2 ? PHONE : DESK })
    const expected = life.engine.decide(request)
    assert.deepEqual(restarted.decide(request), expected)
    assert.deepEqual(replayed.decide(request), expected)
  }
  assert.deepEqual(replayed.snapshot(), life.engine.snapshot())
})

test('restarted in the middle, the end is byte for byte the same, with every window closed', () => {
  const life = lived(900)
  life.wait(9 * DAY)
  let engine = new Engine()
  for (const [n, record] of life.records.entries()) {
    engine.apply(record)
    if (n % 400 === 200) engine = Engine.restore(engine.snapshot())
  }
  assert.deepEqual(engine.snapshot(), life.engine.snapshot())
  const { click, order } = engine.ledgers.of('home')
  assert.ok(click.visits > 500 && order.visits > 400, `${click.visits} ${order.visits}`)
})

test('what is served without a visitor teaches nothing', () => {
  const life = lived(50)
  life.wait(9 * DAY)
  const before = life.engine.snapshot()
  assert.equal(life.engine.decide(life.request(undefined)).made, undefined)
  assert.deepEqual(life.engine.snapshot(), before)
})

test('who turns out to be a robot is in no ledger and no mind', () => {
  const life = new Life()
  const people = Array.from({ length: 60 }, (_, n) => `visitor ${n}`)
  for (const [n, visitor] of people.entries()) {
    const { id } = life.ask(visitor)
    if (n % 3 > 0) continue
    life.click(id, n)
    life.event({ name: 'page_view', visitor, robot: 'behaviour' })
  }
  life.wait(9 * DAY)
  const { minds, ledgers } = life.engine
  const counted = people.filter((visitor, n) => n % 3 > 0 && life.sliceOf(visitor) !== 'holdout')
  const { click, order } = ledgers.of('home')
  assert.deepEqual([click.visits, order.visits], [counted.length, counted.length])
  assert.equal(minds.of('home').heads.models.click.steps, counted.length)
  const rewards = Array.from({ length: click.arms }, (_, a) => click.sums(EVERYBODY, a)[REWARDS])
  assert.equal(sum(rewards), 0)
})

test('records of an older build, without chances over all slices, teach minds and no ledger', () => {
  const life = lived(200)
  life.wait(9 * DAY)
  const engine = new Engine()
  for (const record of life.records) engine.apply(asOlder(record))
  assert.equal(engine.ledgers.of('home').click.visits, 0)
  const steps = (one: Engine) => one.minds.of('home').heads.models.click.steps
  assert.equal(steps(engine), steps(life.engine))
})

test('a second decision of the same visit, after its click window, is no second draw', () => {
  const life = new Life()
  const visitor = life.someoneIn('engine')
  for (let n = 0; n < 10; n++) {
    life.ask(visitor)
    life.event({ name: 'page_view', visitor })
    life.wait(20 * MINUTE)
  }
  life.wait(DAY)
  assert.equal(life.engine.ledgers.of('home').click.visits, 1)
})

/** What a build before the situations wrote. */
function asOlder(record: LogRecord): LogRecord {
  if (record.type !== 'decision') return record
  const { visit: _, ...body } = record.body
  const choices = body.choices.map(({ overall: _, ...choice }) => choice)
  return { ...record, body: { ...body, choices } }
}

/** Visitors on telephones and at desks, who click and order now and then. */
function lived(visitors: number): Life {
  const life = new Life()
  for (let n = 0; n < visitors; n++) {
    const { id } = life.ask(`visitor ${n}`, { context: n % 2 ? PHONE : DESK })
    if (life.random.chance(0.3)) life.click(id, n)
    if (life.random.chance(0.05)) life.order(`visitor ${n}`)
  }
  return life
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
