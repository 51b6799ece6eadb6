import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { momentOf, type WallClock } from './local-time.ts'

const ZONES = ['UTC', 'Europe/London', 'Europe/Paris', 'America/St_Johns', 'Asia/Kathmandu']
const moments = fc.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2037, 0, 1) / 1000 })

test('what a zone’s clocks show is read back as a moment at which they show it', () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(...ZONES, 'Australia/Lord_Howe'), (seconds, zone) => {
      const time = seconds * 1000
      const read = momentOf(shown(time, zone), zone)!
      assert.deepEqual(shown(read, zone), shown(time, zone))
      assert.ok(read <= time, 'of an hour that comes twice, the first')
      assert.ok(time - read <= 3_600_000)
    }),
    { seed: 3, numRuns: 2_000 },
  )
})

test('the hour that autumn repeats is its first, the one that spring leaves out goes on', () => {
  const at = (month: number, day: number, hour: number) => ({ ...NOTHING, month, day, hour })
  assert.equal(momentOf(at(10, 30, 1), 'Europe/London'), Date.UTC(2011, 9, 30, 0))
  assert.equal(momentOf(at(3, 27, 1), 'Europe/London'), Date.UTC(2011, 2, 27, 1))
  assert.equal(momentOf(at(7, 1, 12), 'Europe/London'), Date.UTC(2011, 6, 1, 11))
})

test('days and hours that no calendar has are none', () => {
  const wrong = [{ month: 2, day: 29 }, { month: 13 }, { day: 0 }, { hour: 24 }, { minute: 60 }]
  for (const part of wrong) assert.equal(momentOf({ ...NOTHING, ...part }, 'UTC'), undefined)
  assert.throws(() => momentOf(NOTHING, 'Europe/Nowhere'), RangeError)
})

const NOTHING: WallClock = { year: 2011, month: 1, day: 1, hour: 0, minute: 0, second: 0 }

/** What the clocks of a zone show, by another way than the one under test. */
function shown(time: number, timeZone: string): WallClock {
  const text = new Date(time).toLocaleString('sv-SE', { timeZone })
  const [year, month, day, hour, minute, second] = text.split(/[- :]/).map(Number)
  return { year, month, day, hour, minute, second }
}
