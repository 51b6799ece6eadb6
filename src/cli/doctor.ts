import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../store/finding.ts'
import { machine } from '../store/machine.ts'
import { mendShop } from '../store/mend-shop.ts'
import { verifyShop } from '../store/verify-shop.ts'
import { dataDirOf } from './data-dir.ts'
import { LogSeen } from './doctor/feeds.ts'
import { examineMachine } from './doctor/machine.ts'
import { closeToOthers, examinePermissions } from './doctor/permissions.ts'
import { QuarantineSeen } from './doctor/quarantine.ts'
import { examineServer } from './doctor/server.ts'
import { Complaint, readFlags } from './flags.ts'
import { runningServer } from './run-file.ts'
import { shopNameIn } from './shop-name.ts'

/**
 * `vitrine doctor`: what is wrong, and the mend. It only reads, and disturbs no server.
 * Ends with 0 when all is well, 1 when something can wait, 2 when something cannot.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = readFlags(args, {
    data: { type: 'string' },
    shop: { type: 'string' },
    json: { type: 'boolean' },
    mend: { type: 'boolean' },
  })
  const dataDir = dataDirOf(values.data)
  const folder = join(dataDir, 'shops', shopNameIn(dataDir, values.shop))
  const done = values.mend ? await mend(dataDir, folder) : []
  const seen = new LogSeen()
  const findings = await collect(examine(dataDir, folder, seen))
  const worst = findings.some(({ level }) => level === 'grave') ? 2 : Math.min(1, findings.length)
  if (values.json) console.log(JSON.stringify({ records: seen.count, done, findings }))
  else tell(folder, seen, done, findings)
  process.exitCode = worst
}

async function* examine(dataDir: string, folder: string, seen: LogSeen): AsyncGenerator<Finding> {
  yield* examineServer(dataDir)
  yield* examinePermissions(folder)
  const quarantine = new QuarantineSeen()
  yield* verifyShop(folder, records => {
    seen.observe(records)
    quarantine.observe(records)
  })
  yield* quarantine.examine()
  yield* examineMachine(dataDir, seen.newestRecord)
  yield* seen.examineFeeds(Date.now())
}

/** Only what loses nothing, and only while no server has the shop. */
async function mend(dataDir: string, folder: string): Promise<string[]> {
  const run = runningServer(dataDir)
  if (run)
    throw new Complaint(
      `Stop the server first (process ${run.pid}): what it has open is not mended.`,
    )
  try {
    return [...closeToOthers(folder), ...(await mendShop(folder, machine))]
  } catch (error) {
    throw new Complaint(`Nothing more was mended: ${(error as Error).message}.`)
  }
}

function tell(folder: string, seen: LogSeen, done: string[], findings: Finding[]): void {
  const days = existsSync(join(folder, 'log'))
    ? readdirSync(join(folder, 'log')).filter(name => /^[\d-]+\.db$/.test(name)).length
    : 0
  console.log(`${folder}: ${seen.count} records in ${days} ${days === 1 ? 'day' : 'days'}`)
  for (const sentence of done) console.log(`MENDED   ${sentence}.`)
  for (const { level, says, mend } of findings) {
    console.log(`${level === 'grave' ? 'WRONG    ' : 'NOTICE   '}${says}.`)
    console.log(`         Mend: ${mend}.`)
  }
  if (findings.length === 0)
    console.log('All is well: every record, profile and snapshot was looked at.')
}

async function collect(findings: AsyncIterable<Finding>): Promise<Finding[]> {
  const all: Finding[] = []
  for await (const finding of findings) all.push(finding)
  return all
}
