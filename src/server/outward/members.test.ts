import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Member } from '../../schema/webhook.ts'
import { told } from './fixtures/told.ts'
import { asCsv, membersOf } from './members.ts'

test('whoever asks for a page has their turn between two people of an export', async t => {
  const { open, join, segment, services } = await told(t)
  for (const name of ['anna', 'bob', 'carla']) {
    await join(name)
    await open(name, 'mobile')
  }
  let turns = 0
  let isOver = false
  const others = () => {
    turns++
    if (!isOver) setImmediate(others)
  }
  setImmediate(others)
  const members = await Array.fromAsync(membersOf(segment, services))
  isOver = true
  assert.equal(members.length, 3)
  assert.ok(turns >= members.length, `${turns} turns`)
})

test('in a CSV a key is what it is, and nothing of a stranger’s is a formula', async () => {
  const visitor = '-Xk3_Zw9Qm4Rt7Yb1Nc5Va'
  const wishes = [{ item: '=HYPERLINK("https://a.example")', market: 'FR-fr', confirmed: true }]
  const known = { visitor, keys: [visitor, 'other'], consent: 'personal' as const }
  const member: Member = { ...known, lastSeen: 0, visit: 'first', traits: [], wishes }
  const only = async function* () {
    yield member
  }
  const [, row] = (await Array.fromAsync(asCsv(only()))).map(line => line.trimEnd())
  const fields = row.slice(1, -1).split('","')
  assert.deepEqual(fields.slice(0, 2), [visitor, `${visitor} other`])
  assert.equal(fields.at(-1), `'=HYPERLINK(""https://a.example"") FR-fr`)
})
