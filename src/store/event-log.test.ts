import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { DAY } from '../core/clock.ts'
import { eventLogConformance } from './conformance/event-log.ts'
import { aRecord, collect } from './conformance/records.ts'
import { machine } from './machine.ts'
import { MemoryEventLog, type Shelf } from './memory/event-log.ts'
import { SqliteEventLog } from './sqlite/event-log.ts'

const root = mkdtempSync(join(tmpdir(), 'vitrine-log-'))
after(() => rmSync(root, { recursive: true }))
let places = 0

eventLogConformance('memory', () => {
  const shelf: Shelf = { records: [] }
  return { open: async () => new MemoryEventLog(shelf) }
})

eventLogConformance('sqlite', () => {
  const folder = newFolder()
  return { open: () => SqliteEventLog.open(folder, machine) }
})

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
    'owner.json',
    'owner.lock',
  ])
})

test('a filter that is missing or damaged is made again', async () => {
  const { folder, log } = await setUp()
  for (const day of [0, 1, 2]) await log.append([aRecord(day, {}, day * DAY)]).durable
  await log.close()
  rmSync(join(folder, '2026-11-22.filter'))
  truncateSync(join(folder, '2026-11-23.filter'), 20)
  const again = await SqliteEventLog.open(folder, machine)
  const repeated = [0, 1, 2].map(day => aRecord(day, {}, 2 * DAY))
  assert.deepEqual(again.append(repeated).positions, [0, 0, 0])
  await again.close()
  assert.ok(existsSync(join(folder, '2026-11-22.filter')))
})

test('a second owner is told who has the log, and gets it once the first has closed', async () => {
  const { folder, log } = await setUp()
  await assert.rejects(
    SqliteEventLog.open(folder, machine),
    new RegExp(`in use by process ${process.pid} .*only one process`),
  )
  await log.close()
  await (await SqliteEventLog.open(folder, machine)).close()
})

test('a file that is no log is named, and opening can be tried again', async () => {
  const { folder, log } = await setUp()
  await log.append([aRecord(1)]).durable
  await log.close()
  const stranger = join(folder, '2026-11-23.db')
  writeFileSync(stranger, 'this is not a database, and long enough to be sure of it'.repeat(100))
  await assert.rejects(SqliteEventLog.open(folder, machine), /cannot read .*2026-11-23\.db/)
  rmSync(stranger)
  const again = await SqliteEventLog.open(folder, machine)
  assert.equal((await collect(again.read({}))).length, 1)
  await again.close()
})

async function setUp(): Promise<{ folder: string; log: SqliteEventLog }> {
  const folder = newFolder()
  return { folder, log: await SqliteEventLog.open(folder, machine) }
}

function newFolder(): string {
  return join(root, `log-${++places}`)
}
