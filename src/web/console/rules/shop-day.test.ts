import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf, endOf } from './shop-day.ts'

test('a day ends at the shop’s midnight, wherever who reads is, and in a night of changed clocks', () => {
  const cases: [string, string, string][] = [
    ['2026-12-24', 'Europe/Paris', '2026-12-24T22:59:59.999Z'],
    ['2026-07-14', 'Europe/Paris', '2026-07-14T21:59:59.999Z'],
    ['2026-10-25', 'Europe/Paris', '2026-10-25T22:59:59.999Z'],
    ['2026-12-24', 'America/New_York', '2026-12-25T04:59:59.999Z'],
    ['2026-12-24', 'Pacific/Kiritimati', '2026-12-24T09:59:59.999Z'],
    ['2026-12-24', 'Pacific/Pago_Pago', '2026-12-25T10:59:59.999Z'],
    ['2026-12-24', 'Asia/Kathmandu', '2026-12-24T18:14:59.999Z'],
    ['2024-02-29', 'UTC', '2024-02-29T23:59:59.999Z'],
  ]
  for (const [day, zone, end] of cases) {
    const time = endOf(day, zone)
    assert.equal(new Date(time).toISOString(), end, `${day} ${zone}`)
    assert.equal(dayOf(time, zone), day)
    assert.ok(dayOf(time + 1, zone) > day)
  }
})
