import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { aRecord, collect } from '../conformance/records.ts'
import { machine } from '../machine.ts'
import { openShop } from '../open.ts'
import { verifyShop } from '../verify-shop.ts'
import { makeBackup } from './make-backup.ts'
import { MANIFEST } from './manifest.ts'
import { findBackup, restoreBackup } from './restore-backup.ts'
import { keptOn } from './shelf.ts'

const root = mkdtempSync(join(tmpdir(), 'vitrine-backup-'))
after(() => rmSync(root, { recursive: true }))
let places = 0
/** Back-ups are named by the second, so each has its own. */
let seconds = 0
const env = { ...machine, now: () => Date.UTC(2026, 10, 25) + ++seconds * 1000 }

test('a back-up made while records come in is restored to a log without a gap', async () => {
  const { dataDir, stores } = await aShop()
  let n = 100
  let isOver = false
  const writing = (async () => {
    while (!isOver) await stores.log.append([aRecord(n++, {}, 2 * DAY)]).durable
  })()
  const { backup, dir } = await backUp(dataDir)
  isOver = true
  await writing
  await stores.close()
  const restored = newPlace()
  await restoreBackup(findBackup(dir), restored)
  const records = await recordsOf(restored)
  assert.equal(records.length, backup.manifest.position)
  assert.ok(records.length >= 90)
  assert.deepEqual(records, (await recordsOf(dataDir)).slice(0, records.length))
  assert.deepEqual(await findingsIn(restored), [])
})

test('a day that is over is copied once, and what is private stays so', async () => {
  const { dataDir, stores } = await aShop()
  writeFileSync(join(dataDir, 'shops/shop/keys.json'), '{"secret":1}', { mode: 0o644 })
  const dir = newPlace()
  const first = (await backUp(dataDir, dir)).backup
  const second = (await backUp(dataDir, dir)).backup
  await stores.close()
  const day = 'log/2026-11-22.db'
  assert.equal(inode(first.folder, day), inode(second.folder, day))
  assert.ok(second.shared > 0 && second.copied < first.copied)
  assert.deepEqual(readFileSync(join(second.folder, 'keys.json'), 'utf8'), '{"secret":1}')
  for (const { path } of second.manifest.files) {
    assert.equal(statSync(join(second.folder, path)).mode & 0o077, 0, path)
  }
})

test('what is made from the log beside it is in no back-up', async () => {
  const { dataDir, stores } = await aShop()
  const shop = join(dataDir, 'shops/shop')
  const made = ['search.db', 'search.db-wal', 'analytics.duckdb', 'analytics.duckdb.wal']
  for (const name of made) writeFileSync(join(shop, name), 'half of a page')
  const { manifest } = (await backUp(dataDir)).backup
  await stores.close()
  const paths = manifest.files.map(({ path }) => path)
  assert.deepEqual(
    paths.filter(path => made.includes(path)),
    [],
  )
})

test('only as many stay as are asked for, and a damaged one never pushes a whole one out', async () => {
  const { dataDir, stores } = await aShop()
  await stores.close()
  const dir = newPlace()
  for (let n = 0; n < 3; n++) await backUp(dataDir, dir, 2)
  assert.equal(keptOn(join(dir, 'shop')).length, 2)
  const day = join(dataDir, 'shops/shop/log/2026-11-24.db')
  const bytes = readFileSync(day)
  bytes[bytes.indexOf('"visitor":"visitor-85"') + 12] ^= 1
  writeFileSync(day, bytes)
  for (let n = 0; n < 3; n++) {
    assert.match((await backUp(dataDir, dir, 2)).backup.manifest.damaged[0], /record 86/)
  }
  assert.equal(findBackup(dir).manifest.damaged.length, 0)
})

test('what was tampered with, what is missing and what is more is refused, and nothing is written', async () => {
  const { dataDir, stores } = await aShop()
  await stores.close()
  const { backup } = await backUp(dataDir)
  const tricks: [(folder: string) => void, RegExp][] = [
    [folder => turnBit(join(folder, 'log/2026-11-22.db')), /2026-11-22\.db is not what was backed/],
    [folder => rmSync(join(folder, 'log/2026-11-23.db')), /2026-11-23\.db is missing/],
    [folder => writeFileSync(join(folder, 'log/more.db'), ''), /more\.db is not in its manifest/],
    [folder => appendFileSync(join(folder, MANIFEST), ' '), /not what "vitrine backup" wrote/],
    [folder => symlinkSync('/etc/passwd', join(folder, 'link')), /link is not in its manifest/],
  ]
  for (const [trick, sentence] of tricks) {
    const copy = newPlace()
    cpSync(backup.folder, copy, { recursive: true })
    trick(copy)
    const target = newPlace()
    await assert.rejects(async () => restoreBackup(findBackup(copy), target), sentence)
    assert.throws(() => statSync(join(target, 'shops/shop')), /ENOENT/)
  }
})

test('an old back-up is put back with the newest list of who was forgotten', async () => {
  const { dataDir, stores } = await aShop()
  await stores.close()
  const dir = newPlace()
  const { backup: old } = await backUp(dataDir, dir)
  mkdirSync(join(dataDir, 'erasures'))
  const line = '{"tombstone":"t1","time":1}\n'
  writeFileSync(join(dataDir, 'erasures/shop.jsonl'), line)
  await backUp(dataDir, dir)
  const target = newPlace()
  await restoreBackup(findBackup(old.folder), target)
  assert.equal(readFileSync(join(target, 'erasures/shop.jsonl'), 'utf8'), line)
})

test('a shop that is there is never written over', async () => {
  const { dataDir, stores } = await aShop()
  await stores.close()
  const { dir } = await backUp(dataDir)
  await assert.rejects(restoreBackup(findBackup(dir), dataDir), /there is a shop .* already/)
})

test('a back-up that was killed or found no room leaves the one before as it was', async () => {
  const { dataDir, stores } = await aShop(3_000)
  await stores.close()
  const dir = newPlace()
  const { backup } = await backUp(dataDir, dir)
  rmSync(join(backup.folder, 'log/2026-11-22.filter')) // so that it copies again
  const command = [join(import.meta.dirname, '../../main.ts'), 'backup', dir, '--data', dataDir]
  for (const limit of ['ulimit -f 100;', '']) {
    const child = spawn('sh', ['-c', `${limit} exec "$0" "$@"`, process.execPath, ...command])
    if (limit === '') await untilUnfinished(join(dir, 'shop'), child)
    const [code, signal] = await once(child, 'close')
    assert.ok(code !== 0 || signal !== null)
    assert.equal(keptOn(join(dir, 'shop')).length, 1)
  }
  await backUp(dataDir, dir)
  const names = readdirSync(join(dir, 'shop')).filter(name => !name.startsWith('owner.'))
  assert.equal(names.length, 2, 'what was unfinished is cleared away')
})

/** Kills the back-up while it copies. */
async function untilUnfinished(shelf: string, child: ReturnType<typeof spawn>): Promise<void> {
  while (child.exitCode === null) {
    if (readdirSync(shelf).some(name => name.startsWith('.unfinished'))) {
      child.kill('SIGKILL')
      return
    }
    await machine.sleep(1)
  }
}

async function aShop(count = 90) {
  const dataDir = newPlace()
  const stores = await openShop(dataDir, 'shop', machine)
  const each = count / 3
  for (let day = 0; day < 3; day++) {
    const records = Array.from({ length: each }, (_, i) => aRecord(day * each + i, {}, day * DAY))
    await stores.log.append(records).durable
  }
  const log = join(dataDir, 'shops/shop/log')
  while (readdirSync(log).filter(name => name.endsWith('.filter')).length < 2)
    await machine.sleep(5)
  return { dataDir, stores }
}

async function backUp(dataDir: string, dir = newPlace(), keep?: number) {
  return { dir, backup: await makeBackup({ dataDir, shop: 'shop', dir, env, version: '1', keep }) }
}

async function recordsOf(dataDir: string) {
  const stores = await openShop(dataDir, 'shop', machine)
  const records = await collect(stores.log.read({}))
  await stores.close()
  return records
}

async function findingsIn(dataDir: string): Promise<string[]> {
  const found: string[] = []
  for await (const { says } of verifyShop(join(dataDir, 'shops/shop'))) found.push(says)
  return found
}

function inode(folder: string, path: string): number {
  return statSync(join(folder, path)).ino
}

function turnBit(file: string): void {
  const bytes = readFileSync(file)
  bytes[bytes.length >> 1] ^= 1
  writeFileSync(file, bytes)
}

function newPlace(): string {
  return join(root, `place-${++places}`)
}
