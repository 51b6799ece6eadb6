import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ago, dated, milliseconds, moment, number, signed } from './format.ts'

test('numbers take the form of their language', () => {
  assert.equal(number(1234.5, 'fr', 1), '1\u202f234,5')
  assert.equal(number(1234.5, 'en', 1), '1,234.5')
  assert.equal(milliseconds(0.42, 'fr'), '0,4\u202fms')
})

test('a change always shows its sign, and minus is no hyphen', () => {
  assert.deepEqual([signed(11.4, 'fr'), signed(-1.2, 'fr'), signed(0.2, 'en')], ['+11', '−1', '0'])
})

test('ages are seconds, then minutes, then the clock', () => {
  const at = (seconds: number) => ago(0, seconds * 1000, 'en', 'just now')
  assert.deepEqual(
    [at(2), at(14), at(61), at(3599)],
    ['just now', '14\u202fs', '1\u202fmin', '59\u202fmin'],
  )
  assert.match(at(3600), /^\d{1,2}:\d\d$/)
})

test('a moment names its day where it is not today, and its year where it is not this one', () => {
  const at = (year: number, day: number) => new Date(year, 10, day, 9, 5).getTime()
  const of = (year: number, day: number) => moment(at(year, day), at(2026, 26), 'en')
  assert.equal(of(2026, 26), '9:05')
  assert.equal(of(2026, 19), '19 Nov, 9:05')
  assert.equal(of(2024, 19), '19 Nov 2024, 9:05')
})

test('within a sentence a French day has its article, and an hour what leads to it', () => {
  const [now, before] = [26, 19].map(day => new Date(2026, 10, day, 9, 5).getTime())
  assert.equal(`depuis ${dated(now, now, 'fr')}`, 'depuis 9\u202fh\u202f05')
  assert.equal(`lu ${dated(now, now, 'fr', 'à ')}`, 'lu à 9\u202fh\u202f05')
  assert.match(`lu ${dated(before, now, 'fr', 'à ')}`, /^lu le\s19 nov\.$/)
  assert.equal(`read ${dated(before, now, 'en', 'à ')}`, 'read 19 Nov')
})
