import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { aRecord, collect } from './conformance/records.ts'
import { machine } from './machine.ts'
import { SqliteEventLog } from './sqlite/event-log.ts'

const root = mkdtempSync(join(tmpdir(), 'vitrine-log-damage-'))
after(() => rmSync(root, { recursive: true }))
let places = 0

test('a record with one bit turned is left out, told by day and place, and the rest is read', async () => {
  const { folder, day } = await aLog(3000)
  turnBit(day, '"visitor":"visitor-1234"', 12)
  const { places, damage } = await readAll(folder)
  assert.deepEqual(places, allBut(3000, 1235))
  assert.deepEqual(
    damage.map(({ day, first, last }) => [day, first, last]),
    [['2026-11-22', 1235, 1235]],
  )
  assert.deepEqual((await readAll(folder)).damage.length, 1, 'told once, and not forgotten')
})

test('a page that cannot be read costs its own records only', async () => {
  const { folder, day } = await aLog(3000)
  const bytes = readFileSync(day)
  const page = Math.floor(bytes.indexOf('"visitor":"visitor-1234"') / 4096)
  bytes.fill(0xff, page * 4096, (page + 1) * 4096)
  writeFileSync(day, bytes)
  const { places, damage } = await readAll(folder)
  const lost = damage.flatMap(({ first, last }) => range(first, last))
  assert.ok(lost.includes(1235) && lost.length < 30, `${lost.length} lost`)
  assert.deepEqual(
    [...places, ...lost].sort((a, b) => a - b),
    range(1, 3000),
  )
})

test('a file whose first page is ruined is read all the same', async () => {
  const { folder, day } = await aLog(300)
  const bytes = readFileSync(day)
  bytes.fill(0, 0, 4096)
  writeFileSync(day, bytes)
  const { places, damage } = await readAll(folder)
  assert.deepEqual(places, range(1, 300))
  assert.deepEqual(damage, [])
  assert.ok(readdirSync(folder).includes('2026-11-22.db.damaged-1'), 'the damaged one is kept')
})

test('records that vanished without being erased are told', async () => {
  const { folder, day } = await aLog(50)
  const db = new DatabaseSync(day)
  db.exec('DELETE FROM records WHERE position BETWEEN 20 AND 22')
  db.close()
  const { damage } = await readAll(folder)
  assert.deepEqual(
    damage.map(({ first, last, why }) => [first, last, why]),
    [[20, 22, 'its records are missing']],
  )
})

test('a turned bit in the tail of a killed writer takes one record, not all behind it', async () => {
  const { folder, day } = await aKilledLog(40)
  const wal = `${day}-wal`
  const whole = readFileSync(wal)
  for (const [what, at] of [
    ['a page', whole.lastIndexOf('"visitor":"visitor-20"') + 12],
    [
      'a sum',
      whole.lastIndexOf('"visitor":"visitor-20"') -
        ((whole.lastIndexOf('"visitor":"visitor-20"') - 32) % 4120) +
        17,
    ],
    ['the header', 18],
  ] as const) {
    const bytes = Buffer.from(whole)
    bytes[at] ^= 1
    const copy = join(root, `log-${++places}`)
    cpSync(folder, copy, { recursive: true })
    writeFileSync(join(copy, '2026-11-22.db-wal'), bytes)
    rmSync(join(copy, '2026-11-22.db-shm'), { force: true })
    const read = await readAll(copy)
    assert.ok(read.places.length >= 39, `${what}: ${read.places.length} of 40 are left`)
    assert.equal(read.places.length + read.damage.length, 40, what)
  }
})

test('records that were on disk and are in no file are told, and their places not given again', async () => {
  const { folder, day } = await aKilledLog(40)
  rmSync(`${day}-wal`)
  const log = await SqliteEventLog.open(folder, machine)
  assert.deepEqual(log.append([aRecord(100)]).positions, [41])
  assert.equal(log.damage.at(-1)?.last, 40)
  await log.close()
})

test('a day of the format before sums is read, and gets its sums when it is written to', async () => {
  const { folder, day } = await aLog(10)
  const db = new DatabaseSync(day)
  db.exec(`ALTER TABLE records DROP COLUMN sum; DROP TABLE erased; PRAGMA user_version = 1`)
  db.close()
  const log = await SqliteEventLog.open(folder, machine)
  await log.append([aRecord(10)]).durable
  await log.close()
  assert.deepEqual((await readAll(folder)).places, range(1, 11))
  turnBit(day, '"visitor":"visitor-4"', 12)
  assert.deepEqual((await readAll(folder)).places, allBut(11, 5))
})

async function aLog(count: number): Promise<{ folder: string; day: string }> {
  const folder = join(root, `log-${++places}`)
  const log = await SqliteEventLog.open(folder, machine)
  await log.append(range(0, count - 1).map(n => aRecord(n))).durable
  await log.close()
  return { folder, day: join(folder, '2026-11-22.db') }
}

/** As a killed writer leaves it: everything in the WAL, a commit for each record. */
async function aKilledLog(count: number): Promise<{ folder: string; day: string }> {
  const live = join(root, `log-${++places}`)
  const folder = join(root, `log-${++places}`)
  const log = await SqliteEventLog.open(live, machine)
  for (let n = 0; n < count; n++) await log.append([aRecord(n)]).durable
  cpSync(live, folder, { recursive: true })
  await log.close()
  return { folder, day: join(folder, '2026-11-22.db') }
}

async function readAll(folder: string) {
  const log = await SqliteEventLog.open(folder, machine)
  const places = (await collect(log.read({}))).map(record => record.position)
  const { damage } = log
  await log.close()
  return { places, damage }
}

function turnBit(file: string, text: string, offset: number): void {
  const bytes = readFileSync(file)
  bytes[bytes.indexOf(text) + offset] ^= 1
  writeFileSync(file, bytes)
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

function allBut(count: number, missing: number): number[] {
  return range(1, count).filter(place => place !== missing)
}
