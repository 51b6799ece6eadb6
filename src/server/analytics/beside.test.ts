import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { DAY, HOUR } from '../../core/clock.ts'
import type { NewRecord } from '../../schema/record.ts'
import { aRecord, START } from '../../store/conformance/records.ts'
import { machine } from '../../store/machine.ts'
import { openShop } from '../../store/open.ts'
import { openedRecord } from '../own-records.ts'
import { AnalyticsBeside } from './beside.ts'
import { openTables } from './tables-file.ts'

const root = mkdtempSync(join(tmpdir(), 'vitrine-beside-'))
after(() => rmSync(root, { recursive: true }))

const COUNT = { sql: 'SELECT count(*) AS n, count(DISTINCT visitor) AS people FROM events' }

test('what the log gains is in the tables soon, also after the process was killed', async () => {
  const { log, beside, close } = await setUp('killed')
  await log.append([1, 2, 3].map(n => aRecord(n))).durable
  await inStep(beside)
  assert.deepEqual((await beside.ask(COUNT)).rows, [[3, 3]])

  const [pid] = processesOf('killed')
  process.kill(pid, 'SIGKILL')
  const spilled = join(root, 'shops', 'killed', 'analytics.duckdb.tmp')
  mkdirSync(spilled)
  writeFileSync(join(spilled, 'duckdb_temp_storage_DEFAULT-0.tmp'), 'of a question under way')
  await log.append([3, 4].map(n => aRecord(n))).durable
  await inStep(beside)
  assert.deepEqual((await beside.ask(COUNT)).rows, [[4, 4]])
  assert.notEqual(processesOf('killed')[0], pid)
  assert.ok(!existsSync(spilled))
  await close()
})

test('tables that are damaged, or of another log, are made again', async () => {
  const first = await setUp('damaged')
  await first.log.append([aRecord(1)]).durable
  await inStep(first.beside)
  await first.close()

  const path = join(root, 'shops', 'damaged', 'analytics.duckdb')
  writeFileSync(path, 'not what it was')
  const again = await setUp('damaged')
  await inStep(again.beside)
  assert.deepEqual((await again.beside.ask(COUNT)).rows, [[1, 1]])
  await again.close()

  rmSync(join(root, 'shops', 'damaged', 'log'), { recursive: true })
  const other = await setUp('damaged')
  await inStep(other.beside)
  assert.deepEqual((await other.beside.ask(COUNT)).rows, [[0, 0]])
  await other.close()
})

test('of somebody who was forgotten nothing is left in the file of the tables', async () => {
  let later = 0
  const env = { ...machine, now: () => machine.now() + later }
  const { log, beside, close } = await setUp('forgotten', env)
  const [mine, hers, other] = ['key-of-one-forgotten', 'key-of-the-next', 'key-of-one-who-stays']
  const body = { name: 'page_view' as const, time: START, channel: 'web' as const, verified: false }
  const all = [mine, hers, other]
  await log.append(
    all.map((visitor, n) => ({ ...aRecord(n), body: { ...body, visitor } }) as NewRecord),
  ).durable
  await inStep(beside)
  const file = join(root, 'shops', 'forgotten', 'analytics.duckdb')
  const known = () => all.filter(key => [file, `${file}.wal`].map(read).join('').includes(key))
  const forget = async (visitor: string, n: number) => {
    const erased = { visitor, ghost: `ghost-${n}`, tombstone: `t${n}`, time: START }
    const record = { ...aRecord(n), type: 'visitor_erased', body: erased } as NewRecord
    await log.append([record]).durable
    await inStep(beside)
  }
  assert.deepEqual(known(), all)
  await forget(mine, 9)
  assert.deepEqual(known(), [hers, other])
  assert.deepEqual((await beside.ask(COUNT)).rows, [[3, 3]])

  await forget(hers, 10) // within the hour in which the file is not made anew again
  later = 2 * HOUR
  while (processesOf('forgotten').length > 0) await sleep(50)
  assert.deepEqual(known(), [other], 'it rests without them')
  await close()
})

test('a file may be made anew for longer than a round of reading takes', async t => {
  let scale = 1
  const after: typeof machine.after = (ms, act) => machine.after(ms * scale, act)
  const { log, beside, close } = await setUp('anew', { ...machine, after })
  t.after(close)
  await log.append([1, 2, 3].map(n => aRecord(n))).durable
  const fresh = join(root, 'shops', 'anew', 'analytics-files', 'fresh.duckdb')
  let pid = 0
  t.after(() => isOf(String(pid), 'anew') && process.kill(pid, 'SIGKILL'))
  for (let n = 1; pid === 0 || !existsSync(fresh); n++) {
    if (pid !== 0) process.kill(pid, 'SIGKILL') // it was quicker than we are
    scale = 1
    await inStep(beside)
    pid = processesOf('anew')[0]
    scale = 1 / 20 // a round is three seconds long
    const erased = { visitor: `visitor-${n}`, ghost: `ghost-${n}`, tombstone: `t${n}`, time: START }
    await log.append([{ ...aRecord(9 + n), type: 'visitor_erased', body: erased } as NewRecord])
      .durable
    const isAnswered = () => beside.ask(COUNT).then(Boolean, () => false)
    while (beside.behind !== 0) await nextTurn()
    while (!existsSync(fresh) && !(await isAnswered())) await nextTurn()
    process.kill(pid, 'SIGSTOP')
  }
  await sleep(3_500)
  assert.deepEqual(processesOf('anew'), [pid])
  await assert.rejects(beside.ask(COUNT), { code: 'analytics_not_ready' })
  process.kill(pid, 'SIGCONT')
  scale = 1
  await inStep(beside)
  assert.deepEqual(processesOf('anew'), [pid])
  assert.ok(!existsSync(fresh))
})

test('a question that takes too long is a 503 that says so, and the next is answered', async () => {
  const { log, beside, close } = await setUp('slow')
  await log.append(Array.from({ length: 300 }, (_, n) => aRecord(n))).durable
  await inStep(beside)
  const sql = 'SELECT count(*) FROM events a, events b, events c, events d'
  await assert.rejects(beside.ask({ sql, withinMs: 100 }), {
    status: 503,
    code: 'analytics_too_slow',
  })
  await assert.rejects(beside.ask({ sql: 'SELECT FROM' }), {
    status: 503,
    code: 'analytics_not_ready',
  })
  assert.deepEqual((await beside.ask(COUNT)).rows, [[300, 300]])
  await close()
})

test('nobody asks for an hour and it ends; a question or an erasure brings it back', async () => {
  let later = 0
  const env = { ...machine, now: () => machine.now() + later }
  const { log, beside, close } = await setUp('resting', env)
  await sleep(2_500)
  assert.deepEqual(processesOf('resting'), [], 'nobody has asked yet')
  await log.append([aRecord(1)]).durable
  assert.deepEqual((await beside.ask(COUNT)).rows, [[1, 1]])

  const rests = async () => {
    later += 2 * HOUR
    while (processesOf('resting').length > 0) await sleep(50)
    assert.equal(beside.behind, undefined)
  }
  await rests()
  await log.append([aRecord(2)]).durable
  assert.deepEqual((await beside.ask(COUNT)).rows, [[2, 2]])
  await rests()
  beside.catchUp()
  while (beside.behind !== 0) await sleep(50)
  await close()
})

test('a process whose server is gone ends in the middle of a question', async t => {
  const { log, close } = await setUp('orphan')
  t.after(close)
  await log.append(Array.from({ length: 300 }, (_, n) => aRecord(n))).durable
  const child = await startedFor('orphan', log.durable, t)
  const sql = 'SELECT count(*) FROM events a, events b, events c, events d, events e, events f'
  child.stdin.write(`${JSON.stringify({ ask: { sql, withinMs: HOUR } })}\n`)
  const before = ticksOf(child.pid!)
  while (ticksOf(child.pid!) < before + 50) await sleep(20)
  const ended = once(child, 'exit')
  child.stdin.end()
  const first = await Promise.race([ended.then(() => 'ended'), sleep(20_000, 'goes on')])
  assert.equal(first, 'ended')
})

test('tables that another process has open are left as they are', async t => {
  const { log, close } = await setUp('held')
  t.after(close)
  await log.append([1, 2, 3].map(n => aRecord(n))).durable
  await startedFor('held', log.durable, t)
  const folder = join(root, 'shops', 'held')
  const path = join(folder, 'analytics.duckdb')
  const { ino } = statSync(path)
  await assert.rejects(openTables(path, join(folder, 'analytics-files'), 'any'), /lock/)
  assert.equal(statSync(path).ino, ino)
})

/** The process as the server starts it, once it is in step. */
async function startedFor(shop: string, until: number, t: TestContext) {
  const script = fileURLToPath(new URL('./process.ts', import.meta.url))
  const first = JSON.stringify({ follow: { until, keptFrom: 0 } })
  const child = spawn(process.execPath, [script, root, shop, first], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  t.after(() => child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

/** Hundredths of a second that a process has worked. */
function ticksOf(pid: number): number {
  const words = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')
  return Number(words[13]) + Number(words[14])
}

async function setUp(shop: string, env = machine) {
  const stores = await openShop(root, shop, machine)
  const { log } = stores
  if (log.last === 0)
    await log.append([openedRecord(shop, { ...machine, now: () => START })]).durable
  const durable = () => log.durable
  const tell = () => {}
  const options = { dataDir: root, shop, env, durable, keptMs: 3650 * DAY, tell }
  const beside = new AnalyticsBeside(options)
  const close = async () => {
    beside.close()
    await stores.close()
  }
  return { log, beside, close }
}

/** It has what the log has, and its file is made anew where that was due. */
async function inStep(beside: AnalyticsBeside): Promise<void> {
  const isAnswered = () => beside.ask(COUNT).then(Boolean, () => false) // it may have been killed
  do {
    while (!(await isAnswered())) await sleep(50)
  } while (beside.behind !== 0)
  while (!(await isAnswered())) await sleep(50)
}

function read(path: string): string {
  return existsSync(path) ? readFileSync(path, 'latin1') : ''
}

/** Processes of ours that keep the tables of this shop. */
function processesOf(shop: string): number[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return pids.filter(pid => isOf(pid, shop)).map(Number)
}

function isOf(pid: string, shop: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\u0000')
    return words.includes(root) && words.includes(shop) && /node$/.test(words[0])
  } catch {
    return false // it has ended since
  }
}
