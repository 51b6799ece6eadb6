import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { TestEnv } from '../../server/fixtures/set-up.ts'
import { shopRecord } from '../../server/own-records.ts'
import { type Running, startServer } from '../../server/start.ts'
import { examineClock, examineNode, examineRoom } from './machine.ts'

const MAIN = resolve(import.meta.dirname, '../../main.ts')
const root = mkdtempSync(join(tmpdir(), 'vitrine-doctor-'))
const running: Running[] = []
after(async () => {
  for (const server of running) await server.stop()
  rmSync(root, { recursive: true })
})
let places = 0

test('a shop that is well is called so, stopped and running', async () => {
  const { data, server } = await aShop()
  const running = await doctor(data)
  await server.stop()
  const stopped = await doctor(data)
  for (const { code, out } of [running, stopped]) {
    assert.match(out, /All is well/)
    assert.equal(code, 0)
  }
})

test('a record with one bit turned is named by day and place, and is a grave matter', async () => {
  const { data, home, server } = await aShop()
  await server.stop()
  turnBit(join(home, 'log/2026-11-22.db'), '"item":"boot"')
  const { code, out } = await doctor(data)
  assert.match(out, /WRONG {4}the log of 2026-11-22 is damaged: record 2 is lost/)
  assert.match(out, /Mend: .*back-up/)
  assert.equal(code, 2)
})

test('what is safe to mend is mended when asked, and well afterwards', async () => {
  const { data, home, server } = await aShop()
  await server.stop()
  chmodSync(join(home, 'keys.json'), 0o644)
  const before = await doctor(data, '--json')
  assert.match(JSON.parse(before.out).findings[0].says, /others .* may read .*keys\.json/)
  assert.equal(before.code, 2)
  const mended = await doctor(data, '--mend')
  assert.match(mended.out, /MENDED .*keys\.json/)
  assert.equal(mended.code, 0)
})

test('nothing is mended under a running server', async () => {
  const { data, server } = await aShop()
  const { code, err } = await doctor(data, '--mend')
  await server.stop()
  assert.match(err, /in use by process/)
  assert.equal(code, 1)
})

test('an old feed can wait; an old Node, no room and a clock that went back cannot', async () => {
  const { data, server } = await aShop()
  await server.shop.take([shopRecord('feed_read', anOldFeed(), new TestEnv(9))])
  await server.stop()
  const { code, out } = await doctor(data)
  assert.match(out, /NOTICE {3}the feed FR-fr was read \d+ days ago/)
  assert.equal(code, 1)
  const levels = (findings: Iterable<{ level: string }>) => [...findings].map(({ level }) => level)
  assert.deepEqual(levels(examineNode('20.19.0')), ['grave'])
  assert.deepEqual(levels(examineNode('24.6.0')), [])
  assert.deepEqual(levels(examineRoom(50e6)), ['grave'])
  assert.deepEqual(levels(examineRoom(1e9)), ['notice'])
  assert.deepEqual(levels(examineClock(Date.now(), Date.now() + DAY)), ['grave'])
})

test('records in quarantine are told until they were taken in again', async () => {
  const { data, server } = await aShop()
  const env = new TestEnv(9)
  const aside = { type: 'event', reason: 'no such thing', time: env.now() } as const
  await server.shop.take([
    shopRecord('record_quarantined', { position: 900, ...aside }, env),
    shopRecord('record_quarantined', { position: 901, ...aside }, env),
    shopRecord('record_released', { position: 900, as: 'again', time: env.now() }, env),
  ])
  await server.stop()
  const { code, out } = await doctor(data)
  assert.match(out, /NOTICE {3}record 901 \(event\) is in quarantine since .*: no such thing/)
  assert.match(out, /Mend: .*"npm exec --no vitrine -- quarantine --replay 901"/)
  assert.doesNotMatch(out, /record 900/)
  assert.equal(code, 1)
})

async function aShop() {
  const data = join(root, `data-${++places}`)
  const where = { dataDir: data, shop: 'shop', host: '127.0.0.1', port: 0, origins: [] }
  process.umask(0o077)
  const server = await startServer({ ...where, env: new TestEnv(), logLevel: 'silent' })
  running.push(server)
  const env = new TestEnv(7)
  for (const item of ['boot', 'shoe']) {
    const body = { name: 'view_item', time: env.now(), channel: 'web', verified: false } as const
    const page = { type: 'product', item } as const
    await server.shop.take([shopRecord('event', { ...body, page }, env)])
  }
  return { data, home: join(data, 'shops/shop'), server }
}

function anOldFeed() {
  const counts = { rows: 10, accepted: 10, repaired: 0, refused: 0 }
  return { feed: 'FR-fr', kind: 'products', source: 'a file', time: 0, ...counts } as const
}

function turnBit(file: string, text: string): void {
  const bytes = readFileSync(file)
  bytes[bytes.indexOf(text) + text.length - 2] ^= 1
  writeFileSync(file, bytes)
}

async function doctor(data: string, ...flags: string[]) {
  const env = { ...process.env, NODE_NO_WARNINGS: '1' }
  const child = spawn(process.execPath, [MAIN, 'doctor', '--data', data, ...flags], { env })
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (err += chunk))
  const [code] = await once(child, 'close')
  return { code, out, err }
}
