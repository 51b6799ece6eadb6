import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import type { RunFile } from '../src/cli/run-file.ts'
import { CANARIES, messages, type Sent } from './fixtures/canaries.ts'

/**
 * A real server at its most talkative is sent a secret and an address wherever a client
 * can put one: names and values of headers, cookies, paths, queries, fields and feeds, in
 * messages that are good, wrong and broken. None of it may come out again where operators,
 * other systems or the next caller read: the log of the process, problems, metrics.
 */
test('a secret and an e-mail address sent anywhere come out nowhere', async t => {
  const { run, output } = await serve(t)
  const described = await (await fetch(`${run.api}/openapi.json`)).json()
  const leaks: string[] = []
  let problems = 0
  for (const sent of messages(described, run)) {
    const answer = await send(run.api, sent)
    const name = `${sent.method} ${sent.url} ${answer.status}`
    if (answer.status === 500) leaks.push(`${name} ${sent.body}`)
    for (const said of wordsOf(answer)) leaks.push(...leaksOf(said, name))
    if (answer.status >= 400) problems++
  }
  for (const bytes of BROKEN) leaks.push(...leaksOf(await sendRaw(run.api, bytes), 'broken HTTP'))
  const headers = { authorization: `Bearer ${run.serverKey}` }
  const metrics = await (await fetch(`${run.api}/metrics`, { headers })).text()
  leaks.push(...leaksOf(metrics, '/metrics'), ...leaksOf(output(), 'the log of the process'))
  for (const bytes of CANARIES.map(asBytes))
    assert.ok(!output().includes(bytes), 'bytes in the log')
  assert.deepEqual(leaks.slice(0, 3), [])
  assert.ok(problems > 100, `only ${problems} problems: the messages are too tame`)
})

/** Where a canary comes out, with what stands around it. */
function leaksOf(text: string, where: string): string[] {
  return CANARIES.flatMap(canary => {
    const at = text.toLowerCase().indexOf(canary.toLowerCase())
    return at < 0 ? [] : [`${where} says ${text.slice(Math.max(0, at - 90), at + 90)}`]
  })
}

/** A problem whole; of the fate of events and rows, what a program would write down. */
function wordsOf({ status, text }: { status: number; text: string }): string[] {
  if (status >= 400) return [text]
  const { refused, refusals } = JSON.parse(text || '{}') as Record<string, unknown>
  const rows = [refused, refusals].filter(Array.isArray).flat()
  return rows.map(({ id: _, ...said }) => JSON.stringify(said))
}

/** Thousands, one after the other: without `fetch`, whose streams took half of the test's time. */
async function send(api: string, { method, url, headers, body }: Sent) {
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  const asked = request(`${api}${url}`, {
    method,
    headers: { ...headers, ...length },
    agent: AGENT,
  })
  asked.end(body)
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const status = answer.statusCode!
  const said = await text(answer)
  const isJson = /^application\/json/.test(answer.headers['content-type'] ?? '')
  return { status, text: isJson || status >= 400 ? said : '' }
}

const AGENT = new Agent({ keepAlive: true })

/** The log prints buffers as numbers. */
function asBytes(text: string): string {
  return [...Buffer.from(text)].join(',')
}

const [ADDRESS, SECRET] = CANARIES
const BROKEN = [
  `${SECRET}\r\n\r\n`,
  `GET /${ADDRESS} HTTP/9.9\r\nx: ${SECRET}\r\n\r\n`,
  `GET / HTTP/1.1\r\nhost: x\r\n${SECRET}\r\n\r\n`,
  `POST /v1/events HTTP/1.1\r\nhost: x\r\ncookie: vitrine=${SECRET}\r\ncontent-length: x\r\n\r\n`,
]

function sendRaw(api: string, bytes: string): Promise<string> {
  return new Promise(resolve => {
    let answer = ''
    const socket = connect(Number(new URL(api).port), '127.0.0.1', () => socket.write(bytes))
    socket.on('data', chunk => (answer += chunk))
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}

async function serve(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-canary-'))
  const main = resolve(import.meta.dirname, '../src/main.ts')
  const child: ChildProcess = spawn(
    process.execPath,
    [main, 'serve', '--port', '0', '--data', folder],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, VITRINE_LOG: 'trace' } },
  )
  t.after(async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  })
  let said = ''
  child.stdout?.on('data', chunk => (said += chunk))
  child.stderr?.on('data', chunk => (said += chunk))
  while (!said.includes('public key')) await once(child.stdout as never, 'data')
  const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunFile
  return { run, output: () => said }
}
