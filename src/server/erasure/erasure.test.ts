import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { partitionOf } from '../../core/partition.ts'
import { namedKey } from '../../core/visitor-key.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { NewRecord } from '../../schema/record.ts'
import { ErasureList } from '../../store/erasure-list.ts'
import { openShop } from '../../store/open.ts'
import { NOON, TestEnv } from '../fixtures/set-up.ts'
import { shopRecord } from '../own-records.ts'
import { Shop } from '../shop.ts'
import { erasedRecord } from './erased-record.ts'
import { Erasure } from './erasure.ts'

const SECRET = 'of the shop'
const ANNA = namedKey('anna@example.com', SECRET)
const PHONE = namedKey('phone', SECRET)
const OTHERS = ['bob', 'carl', 'dora'].map(name => namedKey(name, SECRET))
const WORDS = 'gants de ski rose fuchsia'

test('whoever is forgotten is in no file, and everybody else is as before', async t => {
  const { folder, open } = onDisk(t)
  let { shop, erasure, env, close } = await open()
  await live(shop, env)
  await shop.snapshot()
  const before = await picture(shop, env)
  assert.ok(filesWith(folder, ANNA).length >= 2)
  await erasure.erase(PHONE)
  assert.deepEqual(await picture(shop, env), before)
  assert.equal(await shop.visitor(ANNA, env.now()), undefined)
  await erasure.settle()
  const status = await erasure.status(ANNA)
  assert.equal(status.state, 'under way', 'today is not over')
  env.time += DAY
  await shop.take([event(OTHERS[0], { name: 'page_view' }, env)])
  await erasure.settle()
  assert.equal((await erasure.status(PHONE)).state, 'done')
  await close()
  for (const trace of [ANNA, PHONE, 'rose fuchsia']) assert.deepEqual(filesWith(folder, trace), [])
  ;({ shop, erasure, env, close } = await open())
  assert.equal(await shop.visitor(ANNA, env.now()), undefined)
  assert.equal((await erasure.status(ANNA)).state, 'done')
  await close()
})

test('the rewritten log gives the same snapshot, from wherever it is read again', async t => {
  const { folder, home, open } = onDisk(t)
  const first = await open()
  await live(first.shop, first.env)
  await first.erasure.erase(ANNA)
  await live(first.shop, first.env)
  const expected = first.shop.engine.snapshot()
  await first.erasure.settle() // days before today are rewritten, today is not
  await first.close()
  for (const file of ['profiles.db', 'profiles.db-wal', 'blobs/snapshots']) {
    rmSync(join(home, file), { recursive: true, force: true })
  }
  const again = await open()
  assert.deepEqual(again.shop.engine.snapshot(), expected)
  await again.close()
  assert.ok(filesWith(folder, ANNA).every(file => file.includes('/log/')))
})

test('nor do other shares of the split between a first visit and the erasure change what is counted', async t => {
  const { home, open } = onDisk(t)
  const { shop, erasure, env, close } = await open()
  const share = (holdout: number) =>
    shop.take([shopRecord('settings_changed', { holdout, uniform: 0.2 }, env)])
  const gone = Array.from({ length: 30 }, (_, n) => namedKey(`gone ${n}`, SECRET))
  await share(0.3)
  const buys = (n: number): Partial<ShopEvent> => ({
    ...{ name: 'purchase', value: 2 ** n, currency: 'EUR', transaction: { id: `order-${n}` } },
  })
  await shop.take(gone.map((visitor, n) => event(visitor, buys(n), env)))
  await share(0.1)
  for (const visitor of gone) await erasure.erase(visitor)
  const slices = (of: Shop) => {
    const report = of.report({ kind: 'summary' })
    assert.ok(report.kind === 'summary')
    return report.slices
  }
  env.time += DAY
  await shop.take([event(OTHERS[0], { name: 'page_view' }, env)])
  await erasure.settle()
  const all = slices(shop)
  assert.ok(all.every(({ orders }) => orders > 3))
  await close()
  for (const file of ['profiles.db', 'profiles.db-wal', 'blobs/snapshots']) {
    rmSync(join(home, file), { recursive: true, force: true })
  }
  const again = await open()
  assert.deepEqual(slices(again.shop), all)
  await again.close()
})

test('a crash right after the word leaves no profile behind', async t => {
  const { folder, open } = onDisk(t)
  const { shop, env, close } = await open()
  await live(shop, env)
  await close()
  const words = [ANNA, PHONE].map(key => erasedRecord(key, shop, env))
  const stores = await openShop(folder, 'shop', env)
  await stores.log.append(words).durable // and then nothing more
  await stores.close()
  assert.ok(filesWith(folder, ANNA).some(file => file.includes('profiles.db')))
  const again = await open()
  assert.equal(await again.shop.visitor(ANNA, env.now()), undefined)
  assert.ok(again.shop.forgotten.has(ANNA))
  await again.close()
  assert.ok(!filesWith(folder, ANNA).some(file => file.includes('profiles.db')))
})

test('a late event, an old import and a merge bring nobody back', async t => {
  const { open } = onDisk(t)
  const { shop, erasure, env, close } = await open()
  await live(shop, env)
  await erasure.erase(ANNA)
  const counted = shop.report({ kind: 'summary' }).eventCount
  const merge = { from: PHONE, into: OTHERS[0], time: env.now() }
  const late = [
    event(ANNA, { name: 'search', detail: WORDS, time: NOON - DAY }, env),
    event(PHONE, { name: 'page_view', channel: 'import' }, env),
    { ...event(ANNA, { name: 'page_view' }, env), type: 'visitors_merged', body: merge },
  ] as NewRecord[]
  assert.deepEqual((await shop.take(late)).repeated, [2])
  assert.equal(shop.report({ kind: 'summary' }).eventCount, counted + 2)
  assert.equal(await shop.visitor(ANNA, env.now()), undefined)
  assert.equal(await shop.visitor(PHONE, env.now()), undefined)
  for await (const records of shop.read(shop.engine.position - 2)) {
    assert.ok(!JSON.stringify(records).includes(ANNA))
  }
  await close()
})

test('people who ask at one moment are all in the list, and each is answered', async t => {
  const { folder, open } = onDisk(t)
  const { shop, erasure, env, close } = await open()
  await live(shop, env)
  const ask = [...OTHERS, ANNA, ...OTHERS]
  await Promise.all(ask.map(key => erasure.erase(key)))
  const list = new ErasureList(folder, 'shop').read().map(({ tombstone }) => tombstone)
  for (const key of [...OTHERS, ANNA, PHONE]) {
    assert.ok(list.includes(shop.forgotten.tombstoneOf(key)))
  }
  let words = 0
  for await (const records of shop.read(0)) {
    words += records.filter(({ type }) => type === 'visitor_erased').length
  }
  assert.equal(words, 5, 'one for each key, however often it was asked')
  await close()
})

test('a stream of erasures does not put the work off', async t => {
  const { open } = onDisk(t)
  const { shop, erasure, env, close } = await open()
  t.after(close)
  await live(shop, env)
  const timers: { at: number; isOff: boolean }[] = []
  const usual = env.after
  env.after = (ms, act) => {
    // Profiles are written behind every tenth of a second, and that is called off as it likes.
    if (ms < 1_000) return usual(ms, act)
    const timer = { at: env.time + ms, isOff: false }
    timers.push(timer)
    return () => {
      timer.isOff = true
    }
  }
  const began = env.time
  for (const visitor of [...OTHERS, ANNA]) {
    await erasure.erase(visitor)
    env.time += 1_000
  }
  const due = timers.filter(({ isOff }) => !isOff)
  assert.ok(due.length <= 1, 'none more than the one that was due at the start')
  for (const { at } of due) assert.ok(at <= began + 2_000)
  assert.ok(
    timers.every(({ isOff }) => !isOff),
    'what is due is never called off',
  )
})

test('a stop does not wait for all days to be rewritten, and the next start goes on', async t => {
  const { folder, open } = onDisk(t)
  const first = await open()
  await live(first.shop, first.env)
  await first.erasure.erase(ANNA)
  first.env.time += DAY
  await first.shop.take([event(OTHERS[0], { name: 'page_view' }, first.env)])
  const settling = first.erasure.settle()
  await first.close()
  await settling
  assert.ok(filesWith(folder, ANNA).length > 0, 'it stopped between two days')
  const again = await open()
  await again.erasure.settle()
  assert.equal((await again.erasure.status(ANNA)).state, 'done')
  await again.close()
  for (const trace of [ANNA, PHONE, WORDS]) assert.deepEqual(filesWith(folder, trace), [])
})

test('a shop put back from before the erasure forgets again', async t => {
  const { folder, home, open } = onDisk(t)
  const first = await open()
  await live(first.shop, first.env)
  await first.close()
  const backup = `${folder}-backup`
  t.after(() => rmSync(backup, { recursive: true, force: true }))
  cpSync(home, backup, { recursive: true })
  const second = await open()
  await second.erasure.erase(PHONE)
  await second.close()
  rmSync(home, { recursive: true })
  cpSync(backup, home, { recursive: true })
  const restored = await open()
  assert.equal(await restored.shop.visitor(ANNA, restored.env.now()), undefined)
  for (const key of [ANNA, PHONE]) assert.ok(restored.shop.forgotten.has(key))
  await restored.shop.take([event(OTHERS[0], { name: 'page_view' }, restored.env)])
  restored.env.time += DAY
  await restored.shop.take([event(OTHERS[0], { name: 'page_view' }, restored.env)])
  await restored.erasure.settle()
  await restored.close()
  for (const trace of [ANNA, PHONE, WORDS]) assert.deepEqual(filesWith(folder, trace), [])
})

test('a snapshot from before the log was rewritten is not believed, and nobody comes back with it', async t => {
  const { folder, home, open } = onDisk(t)
  const first = await open()
  await live(first.shop, first.env)
  await first.close()
  const old = `${folder}-old`
  t.after(() => rmSync(old, { recursive: true, force: true }))
  cpSync(home, old, { recursive: true })
  const second = await open()
  await second.erasure.erase(ANNA)
  second.env.time += DAY
  await second.shop.take([event(OTHERS[0], { name: 'page_view' }, second.env)])
  await second.erasure.settle()
  const expected = second.shop.engine.snapshot()
  await second.close()
  for (const file of ['profiles.db', 'blobs']) {
    rmSync(join(home, file), { recursive: true })
    cpSync(join(old, file), join(home, file), { recursive: true })
  }
  await assert.rejects(open(), /from before the log was rewritten/)
  const third = await open()
  assert.deepEqual(third.shop.engine.snapshot(), expected)
  await third.close()
  for (const trace of [ANNA, PHONE, WORDS]) assert.deepEqual(filesWith(folder, trace), [])
})

/** Three days of a shop: Anna on two devices, who log in, and others beside her. */
async function live(shop: Shop, env: TestEnv): Promise<void> {
  for (let day = 0; day < 3; day++) {
    const records: NewRecord[] = []
    for (const visitor of [ANNA, PHONE, ...OTHERS]) {
      const words = visitor === ANNA || visitor === PHONE ? WORDS : 'chaussettes'
      records.push(event(visitor, { name: 'search', detail: words }, env))
      const page = { type: 'product', item: 'ski', title: words } as const
      records.push(event(visitor, { name: 'view_item', items: [{ id: 'ski' }], page }, env))
      const transaction = { id: `T${day}${visitor}`.slice(0, 6) }
      const bought = [{ id: 'ski', price: 100 + day, quantity: 1 }]
      records.push(event(visitor, { name: 'purchase', items: bought, transaction }, env))
    }
    await shop.take(records)
    if (day === 1) {
      const body = { from: PHONE, into: ANNA, time: env.now() }
      const merge = { ...event(PHONE, { name: 'login' }, env), type: 'visitors_merged', body }
      await shop.take([merge] as NewRecord[])
    }
    env.time += DAY
  }
}

let made = 0
function event(visitor: string, rest: Partial<ShopEvent>, env: TestEnv): NewRecord {
  const body = { visitor, time: env.now(), channel: 'web', verified: false, ...rest } as ShopEvent
  const id = `018f0000-0000-7000-8000-${String(++made).padStart(12, '0')}`
  return {
    id,
    partition: partitionOf(visitor),
    type: 'event',
    version: 1,
    receivedAt: env.now(),
    body,
  }
}

/** What is known of everybody else, and the figures of the shop. */
async function picture(shop: Shop, env: TestEnv) {
  const report = { ...shop.report({ kind: 'summary' }), position: 0, time: 0 }
  const people = await Promise.all(OTHERS.map(key => shop.visitor(key, env.now())))
  return { report, people }
}

function onDisk(t: { after(act: () => void): void }) {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-erasure-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const env = new TestEnv()
  const open = async () => {
    const stores = await openShop(folder, 'shop', env)
    const options = { shop: 'shop', stores, env, secret: SECRET, onBroken: () => {} }
    const shop = await Shop.open(options).catch(async error => {
      await stores.close()
      throw error
    })
    const erasure = new Erasure(shop, stores, env, new ErasureList(folder, 'shop'))
    await erasure.start()
    const close = async () => {
      await erasure.stop()
      await shop.close()
      await stores.close()
    }
    return { shop, erasure, env, close }
  }
  return { folder, home: join(folder, 'shops/shop'), open }
}

/** Files of a folder whose bytes hold this text. A database puts files of its own away meanwhile. */
function filesWith(folder: string, text: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files
    .map(file => join(folder, file))
    .filter(file => statSync(file, { throwIfNoEntry: false })?.isFile())
    .filter(file => readFileSync(file).includes(text))
}
