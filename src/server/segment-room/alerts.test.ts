import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '../../core/clock.ts'
import type { RuleTold } from '../../schema/rule-told.ts'
import { alertsOf } from './alerts.ts'

const NOW = 100 * DAY
type Seen = Parameters<typeof alertsOf>[0]

test('a rule is newly proven for a day, and the alert leads to it', () => {
  const rule = (id: string, since?: number) => ({ id, sentence: `rule ${id}`, since }) as RuleTold
  const rules = [rule('new', NOW - HOUR), rule('old', NOW - 2 * DAY), rule('used')]
  const alerts = alertsOf({ ...quiet(), rules }, NOW)
  assert.deepEqual(
    alerts.map(({ kind, rule }) => [kind, rule]),
    [['rule_proven', 'new']],
  )
  assert.match(alerts[0].says.en, /rule new/)
})

test('a touchpoint is told of when it misses more than one moment in five, of many', () => {
  const at = (moments: number, shown: number) => [
    { need: 'all' as const, cells: [{ placement: 'cart' as const, moments, shown, answered: 0 }] },
  ]
  const kinds = (coverage: Seen['coverage']) =>
    alertsOf({ ...quiet(), coverage }, NOW).map(({ kind }) => kind)
  assert.deepEqual(kinds(at(100, 79)), ['missed'])
  assert.deepEqual(kinds(at(100, 80)), [])
  assert.deepEqual(kinds(at(40, 0)), [], 'a few moments say nothing')
})

test('a segment made yesterday has not dropped', () => {
  const dropped = { ...quiet(), lately: 4, before: 40 }
  const kinds = (since: number) => alertsOf({ ...dropped, since }, NOW).map(({ kind }) => kind)
  assert.deepEqual(kinds(NOW - 3 * DAY), ['sudden_drop'])
  assert.deepEqual(kinds(NOW - DAY), [])
})

function quiet(): Seen {
  return { wants: [], lately: 0, before: 0, coverage: [], rules: [], since: 0 }
}
