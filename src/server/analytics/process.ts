import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { SHOP_PARTITION } from '../../schema/record.ts'
import { TooSlow } from '../../store/ports.ts'
import { LogReader } from '../../store/sqlite/log-reader.ts'
import { Follower } from './follower.ts'
import { type FromProcess, TABLES_FILE, type ToProcess } from './messages.ts'
import { madeAnew, openTables } from './tables-file.ts'

/**
 * The process behind `AnalyticsBeside`: it reads the log for itself and keeps the tables. One
 * thing at a time; the server asks the next when this one is answered. What it cannot take in
 * ends it, and the server goes on without.
 */
process.umask(0o077)
// The server is gone. An ordinary end would wait for a question under way, however long.
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL'))

const [dataDir, shop, first] = process.argv.slice(2)
const folder = join(dataDir, 'shops', shop)
const filesDir = join(folder, 'analytics-files')
rmSync(filesDir, { recursive: true, force: true })
mkdirSync(filesDir, { recursive: true })
const log = new LogReader(join(folder, 'log'), () => {}) // the owner of the log tells of damage
const path = join(folder, TABLES_FILE)
const tables = await openTables(path, filesDir, await firstId())
// What a question before us had no room for in memory, if it was killed: it knows people too.
rmSync(`${path}.tmp`, { recursive: true, force: true })
const follower = new Follower(tables, log, held => madeAnew(held, path, filesDir))

await answer(first)
for await (const line of createInterface({ input: process.stdin })) await answer(line)

async function answer(line: string): Promise<void> {
  const told = JSON.parse(line) as ToProcess
  if ('rest' in told) return await rest()
  if ('follow' in told) {
    const followed = await follower.follow(told.follow)
    return tell({ followed, isDueAnew: follower.isDueAnew })
  }
  if (!('anew' in told)) return tell(await find(told))
  await follower.forgetSurely()
  tell({ anew: true })
}

async function rest(): Promise<void> {
  await follower.rest()
  tell({ rested: true })
  process.exit()
}

/** A question that fails is no reason to end: the tables are as they were. */
async function find(
  told: Extract<ToProcess, { ask: unknown } | { write: unknown }>,
): Promise<FromProcess> {
  try {
    if ('ask' in told) return { table: await follower.tables.ask(told.ask) }
    await follower.tables.write(told.write, told.format, told.path)
    return { written: true }
  } catch (error) {
    return { trouble: (error as Error).message, isLate: error instanceof TooSlow }
  }
}

async function firstId(): Promise<string> {
  const stretch = { after: 0, until: 1, partition: SHOP_PARTITION }
  for await (const [record] of log.read(stretch)) return record.id
  return ''
}

function tell(message: FromProcess): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
