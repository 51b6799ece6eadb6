import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { SecondProcess } from './second-process.ts'

const LAST_NUMBER = '/proc/sys/kernel/ns_last_pid'

/** Says who it is, then says again whatever it hears; ends at "leave", or at the end of its input. */
const PARROT = `
console.log(process.pid)
process.stdin.on('end', () => process.exit(1))
for await (const heard of process.stdin) {
  if (String(heard) === 'leave\\n') { console.log('leaving'); process.exit(Number(process.argv[3])) }
  console.log(process.argv[2] + ' ' + process.argv[3] + ' ' + String(heard).trim())
}`

test('it speaks in lines, ends, and starts again for the next one', async t => {
  const second = parrot(t, 'an argument; $(touch x)')
  const first = Number(await second.ask('0'))
  assert.equal(await second.ask('hello'), 'an argument; $(touch x) 0 hello')
  await second.ask('leave')
  await second.ended()
  assert.notEqual(Number(await second.ask('0')), first)
})

test('one that fails says so to whoever waits, and the next may still succeed', async t => {
  const second = parrot(t)
  await second.ask('7')
  await second.ask('leave')
  await assert.rejects(second.ended(), /the process that parrots failed: ended 7/)
  assert.match(await second.ask('0'), /^\d+$/)
})

test('stopped, nothing of it is left; asked again, it is there', async t => {
  const second = parrot(t)
  const pid = Number(await second.ask('0'))
  second.stop()
  await isGone(pid)
  assert.match(await second.ask('0'), /^\d+$/)
})

test('it ends with whoever asked for it, however that ended', async t => {
  const folder = folderOf(t)
  const script = join(folder, 'asks.mjs')
  const path = join(import.meta.dirname, 'second-process.ts')
  writeFileSync(
    script,
    `import { SecondProcess } from ${JSON.stringify(pathToFileURL(path).href)}
     const second = new SecondProcess('parrots', new URL('parrot.mjs', import.meta.url), [])
     console.log(await second.ask('0'))
     process.kill(process.pid, 'SIGKILL')`,
  )
  let said = ''
  try {
    execFileSync(process.execPath, [script], { stdio: ['ignore', 'pipe', 'ignore'] })
  } catch (error) {
    said = String((error as { stdout: Buffer }).stdout)
  }
  await isGone(Number(said))
})

test('it lets everybody else go first', { skip: process.platform !== 'linux' }, async t => {
  const pid = Number(await parrot(t).ask('0'))
  const [, fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const niceness = Number(fields.split(' ')[16])
  const [IDLE, policy] = [5, Number(fields.split(' ')[38])]
  assert.ok(policy === IDLE || niceness === 19, `policy ${policy}, niceness ${niceness}`)
})

const skip = mayChooseNumbers() ? false : 'only who may choose numbers of processes can try'
test('whoever has the number of one that ended is none of its business', { skip }, async t => {
  const second = parrot(t)
  const pid = Number(await second.ask('0'))
  await second.ask('leave')
  await second.ended()
  const other = await startedAs(pid)
  const ended = once(other, 'exit')
  second.stop()
  const first = await Promise.race([ended.then(() => 'ended'), sleep(1_000, 'goes on')])
  other.kill('SIGKILL')
  assert.equal(first, 'goes on')
})

function mayChooseNumbers(): boolean {
  try {
    accessSync(LAST_NUMBER, constants.W_OK)
    return process.getuid!() === 0
  } catch {
    return false
  }
}

/** Some other process, under this number: the next one given is that behind the last. */
async function startedAs(pid: number): Promise<ChildProcess> {
  for (let tries = 0; tries < 1_000; tries++) {
    writeFileSync(LAST_NUMBER, String(pid - 1))
    const other = spawn('sleep', ['60'])
    if (other.pid === pid) return other
    other.kill('SIGKILL')
    await once(other, 'exit')
  }
  throw new Error(`no process was given the number ${pid}`)
}

function parrot(t: TestContext, ...args: string[]): SecondProcess {
  const script = pathToFileURL(join(folderOf(t), 'parrot.mjs'))
  const second = new SecondProcess('parrots', script, args.length > 0 ? args : ['x'])
  t.after(() => second.stop())
  return second
}

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-beside-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'parrot.mjs'), PARROT)
  return folder
}

/** Waits until it is, or for the runner to lose patience. */
async function isGone(pid: number): Promise<void> {
  assert.ok(pid > 0)
  for (;;) {
    try {
      process.kill(pid, 0)
      if (/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return
    } catch {
      return
    }
    await sleep(20)
  }
}
