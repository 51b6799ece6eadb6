import assert from 'node:assert/strict'
import { test } from 'node:test'
import { all, bytesOf, gzipped } from './fixtures/streams.ts'
import { type Door, judgeEvents, readClickLog } from './index.ts'

const csv =
  'session_id,item_id,time\n3,214,1396437466.94\n3,832,1396438212.318\n3,832,1396438212.318\n4,214,2014-04-02T10:00:00Z\n'

test('each row of a click log is one view, at its own time, by its session', async () => {
  const rows = await all(readClickLog(bytesOf(csv), 'log.csv'))
  assert.deepEqual(
    rows.map(one => one.row),
    [1, 2, 3, 4],
  )
  const { id, ...first } = rows[0].event!
  assert.match(id, /^[0-9a-f-]{36}$/)
  assert.deepEqual(first, {
    name: 'view_item',
    time: 1396437466940,
    visitor: '3',
    params: { items: [{ item_id: '214' }] },
  })
  assert.equal(rows[3].event?.time, Date.UTC(2014, 3, 2, 10))
})

test('equal rows are different clicks, and the same file gives the same ids, packed or not', async () => {
  const ids = async (source: AsyncIterable<Uint8Array>) =>
    (await all(readClickLog(source, 'log.csv.gz'))).map(one => one.event!.id)
  const plain = await ids(bytesOf(csv))
  assert.equal(new Set(plain).size, 4)
  assert.deepEqual(await ids(bytesOf(gzipped(csv), 5)), plain)
})

test('a reading resumed after a row goes on with the same ids', async () => {
  const whole = await all(readClickLog(bytesOf(csv), 'log.csv'))
  const rest = await all(readClickLog(bytesOf(csv), 'log.csv', { after: 2 }))
  assert.deepEqual(rest, whole.slice(2))
})

test('a bad row is refused with its line and costs no other', async () => {
  const rows = await all(
    readClickLog(bytesOf(`${csv}5,,1396437466\n6,1,soon\n7,1,1396437466\n`), 'log.csv'),
  )
  assert.deepEqual(
    rows.filter(one => one.refused).map(one => [one.row, one.refused!.line, one.refused!.field]),
    [
      [5, 6, 'item_id'],
      [6, 7, 'time'],
    ],
  )
  assert.equal(rows.at(-1)?.event?.visitor, '7')
})

test('sessions as lines of JSON give their clicks in order, a second apart', async () => {
  const lines = '[1,2]\n{"session":"s","items":["a"],"time":1441940543}\nnonsense\n{"x":1}\n[3]\n'
  const rows = await all(readClickLog(bytesOf(lines), 'log.jsonl'))
  assert.deepEqual(
    rows.map(one => [one.row, one.event?.params.items[0].item_id ?? one.refused!.code]),
    [
      [1, '1'],
      [1, '2'],
      [2, 'a'],
      [3, 'unreadable'],
      [4, 'missing'],
      [5, '3'],
    ],
  )
  assert.equal(rows[1].event!.time - rows[0].event!.time, 1000)
  assert.equal(rows[2].event!.visitor, 's')
})

test('a log without the right header says which column is missing', async () => {
  const rows = await all(readClickLog(bytesOf('a,b\n1,2\n'), 'log.csv'))
  assert.deepEqual(
    rows.map(one => [one.refused?.field, one.refused?.code]),
    [['session_id', 'missing']],
  )
})

test('the judge keeps every click of an imported log', async () => {
  const rows = await all(readClickLog(bytesOf(csv), 'log.csv'))
  const door: Door = {
    now: Date.UTC(2026, 0, 1),
    channel: 'import',
    verified: true,
    nameSecret: 'secret',
    defaultCurrency: 'EUR',
    imported: true,
  }
  const { kept, refused } = judgeEvents({ events: rows.map(one => one.event) }, door)
  assert.deepEqual(refused, [])
  assert.deepEqual(
    kept.map(one => one.id),
    rows.map(one => one.event!.id),
  )
  assert.deepEqual(
    kept.flatMap(one => one.repairs),
    [],
  )
})
