import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { generatedOrders } from '../src/ingest/fixtures/generated-orders.ts'
import { type Recount, recount } from '../src/ingest/fixtures/recount.ts'
import type { Report } from '../src/schema/report.ts'
import { ServerProcess } from './fixtures/server-process.ts'

/**
 * Claim: an imported order history equals an independent recount, and importing it again
 * changes nothing; also when the command is killed midway, and when the server is.
 *
 * Three fresh servers take the same file: one undisturbed, one whose importing command is
 * killed (SIGKILL) and called again, one that is killed itself and started again under the
 * command. Without --file a made-up history of 20,000 orders serves.
 */
const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    'time-zone': { type: 'string', default: 'Europe/London' },
    currency: { type: 'string', default: 'GBP' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'vitrine-orders-'))
const file = values.file ?? writeGenerated()
const counted = recount(file)
/** Kill when about a third of the orders are in. */
const midway = Math.floor(counted.orders / 3)

const clean = await undisturbed()
const cut = await commandKilled()
const crashed = await serverKilled()
rmSync(folder, { recursive: true })
const runs = { clean: clean.equal, command_killed: cut, server_killed: crashed }
const equal = Object.values(runs).every(Boolean)
console.log(
  JSON.stringify({
    bench: 'orders',
    lines: counted.lines,
    seconds: clean.seconds,
    again_seconds: clean.againSeconds,
    server_rss_mb: clean.rssMb,
    recount: withoutLines(counted),
    imported: clean.imported,
    ...runs,
    equal,
  }),
)
process.exitCode = equal ? 0 : 1

async function undisturbed() {
  const server = await started('clean')
  const began = performance.now()
  await ended(importing(server))
  const seconds = (performance.now() - began) / 1000
  const imported = await sumsOf(server)
  const before = await reportOf(server)
  const again = performance.now()
  await ended(importing(server))
  const againSeconds = (performance.now() - again) / 1000
  const changesNothing = isDeepStrictEqual(before, await reportOf(server))
  const rssMb = peakMb(server)
  await server.stop()
  return {
    seconds: rounded(seconds),
    againSeconds: rounded(againSeconds),
    rssMb,
    imported,
    equal: changesNothing && isSame(imported),
  }
}

/** The command dies midway and is called again; then once more, which changes nothing. */
async function commandKilled(): Promise<boolean> {
  const server = await started('command')
  const command = importing(server)
  await untilMidway(server)
  command.kill('SIGKILL')
  await once(command, 'exit')
  const half = await sumsOf(server)
  await ended(importing(server))
  const equal = half.orders < counted.orders && isSame(await sumsOf(server))
  const same = await changesNothing(server)
  await server.stop()
  return equal && same
}

/** The server dies midway and is started again; the command goes on by itself. */
async function serverKilled(): Promise<boolean> {
  const server = await started('server')
  const command = importing(server)
  await untilMidway(server)
  await server.kill()
  await server.start()
  const half = await sumsOf(server)
  await ended(command)
  const equal = half.orders < counted.orders && isSame(await sumsOf(server))
  const same = await changesNothing(server)
  await server.stop()
  return equal && same
}

async function changesNothing(server: ServerProcess): Promise<boolean> {
  const before = await reportOf(server)
  await ended(importing(server))
  return isDeepStrictEqual(before, await reportOf(server))
}

function isSame(imported: object): boolean {
  return isDeepStrictEqual(imported, withoutLines(counted))
}

function withoutLines({ lines, ...sums }: Recount) {
  void lines
  return sums
}

async function started(name: string): Promise<ServerProcess> {
  const server = await ServerProcess.on(join(folder, name))
  await server.start()
  return server
}

function importing(server: ServerProcess): ChildProcess {
  const main = resolve(import.meta.dirname, '../src/main.ts')
  const flags = ['--time-zone', values['time-zone'], '--currency', values.currency]
  const args = [main, 'import', file, '--orders', '--data', server.dataDir, ...flags]
  const output = values.json ? 'ignore' : 'inherit'
  return spawn(process.execPath, args, { stdio: ['ignore', output, output] })
}

async function ended(command: ChildProcess): Promise<void> {
  if (command.exitCode === null && command.signalCode === null) await once(command, 'exit')
  if (command.exitCode !== 0) throw new Error('the import failed')
}

async function untilMidway(server: ServerProcess): Promise<void> {
  while ((await sumsOf(server)).orders < midway) await sleep(20)
}

/** Time goes on, and is written down now and then: everything else must stay as it was. */
async function reportOf(server: ServerProcess) {
  const { time, position, ...sums } = await read(server)
  void time
  void position
  return sums
}

async function sumsOf(server: ServerProcess) {
  const { history } = await read(server)
  const { customers, buyers, orders, refunds } = history
  const months: Recount['months'] = {}
  for (const { month, currency, ...sums } of history.months) {
    if (currency === values.currency) months[month] = sums
  }
  return { customers, buyers, orders, refunds, months }
}

async function read(server: ServerProcess): Promise<Report> {
  const { api, serverKey } = server.run
  const headers = { authorization: `Bearer ${serverKey}` }
  return (await (await fetch(`${api}/v1/results`, { headers })).json()) as Report
}

/** The most memory the server ever had, as Linux tells it. */
function peakMb(server: ServerProcess): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10
}

function writeGenerated(): string {
  const path = join(folder, 'orders.csv')
  writeFileSync(path, generatedOrders(20_000, Number(values.seed)))
  return path
}
