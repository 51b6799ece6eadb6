import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Engine } from '../engine/engine.ts'
import { openShop } from '../store/open.ts'
import type { SqliteEventLog } from '../store/sqlite/event-log.ts'
import { cookieFor, setUp, TestEnv, view } from './fixtures/set-up.ts'

const ANYTHING = 0xfffffffe
const home = { consent: 'personal', page: { type: 'home' }, placements: [{ placement: 'home' }] }

/** A server on real files, whose log can be kept from growing. */
async function onDisk(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-full-'))
  const env = new TestEnv()
  const stores = await openShop(folder, 'shop', env)
  const server = await setUp({ stores, env })
  t.after(async () => {
    await server.close()
    await stores.close()
    rmSync(folder, { recursive: true })
  })
  return { server, log: stores.log as SqliteEventLog, folder }
}

type Server = Awaited<ReturnType<typeof onDisk>>['server']

function send(server: Server, events: unknown[]) {
  return server.post('/v1/events', { consent: 'personal', events }, cookieFor('anna'))
}

/** Batches until one does not fit. @returns those acknowledged, and the one that was not */
async function fillUp(server: Server) {
  const acknowledged: string[] = []
  for (;;) {
    const events = Array.from({ length: 20 }, (_, n) => view(`item-${n}`))
    const answer = await send(server, events)
    if (answer.statusCode !== 202) return { acknowledged, refused: events, answer }
    acknowledged.push(...events.map(event => event.id))
  }
}

test('a full disk is answered 507 with the way out; nothing is acknowledged that is not on disk', async t => {
  const { server, log } = await onDisk(t)
  log.limitPages(1)
  const { acknowledged, refused, answer } = await fillUp(server)
  assert.equal(answer.statusCode, 507)
  assert.equal(answer.headers['content-type'], 'application/problem+json')
  assert.equal(answer.json().code, 'no_room')
  assert.match(answer.json().detail, /disk.*full.*free some room/)
  assert.equal((await send(server, refused)).statusCode, 507)
  const kept = await idsIn(log)
  assert.ok(acknowledged.every(id => kept.has(id)))
  assert.ok(!kept.has(refused[0].id))
  assert.deepEqual(server.broken, [])
})

test('while the disk is full decisions are answered without the visitor and say so, and memory does not grow', async t => {
  const { server, log } = await onDisk(t)
  log.limitPages(1)
  await fillUp(server)
  const before = log.last
  for (let n = 0; n < 50; n++) {
    const answer = await server.post('/v1/decisions', { ...home, event: view() }, cookieFor('bea'))
    assert.equal(answer.statusCode, 200)
    assert.deepEqual([answer.json().slice, answer.json().degraded], ['none', true])
  }
  assert.equal(log.last, before)
})

test('with room again everything goes on without a restart, each event once, and memory is what the log says', async t => {
  const { server, log } = await onDisk(t)
  log.limitPages(1)
  const { acknowledged, refused } = await fillUp(server)
  log.limitPages(ANYTHING)
  let answer = await send(server, refused)
  while (answer.statusCode === 507) {
    await sleep(50)
    answer = await send(server, refused)
  }
  assert.equal(answer.json().accepted + answer.json().repeated, refused.length)
  const kept = await idsIn(log)
  for (const id of [...acknowledged, ...refused.map(event => event.id)]) {
    assert.equal(kept.get(id), 1)
  }
  const again = new Engine()
  for await (const records of log.read({})) for (const record of records) again.apply(record)
  assert.deepEqual(server.shop.engine.snapshot(), again.snapshot())
})

test('a log whose disk is full closes, and opens again with what was acknowledged', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-full-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const stores = await openShop(folder, 'shop', new TestEnv())
  const server = await setUp({ stores })
  ;(stores.log as SqliteEventLog).limitPages(1)
  const { acknowledged } = await fillUp(server)
  await server.close()
  await stores.close()
  const again = await openShop(folder, 'shop', new TestEnv())
  const kept = await idsIn(again.log as SqliteEventLog)
  assert.ok(acknowledged.every(id => kept.get(id) === 1))
  await again.close()
})

async function idsIn(log: SqliteEventLog): Promise<Map<string, number>> {
  const times = new Map<string, number>()
  for await (const records of log.read({})) {
    for (const { id } of records) times.set(id, (times.get(id) ?? 0) + 1)
  }
  return times
}
