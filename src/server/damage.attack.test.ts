import assert from 'node:assert/strict'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { visitorKey } from '../core/visitor-key.ts'
import { openShop } from '../store/open.ts'
import { DamagedProjections } from '../store/ports.ts'
import { RebuildMark } from '../store/rebuild-mark.ts'
import { NOON, TestEnv, view } from './fixtures/set-up.ts'
import { judge } from './intake.ts'
import { Keys } from './keys.ts'
import type { Services } from './services.ts'
import { Shop } from './shop.ts'
import { startServer } from './start.ts'

const ANNA = visitorKey('anna')

/** A shop on disk with one visitor and a snapshot, shut again. */
async function shopOnDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-damage-'))
  const open = async (onBroken: (error: unknown) => void = assert.ifError) => {
    const env = new TestEnv()
    const stores = await openShop(folder, 'shop', env)
    try {
      const options = { shop: 'shop', stores, env, secret: 'x', onBroken }
      const shop = await Shop.open(options)
      const close = async () => {
        await shop.close()
        await stores.close()
      }
      return { shop, env, close }
    } catch (error) {
      await stores.close()
      throw error
    }
  }
  const { shop, env, close } = await open()
  const services = {
    env,
    shop,
    keys: { nameSecret: 'x' },
    robots: { see: () => false },
  } as unknown as Services
  const who = { consent: 'personal', visitor: ANNA, isNew: false, verified: false } as const
  const { records } = judge({ events: [view('a'), view('b')] }, who, { channel: 'web' }, services)
  await shop.take(records)
  await close()
  return {
    folder,
    home: join(folder, 'shops/shop'),
    open,
    remove: () => rmSync(folder, { recursive: true }),
  }
}

test('profiles that are gone or damaged are made again from the log', async t => {
  const { home, open, remove } = await shopOnDisk()
  t.after(remove)
  const file = join(home, 'profiles.db')
  for (const damage of [
    () => rmSync(file),
    () => truncateSync(file, 5_000),
    () => writeFileSync(file, 'not a database, not at all'),
  ]) {
    damage()
    const { shop, env, close } = await open()
    assert.equal((await shop.visitor(ANNA, env.now()))?.acts, 2)
    await close()
  }
  const aside = readdirSync(home).filter(name => name.includes('damaged'))
  assert.equal(aside.length, 1, 'the newest damaged file is kept aside')
})

test('a profile with one bit turned is never believed: the shop stops, and starts with it made again', async t => {
  const { home, open, remove } = await shopOnDisk()
  t.after(remove)
  const broken: unknown[] = []
  const { shop, env, close } = await open(error => broken.push(error))
  turnBitOfProfile(home)
  await assert.rejects(shop.visitor(ANNA, env.now()), /not what was stored/)
  assert.ok(broken[0] instanceof DamagedProjections)
  await close()
  const again = await open()
  assert.equal((await again.shop.visitor(ANNA, env.now()))?.acts, 2)
  await again.close()
  assert.ok(readdirSync(home).includes('profiles.db.damaged'))
})

test('a server that finds a damaged profile at its start makes all of them again, and starts', async t => {
  const { home, folder, remove } = await shopOnDisk()
  t.after(remove)
  turnBitOfProfile(home)
  const where = { dataDir: folder, shop: 'shop', host: '127.0.0.1', port: 0, origins: [] }
  const server = await startServer({ ...where, env: new TestEnv(), logLevel: 'silent' })
  assert.equal((await server.shop.visitor(ANNA, NOON))?.acts, 2)
  await server.stop()
})

test('a server whose log is damaged runs, and says how often it is', async t => {
  const { home, folder, remove } = await shopOnDisk()
  t.after(remove)
  const day = readdirSync(join(home, 'log')).find(name => name.endsWith('.db')) as string
  const bytes = readFileSync(join(home, 'log', day))
  bytes[bytes.indexOf('"view_item"') + 3] ^= 1
  writeFileSync(join(home, 'log', day), bytes)
  const where = { dataDir: folder, shop: 'shop', host: '127.0.0.1', port: 0, origins: [] }
  const server = await startServer({ ...where, env: new TestEnv(), logLevel: 'silent' })
  const answer = await fetch(`${server.api}/readyz`)
  await server.stop()
  assert.deepEqual([answer.status, await answer.json()], [200, { status: 'ok', damaged: 1 }])
})

test('a rebuild that was killed half way begins anew', async t => {
  const { home, open, remove } = await shopOnDisk()
  t.after(remove)
  const stores = await openShop(join(home, '../..'), 'shop', new TestEnv())
  await new RebuildMark(stores.blobs).set('as if killed')
  await stores.profiles.clear()
  await stores.profiles.put([{ visitor: 'half', position: 1, bytes: new Uint8Array() }])
  await stores.close()
  const { shop, env, close } = await open()
  assert.equal((await shop.visitor(ANNA, env.now()))?.acts, 2)
  await close()
  assert.deepEqual(readdirSync(join(home, 'blobs')), ['snapshots'])
})

test('a log that ends before the snapshot is refused: its next records would be taken for old ones', async t => {
  const { home, open, remove } = await shopOnDisk()
  t.after(remove)
  rmSync(join(home, 'log'), { recursive: true })
  await assert.rejects(open(), /days of the log are missing/)
})

test('a damaged file of keys is refused in a sentence and left as it is', t => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-keys-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'keys.json')
  const whole = '{"public":"pk_a","server":[{"hash":"x","scopes":[]}],"run":[]}'
  for (const text of ['', '{', 'null', '{}', '[]', '{"public":"pk_a","server":3}', whole]) {
    writeFileSync(file, text)
    assert.throws(() => new Keys(folder, new TestEnv()), /cannot be read.*move it aside/)
    assert.equal(readFileSync(file, 'utf8'), text)
  }
})

test('a file of keys that is damaged while we run costs no call', t => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-keys-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const keys = new Keys(folder, new TestEnv())
  writeFileSync(join(folder, 'keys.json'), '{')
  assert.equal(keys.recognise('sk_unknown'), undefined)
  assert.ok(keys.recognise(keys.firstServerKey as string))
})

/** Through SQLite, which finds nothing wrong with it. */
function turnBitOfProfile(home: string): void {
  const db = new DatabaseSync(join(home, 'profiles.db'))
  const bytes = db.prepare('SELECT bytes FROM profiles').get()?.bytes as Uint8Array
  bytes[20] ^= 4
  db.prepare('UPDATE profiles SET bytes = ?').run(bytes)
  db.close()
}
