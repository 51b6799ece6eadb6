import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { DAY } from '../core/clock.ts'
import { eventLogConformance } from './conformance/event-log.ts'
import { logDaysConformance } from './conformance/log-days.ts'
import { aRecord, collect } from './conformance/records.ts'
import { machine } from './machine.ts'
import { MemoryEventLog, type Shelf } from './memory/event-log.ts'
import { openDay } from './sqlite/day-file.ts'
import { eraseRecords } from './sqlite/erase-records.ts'
import { SqliteEventLog } from './sqlite/event-log.ts'

const root = mkdtempSync(join(tmpdir(), 'vitrine-log-'))
const opened: SqliteEventLog[] = []
let places = 0
after(async () => {
  for (const log of opened) await log.close()
  rmSync(root, { recursive: true })
})

eventLogConformance('memory', () => {
  const shelf: Shelf = { records: [] }
  return { open: async () => new MemoryEventLog(shelf) }
})

eventLogConformance('sqlite', () => {
  const folder = newFolder()
  return { open: () => SqliteEventLog.open(folder, machine) }
})

eventLogConformance('sqlite, places of ids in files', () => {
  const folder = newFolder()
  return { open: () => SqliteEventLog.open(folder, machine, 2_000) }
})

logDaysConformance('memory', async () => new MemoryEventLog())
logDaysConformance('sqlite', () => SqliteEventLog.open(newFolder(), machine))

test('each UTC day of receipt has a file, and a day that is over is sealed', async () => {
  const { folder, log } = await setUp()
  for (const day of [0, 1, 3]) await log.append([aRecord(day, {}, day * DAY)]).durable
  await log.close()
  assert.deepEqual(readdirSync(folder).sort(), [
    '2026-11-22.db',
    '2026-11-22.filter',
    '2026-11-23.db',
    '2026-11-23.filter',
    '2026-11-25.db',
    'durable',
    'owner.json',
    'owner.lock',
  ])
})

test('ids of a long day go into files, are known there, and are forgotten with the day or the process', async () => {
  const folder = newFolder()
  const open = () => SqliteEventLog.open(folder, machine, 1_000)
  const log = await open()
  opened.push(log)
  const records = Array.from({ length: 5_500 }, (_, i) => aRecord(i))
  const filesOf = () => readdirSync(folder).filter(name => name.includes('.places-'))
  const put = async (into: SqliteEventLog, from: number, until: number) => {
    for (let at = from; at < until; at += 100)
      await into.append(records.slice(at, at + 100)).durable
  }
  await put(log, 0, 5_000)
  // What is durable at one commit begins a file at the next.
  for (let n = 6_000; filesOf().length < 4; n++) {
    await log.append([aRecord(n)]).durable
    await setTimeout(20)
  }
  assert.deepEqual(log.append(records.slice(0, 5_000)).positions, Array(5_000).fill(0))
  assert.ok(log.append(records.slice(5_000)).positions.every(position => position > 0))
  await log.close()
  assert.deepEqual(filesOf(), [])
  const again = await open()
  opened.push(again)
  assert.ok(again.append(records).positions.every(position => position === 0))
  await again.append([aRecord(9_999, {}, DAY)]).durable
  await again.closedDays()
  assert.deepEqual(filesOf(), [])
  assert.ok(again.append(records).positions.every(position => position === 0))
})

test('days that begin in one turn are each sealed whole', async () => {
  const { folder, log } = await setUp()
  const records = Array.from({ length: 8000 }, (_, i) => aRecord(i, {}, Math.floor(i / 2000) * DAY))
  for (let at = 0; at < records.length; at += 500) log.append(records.slice(at, at + 500))
  await log.close()
  const again = await openLog(folder)
  assert.ok(again.append(records).positions.every(position => position === 0))
})

test('a filter that is missing or damaged is made again', async () => {
  const { folder, log } = await setUp()
  for (const day of [0, 1, 2]) await log.append([aRecord(day, {}, day * DAY)]).durable
  await log.close()
  rmSync(join(folder, '2026-11-22.filter'))
  truncateSync(join(folder, '2026-11-23.filter'), 20)
  const again = await openLog(folder)
  const repeated = [0, 1, 2].map(day => aRecord(day, {}, 2 * DAY))
  assert.deepEqual(again.append(repeated).positions, [0, 0, 0])
  assert.ok(existsSync(join(folder, '2026-11-22.filter')))
})

test('a second owner is told who has the log, and gets it once the first has closed', async () => {
  const { folder, log } = await setUp()
  await assert.rejects(
    openLog(folder),
    new RegExp(`in use by process ${process.pid} .*only one process`),
  )
  await log.close()
  await openLog(folder)
})

test('a file that is no log is named, and opening can be tried again', async () => {
  const { folder, log } = await setUp()
  await log.append([aRecord(1)]).durable
  await log.close()
  const stranger = join(folder, '2026-11-23.db')
  writeFileSync(stranger, 'this is not a database, and long enough to be sure of it'.repeat(100))
  await assert.rejects(openLog(folder), /cannot read .*2026-11-23\.db/)
  rmSync(stranger)
  const again = await openLog(folder)
  assert.equal((await collect(again.read({}))).length, 1)
})

test('a day whose writer was killed before its first record does not set places back', async () => {
  const { folder, log } = await setUp()
  await log.append([aRecord(1), aRecord(2)]).durable
  await log.close()
  for (const day of ['2026-11-23', '2026-11-24']) openDay(join(folder, `${day}.db`)).close()
  const again = await openLog(folder)
  assert.deepEqual(again.append([aRecord(2), aRecord(3)]).positions, [0, 3])
})

test('records that were erased from a day are passed over', async () => {
  const { folder, log } = await setUp()
  await log.append(Array.from({ length: 9000 }, (_, i) => aRecord(i, {}, 0, i % 2))).durable
  await log.close()
  const day = openDay(join(folder, '2026-11-22.db'))
  eraseRecords(
    day,
    Array.from({ length: 3000 }, (_, i) => (i + 1) * 3),
  )
  day.close()
  const again = await openLog(folder)
  const kept = Array.from({ length: 9000 }, (_, i) => i + 1).filter(p => p % 3 !== 0)
  const places = async (partition?: number) =>
    (await collect(again.read({ partition }))).map(record => record.position)
  assert.deepEqual(await places(), kept)
  assert.deepEqual(
    await places(1),
    kept.filter(p => (p - 1) % 2 === 1),
  )
  assert.deepEqual(again.damage, [])
  assert.deepEqual(again.append([aRecord(0), aRecord(2), aRecord(8999)]).positions, [0, 9001, 9002])
})

test('a read that begins amid erased records tells no damage of them', async () => {
  const { folder, log } = await setUp()
  await log.append(Array.from({ length: 9 }, (_, i) => aRecord(i))).durable
  await log.close()
  const day = openDay(join(folder, '2026-11-22.db'))
  eraseRecords(day, [4, 5, 6, 7])
  day.close()
  const again = await openLog(folder)
  for (const after of [3, 4, 5, 6, 7]) {
    const places = (await collect(again.read({ after }))).map(({ position }) => position)
    assert.deepEqual(places, [8, 9])
  }
  assert.deepEqual(again.damage, [])
})

async function setUp(): Promise<{ folder: string; log: SqliteEventLog }> {
  const folder = newFolder()
  return { folder, log: await openLog(folder) }
}

async function openLog(folder: string): Promise<SqliteEventLog> {
  const log = await SqliteEventLog.open(folder, machine)
  opened.push(log)
  return log
}

function newFolder(): string {
  return join(root, `log-${++places}`)
}
