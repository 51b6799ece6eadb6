import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { collect } from './conformance/records.ts'
import { machine } from './machine.ts'
import { SqliteEventLog } from './sqlite/event-log.ts'

const writer = join(import.meta.dirname, 'fixtures/append-until-killed.ts')

test('whatever was acknowledged before kill -9 is in the log, once', () =>
  inFolder(async folder => {
    const acknowledged: string[] = []
    for (const ms of [30, 90, 200, 350]) acknowledged.push(...(await killAfter(folder, ms)))
    assert.ok(acknowledged.length > 100)
    assertHeldOnce(await idsIn(folder), acknowledged)
  }))

test('when the disk refuses, nothing more is acknowledged and a sentence says so', () =>
  inFolder(async folder => {
    const limited = 'ulimit -f 8000 && exec "$0" "$@"' // no file beyond 4 MB
    const child = spawn('sh', ['-c', limited, process.execPath, writer, folder])
    const { out, err } = await outputOf(child)
    assert.match(err, /^the log in .* can no longer be written: /)
    assert.ok(out.length > 100)
    assertHeldOnce(await idsIn(folder), out)
  }))

function assertHeldOnce(held: string[], acknowledged: string[]): void {
  const set = new Set(held)
  assert.equal(set.size, held.length, 'doubled')
  assert.deepEqual(
    acknowledged.filter(id => !set.has(id)),
    [],
    'lost',
  )
}

/** Ids that were acknowledged until the writer was killed, so long after the first of them. */
async function killAfter(folder: string, ms: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, folder])
  const output = outputOf(child)
  await once(child.stdout, 'data')
  await sleep(ms)
  child.kill('SIGKILL')
  return (await output).out
}

async function outputOf(child: ChildProcess): Promise<{ out: string[]; err: string }> {
  const texts = { out: '', err: '' }
  child.stdout!.on('data', text => (texts.out += text))
  child.stderr!.on('data', text => (texts.err += text))
  await once(child, 'close')
  const whole = texts.out.slice(0, texts.out.lastIndexOf('\n'))
  return { out: whole.split('\n'), err: texts.err }
}

async function idsIn(folder: string): Promise<string[]> {
  const log = await SqliteEventLog.open(folder, machine)
  const records = await collect(log.read({}))
  await log.close()
  return records.map(record => record.id)
}

async function inFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-crash-'))
  try {
    await act(join(folder, 'log'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
