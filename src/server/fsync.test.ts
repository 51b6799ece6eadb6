import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { machine } from '../store/machine.ts'
import { openShop } from '../store/open.ts'

/** Looking at the system's calls needs strace, and leave to trace: where they are missing, this is not run. */
const traced = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true'])
const skip = traced.status !== 0 && 'there is no strace here, or no leave to use it'

test('each acknowledgement comes after a sync of its own', { skip }, async t => {
  const { send, trace } = await serverUnder(t, [])
  for (let n = 0; n < 20; n++) assert.equal(await send(n), 202)
  const calls = trace().split('\n')
  const answers = calls.flatMap((call, at) => (/HTTP\/1\.1 202/.test(call) ? [at] : []))
  assert.equal(answers.length, 20)
  for (let n = 1; n < answers.length; n++) {
    const between = calls.slice(answers[n - 1], answers[n])
    assert.ok(between.some(isSync), `a sync before answer ${n}`)
  }
})

test('a sync that fails ends the process, and nothing is acknowledged that is not on disk', {
  skip,
}, async t => {
  const { send, child, folder } = await serverUnder(t, ['-e', 'inject=fsync:error=EIO:when=20+'])
  const ended = once(child, 'exit')
  const acknowledged: number[] = []
  for (let n = 0; n < 500; n++) {
    const status = await send(n).catch(() => 0)
    if (status !== 202) break
    acknowledged.push(n)
  }
  const [code] = await ended
  assert.equal(code, 1)
  assert.ok(acknowledged.length > 0 && acknowledged.length < 500)
  const stores = await openShop(folder, 'shop', machine)
  const kept = new Set<string>()
  for await (const records of stores.log.read({})) for (const { id } of records) kept.add(id)
  await stores.close()
  assert.ok(acknowledged.every(n => kept.has(idOf(n))))
})

function isSync(call: string): boolean {
  return /\b(fsync|fdatasync)\b.*= 0$/.test(call)
}

/** A server whose calls are written down, and some of them made to fail. */
async function serverUnder(t: TestContext, injections: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-fsync-'))
  const file = join(folder, 'trace')
  const tracing = ['-f', '-qq', '-s', '16', '-o', file, '-e', 'trace=fsync,fdatasync,write,writev']
  const main = resolve(import.meta.dirname, '../main.ts')
  const server = [process.execPath, main, 'serve', '--port', '0', '--data', folder]
  const child = spawn('strace', [...tracing, ...injections, ...server], {
    stdio: 'ignore',
    env: { ...process.env, VITRINE_LOG: 'silent' },
  })
  t.after(async () => {
    await stopped(child, folder)
    rmSync(folder, { recursive: true, force: true })
  })
  const run = await runOf(folder)
  return {
    child,
    folder,
    trace: () => readFileSync(file, 'utf8'),
    send: (n: number) => send(run, n),
  }
}

async function runOf(folder: string): Promise<{ api: string; publicKey: string; pid: number }> {
  const file = join(folder, 'run.json')
  for (let tries = 0; tries < 600; tries++) {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
    await sleep(50)
  }
  throw new Error('the server did not start')
}

async function send(run: { api: string; publicKey: string }, n: number): Promise<number> {
  const event = { id: idOf(n), name: 'page_view', time: Date.now() }
  const response = await fetch(`${run.api}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${run.publicKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ consent: 'measure', events: [event] }),
  })
  await response.arrayBuffer()
  return response.status
}

function idOf(n: number): string {
  return `018f0000-0000-7000-a000-${String(n).padStart(12, '0')}`
}

/** The server, not strace: that one ends with what it watches. */
async function stopped(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  process.kill((await runOf(folder)).pid, 'SIGTERM')
  await ended
}
