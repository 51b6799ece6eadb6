import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { DAY } from '../core/clock.ts'
import { Random } from '../core/random.ts'
import type { LogRecord } from '../schema/record.ts'
import { aRecord, collect } from './conformance/records.ts'
import { machine } from './machine.ts'
import { SqliteEventLog } from './sqlite/event-log.ts'

const SECRET = 'what nobody may read any more'
const COUNT = 2_000

test('killed anywhere in the rewriting of a day, nothing is lost, and it is finished later', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-rewrite-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const before = await aClosedDay(folder)
  const random = new Random(7)
  const script = join(import.meta.dirname, 'fixtures/rewrite-day.ts')
  for (let kill = 0; kill < 12; kill++) {
    const child = spawn(process.execPath, [script, dayFile(folder)], { stdio: 'pipe' })
    await once(child.stdout, 'data')
    setTimeout(() => child.kill('SIGKILL'), random.below(60))
    await once(child, 'close')
    const log = await SqliteEventLog.open(folder, machine)
    const records = await collect(log.read({}))
    assert.deepEqual(records.map(namesOnly), before.map(namesOnly))
    const blank = records.filter(record => !JSON.stringify(record).includes(SECRET))
    assert.ok([1, 1 + COUNT / 2].includes(blank.length), 'all of them or none')
    assert.deepEqual(log.append([aRecord(5)]).positions, [0])
    await log.close()
  }
  const log = await SqliteEventLog.open(folder, machine)
  const [{ day }] = await log.closedDays()
  const half = before.filter(({ position }) => position % 2 === 0 && position <= COUNT)
  await log.rewrite(
    day,
    half.map(record => ({ ...record, body: { ...record.body, page: undefined } }) as LogRecord),
  )
  assert.deepEqual((await collect(log.read({}))).map(namesOnly), before.map(namesOnly))
  await log.close()
  const left = readFileSync(dayFile(folder)).toString('latin1').split(SECRET).length - 1
  assert.equal(left, COUNT / 2)
})

/** A day of records that each hold a secret, and the first record of the next. */
async function aClosedDay(folder: string): Promise<LogRecord[]> {
  const log = await SqliteEventLog.open(folder, machine)
  const records = Array.from({ length: COUNT }, (_, n) => aRecord(n, { title: SECRET }))
  await log.append(records).durable
  await log.append([aRecord(COUNT, {}, DAY)]).durable
  await log.closedDays()
  const all = await collect(log.read({}))
  await log.close()
  return all
}

function dayFile(folder: string): string {
  const [first] = readdirSync(folder).filter(name => name.endsWith('.db'))
  return join(folder, first)
}

function namesOnly({ id, position, partition, receivedAt }: LogRecord) {
  return { id, position, partition, receivedAt }
}
