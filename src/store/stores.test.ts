import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { blobStoreConformance } from './conformance/blob-store.ts'
import { profileStoreConformance } from './conformance/profile-store.ts'
import { aRecord, collect } from './conformance/records.ts'
import { statsStoreConformance } from './conformance/stats-store.ts'
import { FolderBlobStore } from './folder/blob-store.ts'
import { machine } from './machine.ts'
import { MemoryBlobStore } from './memory/blob-store.ts'
import { MemoryProfileStore } from './memory/profile-store.ts'
import { MemoryStatsStore } from './memory/stats-store.ts'
import { openMemoryShop, openShop } from './open.ts'
import { SqliteProfileStore } from './sqlite/profile-store.ts'
import { Projections } from './sqlite/projections.ts'
import { SqliteStatsStore } from './sqlite/stats-store.ts'

const root = mkdtempSync(join(tmpdir(), 'vitrine-stores-'))
after(() => rmSync(root, { recursive: true }))
let places = 0

profileStoreConformance('memory', () => ({ open: () => new MemoryProfileStore(), isKept: false }))
profileStoreConformance('sqlite', () => {
  const path = newPath()
  return { open: () => new SqliteProfileStore(new Projections(path), machine), isKept: true }
})

statsStoreConformance('memory', () => new MemoryStatsStore())
statsStoreConformance('sqlite', () => new SqliteStatsStore(new Projections(newPath())))

blobStoreConformance('memory', async () => new MemoryBlobStore())
blobStoreConformance('folder', () => FolderBlobStore.open(newPath()))

test('a deadline that has passed is an error, not an empty answer', async () => {
  const store = new SqliteProfileStore(new Projections(newPath()), machine)
  await assert.rejects(store.get(['ann'], -1), /no profiles within/)
  await store.close()
})

test('what a killed process left unfinished is cleared away', async () => {
  const folder = newPath()
  const store = await FolderBlobStore.open(folder)
  await store.put('a', Uint8Array.of(1))
  writeFileSync(join(folder, '.blob-123-4'), 'half')
  await FolderBlobStore.open(folder)
  assert.deepEqual(readdirSync(folder), ['a'])
})

test('a shop is opened with its four stores, closed, and opened again', async () => {
  const dataDir = newPath()
  const shop = await openShop(dataDir, 'cimes', machine)
  await shop.log.append([aRecord(1)]).durable
  await shop.profiles.put([{ visitor: 'ann', position: 1, bytes: Uint8Array.of(1) }])
  await shop.blobs.put('snapshots/1', Uint8Array.of(2))
  await assert.rejects(openShop(dataDir, 'cimes', machine), /is in use by process/)
  await shop.close()
  const again = await openShop(dataDir, 'cimes', machine)
  assert.equal((await collect(again.log.read({}))).length, 1)
  assert.deepEqual([...(await again.profiles.get(['ann'])).keys()], ['ann'])
  assert.deepEqual(await again.blobs.list(''), ['snapshots/1'])
  await again.close()
})

test('profiles whose columns changed their names by a turned bit are set aside, and the shop opens', async () => {
  const folder = newPath()
  const profile = { visitor: 'anna', position: 1, bytes: new Uint8Array([1]) }
  const whole = await openShop(folder, 'cimes', machine)
  await whole.profiles.put([profile])
  await whole.close()
  const file = join(folder, 'shops/cimes/profiles.db')
  const bytes = readFileSync(file)
  bytes[bytes.indexOf('bytes BLOB', bytes.lastIndexOf('CREATE TABLE profiles'))] ^= 1
  writeFileSync(file, bytes)
  const again = await openShop(folder, 'cimes', machine)
  assert.equal((await again.profiles.get(['anna'])).size, 0)
  await again.profiles.put([profile])
  assert.equal((await again.profiles.get(['anna'])).size, 1)
  await again.close()
  assert.ok(readdirSync(join(folder, 'shops/cimes')).includes('profiles.db.damaged'))
})

test('two shops share nothing, and a name that is no folder is refused', async () => {
  const dataDir = newPath()
  const [one, two] = [
    await openShop(dataDir, 'one', machine),
    await openShop(dataDir, 'two', machine),
  ]
  await one.log.append([aRecord(1)]).durable
  assert.deepEqual(await collect(two.log.read({})), [])
  await Promise.all([one.close(), two.close()])
  for (const name of ['', '..', 'a/b', 'Cimes', '.x']) {
    await assert.rejects(openShop(dataDir, name, machine), /not a name of a shop/)
  }
})

test('a shop in memory keeps what it is given until it is closed', async () => {
  const shop = openMemoryShop()
  await shop.log.append([aRecord(1)]).durable
  assert.equal((await collect(shop.log.read({}))).length, 1)
  await shop.close()
})

function newPath(): string {
  return join(root, `place-${++places}`)
}
