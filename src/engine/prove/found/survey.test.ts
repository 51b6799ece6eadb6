import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../core/random.ts'
import type { Found } from '../../../schema/found.ts'
import { Characters } from '../../situation/moments/characters.ts'
import { observedCount, proven } from '../ledger/claims.ts'
import { Ledger } from '../ledger/ledger.ts'
import { foundOf } from './found-of.ts'
import { type Place, valuesIn } from './place.ts'
import { type Survey, survey } from './survey.ts'

const ARMS = ['home/usual', 'home/reviewed', 'home/new']
type Rate = (arm: number, values: Record<string, string>) => number

test('what works better for some is one rule for them, and is told once', () => {
  const { rules } = surveyed(placeWhere(onlyOnPhonesFromGoogle, 60_000))
  const [first, ...rest] = rules.filter(rule => rule.status === 'proven')
  assert.deepEqual(first.when, { device: 'phone', source: 'google' })
  assert.equal(first.experience, 'home/reviewed')
  assert.equal(first.evidence[0].verdict, 'better')
  assert.ok(first.evidence.some(one => one.isSpecific))
  for (const { when } of rest) assert.ok(Object.keys(when).length < 2, JSON.stringify(when))
})

test('what works better for everybody is one rule without conditions', () => {
  const { rules } = surveyed(placeWhere(arm => (arm === 1 ? 0.2 : 0.1), 60_000))
  const better = rules.filter(rule => rule.experience === 'home/reviewed')
  assert.deepEqual(
    better.map(({ when, status }) => [when, status]),
    [[{}, 'proven']],
  )
})

test('where nothing works better, nothing is called proven', () => {
  let worlds = 0
  for (let seed = 1; seed <= 20; seed++) {
    const { counts } = surveyed(placeWhere(() => 0.1, 5_000, seed))
    if (counts.proven > 0) worlds++
  }
  assert.ok(worlds <= 1, `${worlds} of 20`)
})

test('looked through in steps it finds what a look at everything finds', () => {
  for (let seed = 1; seed <= 5; seed++) {
    const place = placeWhere(onlyOnPhonesFromGoogle, 20_000, seed)
    const { proofs, counts } = surveyed(place)
    const all = proven(place.ledgers.click)
    for (const { row, arm } of all) {
      assert.ok(proofs.has('click', place.ledgers.click.valuesOf(row), arm))
    }
    assert.equal(proofs.situations, new Set(all.map(({ row }) => row)).size)
    assert.equal(counts.observed, observedCount(place.ledgers.click))
  }
})

test('an order speaks louder than a click, and a proof louder than none', () => {
  const [clicked, ordered] = [onlyOnPhonesFromGoogle, () => 0.05]
  const both = placeWhere(clicked, 60_000)
  const orders = placeWhere(ordered, 60_000).ledgers.click
  const { rules } = surveyed({ ...both, ledgers: { click: both.ledgers.click, order: orders } })
  const rule = rules.find(isOfPhonesFromGoogle)
  assert.equal(rule?.outcome, 'click')
  const turned = { click: orders, order: both.ledgers.click }
  const again = surveyed({ ...both, ledgers: turned }).rules.find(isOfPhonesFromGoogle)
  assert.equal(again?.outcome, 'order')
})

test('what is called proven rests on an outcome that is', () => {
  const place = placeWhere(onlyOnPhonesFromGoogle, 60_000)
  const orders = placeWhere(() => 0.05, 60_000).ledgers.click
  const { proofs } = surveyed({ ...place, ledgers: { click: place.ledgers.click, order: orders } })
  const values = valuesIn({ device: 'phone', source: 'google' }, place.characters)!
  const told = foundOf(
    { ...place, ledgers: { click: place.ledgers.click, order: orders } },
    values,
    1,
    proofs,
    'order',
  )
  assert.deepEqual([told.status, told.outcome], ['proven', 'click'])
})

test('situations are told by how many were in them, and which experience the model takes', () => {
  const place = placeWhere(() => 0.1, 5_000)
  const phones = valuesIn({ device: 'phone' }, place.characters)!.join()
  const choiceIn = (values: readonly number[]) => (values.join() === phones ? 2 : undefined)
  const { situations, counts } = surveyed({ ...place, used: 1, choiceIn })
  assert.deepEqual([situations[0].when, situations[0].visits], [{}, 5_000])
  const phone = situations.find(({ when }) => JSON.stringify(when) === '{"device":"phone"}')
  assert.deepEqual([phone?.status, phone?.chosen], ['used', 'home/new'])
  assert.equal(counts.used, 1)
  const visits = situations.map(one => one.visits)
  assert.deepEqual(
    visits,
    visits.toSorted((a, b) => b - a),
  )
})

function onlyOnPhonesFromGoogle(arm: number, { device, source }: Record<string, string>): number {
  return arm === 1 && device === 'phone' && source === 'google' ? 0.3 : 0.1
}

function isOfPhonesFromGoogle({ when, experience }: Found): boolean {
  return when.device === 'phone' && when.source === 'google' && experience === 'home/reviewed'
}

/** Everybody is shown one of three, by equal chance, and answers at this rate. */
function placeWhere(rate: Rate, visits: number, seed = 1): Place {
  const random = new Random(seed)
  const characters = new Characters()
  const click = new Ledger(ARMS.length, 0)
  const chances = new Float64Array(ARMS.length).fill(1 / ARMS.length)
  for (let n = 0; n < visits; n++) {
    const values = {
      device: ['phone', 'desktop'][random.below(2)],
      source: ['google', 'bing', 'direct'][random.below(3)],
      hour: ['am', 'pm'][random.below(2)],
    }
    characters.see(values, 0)
    const arm = random.below(ARMS.length)
    const reward = random.chance(rate(arm, values)) ? 1 : 0
    click.record(characters.read(values), chances, arm, reward, 0.1)
  }
  const ledgers = { click, order: new Ledger(ARMS.length, 0) }
  const own = { placement: 'home' as const, arms: ARMS, standard: 0, ledgers, characters }
  return { ...own, used: 0, choiceIn: () => undefined }
}

function surveyed(place: Place): Survey {
  const steps = survey(place)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
