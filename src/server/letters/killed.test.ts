import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { callTo, serve, stop } from '../fixtures/killed.ts'
import { linksIn, mailServer } from './fixtures/mail-server.ts'

const PUBLIC = 'http://shop.example/_vitrine'
const HEAD = 'id\ttitle\tlink\tprice\tavailability\nski\tSki\thttps://a.example/\t9.00 EUR\t'
const WITHIN_MS = 30_000

test('a process killed while the mail server has the letter sends none of it again', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-letters-kill-'))
  const server = await mailServer()
  const variables = {
    VITRINE_MAIL: server.url,
    VITRINE_MAIL_FROM: 'Cimes <bonjour@cimes.example>',
    VITRINE_PUBLIC_URL: PUBLIC,
  }
  let running: { child: ChildProcess; api: string }
  const start = async () => {
    running = await serve(folder, variables)
  }
  t.after(async () => {
    if (running.child.exitCode === null) await stop(running.child, 'SIGKILL')
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  server.whenLetter(() => stop(running.child, 'SIGKILL'))
  const killedAt = async (count: number) => {
    while (server.taken.length < count || running.child.signalCode === null) await sleep(20)
    await start()
    // It is found in the middle of being sent, and settled as sent: no try is left.
    const end = Date.now() + WITHIN_MS
    while ((await sentIn(running.api, folder)) < count) {
      assert.ok(Date.now() < end, `not settled: letter ${count}`)
      await sleep(50)
    }
    assert.equal(server.taken.length, count)
  }

  await start()
  await sendFeed(folder, 'out_of_stock')
  const wish = { item: 'ski', email: 'ada@example.org', consent: 'page' }
  await callTo(folder, 'POST', '/v1/wishes', wish)
  await killedAt(1)
  const { confirm } = linksIn(server.taken[0])
  const answer = await fetch(confirm.replace(PUBLIC, running!.api), {
    method: 'POST',
    body: new URLSearchParams(),
  })
  assert.equal(answer.status, 200)
  await sendFeed(folder, 'in_stock')
  await killedAt(2)
})

async function sendFeed(folder: string, availability: string): Promise<void> {
  const path = '/v1/catalogue/products?country=FR&language=fr&currency=EUR'
  await callTo(folder, 'POST', path, HEAD + availability, 'text/tab-separated-values')
}

async function sentIn(api: string, folder: string): Promise<number> {
  const { serverKey } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'))
  const headers = { authorization: `Bearer ${serverKey}` }
  const log = await (await fetch(`${api}/v1/log`, { headers })).text()
  return log.split('\n').filter(line => line.includes('"step":"sent"')).length
}
