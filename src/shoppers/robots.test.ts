import assert from 'node:assert/strict'
import { test } from 'node:test'
import { townWithRobots } from './fixtures/town-with-robots.ts'
import { upliftOf } from './fixtures/uplift.ts'

const PEOPLE = 50

test('three robots for ten people move the measured uplift by less than a tenth of its error', async () => {
  const alone = await townWithRobots({ seed: 2, people: PEOPLE, robots: 0, blind: true })
  const among = await townWithRobots({ seed: 2, people: PEOPLE, robots: 0.3 * PEOPLE, blind: true })
  const [before, after] = [upliftOf(alone), upliftOf(among)]
  assert.ok(before.error > 0 && alone.orders.counted > 0)
  assert.equal(among.orders.counted, alone.orders.counted)
  assert.ok(among.robotEvents > 300, 'they came')
  assert.ok(Math.abs(after.uplift - before.uplift) < 0.1 * before.error)
})
