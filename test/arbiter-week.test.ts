import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { DAY, HOUR } from '../src/core/clock.ts'
import { partitionOf } from '../src/core/partition.ts'
import { Random } from '../src/core/random.ts'
import { briskBrowse } from '../src/shoppers/index.ts'
import { honestyFaults, offerFaults, pressureFaults } from './arbiter-week/recount.ts'
import { WeekDoor } from './arbiter-week/week-door.ts'
import { MONDAY, NUDGES, OFFERS, WeekShop } from './arbiter-week/week-shop.ts'

/** A week of the demo's shop, with people who compare, keep tabs open and close what asks them. */
const PEOPLE = 1_200
/** What has to have been tried, or the week says nothing. */
const ENOUGH = 20

let shop: WeekShop
before(() => {
  shop = livedWeek()
})

test('nobody was given more nudges than their share, one a page, and none too soon after their no', () => {
  const asking = count(type => type === 'nudge_shown' || type === 'offer_reserved')
  assert.ok(asking > ENOUGH, `${asking}`)
  assert.ok(shop.seen.filter(({ answer }) => answer.nudge).length > 10 * ENOUGH)
  assert.deepEqual(pressureFaults(shop.log, NUDGES), [])
  // The recount can fail: by stricter terms it does.
  const stricter = { ...NUDGES, perDay: 1, confirmPerDay: 2, coolDownDays: 30 }
  assert.ok(pressureFaults(shop.log, stricter).length > ENOUGH)
})

test('no offer was below the margin floor, and the budget was never exceeded', () => {
  const offers = count(type => type === 'offer_reserved')
  assert.ok(offers > ENOUGH, `${offers} offers`)
  assert.ok(count(type => type === 'offer_settled') > 0)
  assert.deepEqual(offerFaults(shop.log, OFFERS), [])
  assert.ok(offerFaults(shop.log, { ...OFFERS, budgetPerDay: 4_000, floor: 45 }).length > 0)
})

test('no reduction stood without the lowest price of its thirty days, and no number was made up', () => {
  const of = (kind: string) => shop.seen.filter(({ answer }) => answer.nudge?.kind === kind).length
  const struck = shop.seen.flatMap(({ answer }) => answer.items).filter(one => one.struckPrice)
  const tried = { offer: of('offer'), counted: of('counted'), struck: struck.length }
  assert.ok(Math.min(...Object.values(tried)) > 5, JSON.stringify(tried))
  assert.deepEqual(honestyFaults(shop.log, shop.seen), [])
  const later = shop.seen.map(one => ({ ...one, after: 0 }))
  assert.ok(honestyFaults(shop.log, later).length > ENOUGH, 'from nothing nothing may be told')
})

test('that so much is missing to free delivery is no scarcity, if it is true', () => {
  const page = shop.seen.find(({ item, answer }) => !item && !answer.nudge)!
  const faultsOf = (text: string) => {
    const answer = { ...page.answer, nudge: { kind: 'threshold' as const, text } }
    return honestyFaults(shop.log, [{ ...page, answer }])
  }
  assert.deepEqual(faultsOf('Plus que 20\u202f€ pour la livraison offerte'), [])
  const untrue = ['Plus que 19\u202f€ pour la livraison offerte', 'Plus que 2 exemplaires']
  for (const text of [...untrue, 'Plus que 20\u202f€ pour la livraison offerte, vite'])
    assert.match(faultsOf(text).join(), /scarcity/, text)
})

function count(is: (type: string) => boolean): number {
  return shop.log.filter(({ type }) => is(type)).length
}

function livedWeek(): WeekShop {
  const week = new WeekShop(3)
  const random = new Random(4)
  const clock = { now: MONDAY }
  const each = (7 * DAY) / (PEOPLE * 1.5)
  let visits = 0
  const doors = new Map<string, WeekDoor>()
  briskBrowse({
    ...{ seed: 5, visitors: PEOPLE },
    doorFor(person) {
      const door = new WeekDoor(week, person.id, clock, random)
      doors.set(person.id, door)
      return door
    },
    onVisit(person, count) {
      changeDevice(week, doors.get(person.id)!, person.id, count, clock.now)
      clock.now = Math.max(clock.now, MONDAY + Math.round(++visits * each))
      if (visits % 40 === 0) week.reprice(random, clock.now)
      week.tell('tick', { time: clock.now }, clock.now)
    },
  })
  assert.ok(clock.now < MONDAY + 9 * DAY + HOUR)
  return week
}

/** The second visit is by telephone; after the third it turns out to be one and the same person. */
function changeDevice(
  week: WeekShop,
  door: WeekDoor,
  person: string,
  visits: number,
  time: number,
): void {
  const phone = `${person} by phone`
  if (visits === 1) door.visitor = phone
  else if (visits === 2) door.visitor = person
  else if (visits === 3)
    week.append('visitors_merged', partitionOf(phone), { from: phone, into: person, time }, time)
}
