import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../core/random.ts'
import type { LogRecord } from '../../../schema/record.ts'
import { Engine } from '../../engine.ts'
import { History } from '../../fixtures/history.ts'
import { DecisionLines, type DsJson } from './dsjson.ts'

test('every placement with a choice is one line, its chances sum to one, the arm shown first', () => {
  const records = lived()
  const lines = told(records)
  const choices = decisions(records).flatMap(({ body }) => body.choices)
  assert.ok(lines.length > 100)
  assert.equal(lines.length, choices.filter(choice => choice.arms.length > 1).length)
  for (const line of lines) {
    assert.ok(Math.abs(line.p.reduce((sum, p) => sum + p, 0) - 1) < 1e-6)
    assert.equal(line.a[0], line._label_Action)
    assert.equal(line.p[0], line._label_probability)
    assert.deepEqual(
      [...line.a].sort((a, b) => a - b),
      [...line.c._multi.keys()].map(a => a + 1),
    )
  }
})

test('a click within the window costs −1, a later one and one for another nothing', () => {
  const [made] = decisions(lived()).filter(({ body }) => body.choices[0].arms.length > 1)
  const costs = [60_000, 1_800_001].map(after => {
    const [line] = told([made, click(`${made.id}.0`, made.body.time + after)])
    return line._label_cost
  })
  assert.deepEqual(costs, [-1, 0])
  assert.equal(told([made, click('other.0', made.body.time)])[0]._label_cost, 0)
})

test('a line is told when its window has closed, before the log ends', () => {
  const [made] = decisions(lived()).filter(({ body }) => body.choices[0].arms.length > 1)
  const lines = new DecisionLines()
  assert.equal([...lines.add(made)].length, 0)
  const later = { ...made, id: 'later', body: { ...made.body, time: made.body.time + 2_000_000 } }
  assert.equal([...lines.add(later)][0].EventId, `${made.id}.0`)
})

test('what the shop’s own people were shown is no line', () => {
  const [made] = decisions(lived()).filter(({ body }) => body.choices[0].arms.length > 1)
  assert.equal(told([made]).length, 1)
  assert.deepEqual(told([{ ...made, body: { ...made.body, staff: true } }]), [])
})

type DecisionRecord = Extract<LogRecord, { type: 'decision' }>

function lived(): LogRecord[] {
  const history = new History(new Engine(), new Random(5))
  for (let i = 0; i < 600; i++) history.step()
  return history.records
}

function decisions(records: LogRecord[]): DecisionRecord[] {
  return records.filter(record => record.type === 'decision')
}

function told(records: LogRecord[]): DsJson[] {
  const lines = new DecisionLines()
  return [...records.flatMap(record => [...lines.add(record)]), ...lines.end()]
}

function click(decision: string, time: number): LogRecord {
  const body = { name: 'click', time, decision } as Extract<LogRecord, { type: 'event' }>['body']
  return {
    type: 'event',
    id: 'click',
    partition: 0,
    version: 1,
    receivedAt: time,
    position: 1,
    body,
  }
}
