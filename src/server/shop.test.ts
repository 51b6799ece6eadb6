import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uuidV7 } from '../core/ids.ts'
import { Random } from '../core/random.ts'
import { Engine } from '../engine/engine.ts'
import { MemoryBlobStore } from '../store/memory/blob-store.ts'
import { MemoryEventLog, type Shelf } from '../store/memory/event-log.ts'
import { MemoryProfileStore } from '../store/memory/profile-store.ts'
import { MemoryStatsStore } from '../store/memory/stats-store.ts'
import { openMemoryShop } from '../store/open.ts'
import { frames, sectionsOf } from '../store/section-frames.ts'
import { cookieFor, setUp, TestEnv, view } from './fixtures/set-up.ts'

const home = { consent: 'personal', page: { type: 'home' }, placements: [{ placement: 'home' }] }

test('a restart after a stop tells the same report, and knows the same visitor', async () => {
  const disk = newDisk()
  const before = await setUp({ stores: disk.open() })
  await browse(before, 1, 60)
  const report = before.shop.report({ kind: 'summary' })
  const known = await profilesOf(before.shop, before.env.now())
  await before.close()
  const after = await setUp({ stores: disk.open(), env: new TestEnv(9) })
  assert.deepEqual(after.shop.report({ kind: 'summary' }), report)
  assert.deepEqual(await profilesOf(after.shop, before.env.now()), known)
  await after.close()
})

test('snapshot and tail give byte for byte what a full replay gives, also when profiles leave memory and come back', async () => {
  for (const seed of [1, 2, 3]) {
    const disk = newDisk()
    const live = await setUp({ stores: disk.open(), env: new TestEnv(seed), maxProfiles: 4 })
    await browse(live, seed, 80)
    await live.shop.snapshot()
    await live.shop.residents.shrink()
    assert.ok(live.shop.residents.size <= 5, 'profiles did leave memory')
    await browse(live, seed + 100, 80)
    const now = live.env.now()
    const truth = { bytes: live.shop.engine.snapshot(), known: await profilesOf(live.shop, now) }
    const crashed = await disk.copy()
    await live.close()

    const fromSnapshot = await setUp({ stores: crashed.open(), maxProfiles: 4 })
    assert.deepEqual(fromSnapshot.shop.engine.snapshot(), truth.bytes)
    assert.deepEqual(await profilesOf(fromSnapshot.shop, now), truth.known)
    await fromSnapshot.close()

    const fromLog = await setUp({ stores: crashed.openLogAlone() })
    assert.deepEqual(fromLog.shop.engine.snapshot(), truth.bytes)
    assert.deepEqual(await profilesOf(fromLog.shop, now), truth.known)
    await fromLog.close()
  }
})

test('a snapshot of another engine version is passed over, and everything is made again from the log', async () => {
  const disk = newDisk()
  const before = await setUp({ stores: disk.open() })
  await browse(before, 5, 40)
  const bytes = before.shop.engine.snapshot()
  await before.close()
  const [key] = await disk.blobs.list('snapshots/')
  const sections: Uint8Array[] = []
  for await (const part of sectionsOf(disk.blobs.stream(key))) sections.push(part.slice())
  sections[0][4] = 99
  await disk.blobs.put(key, frames(sections))
  assert.throws(() => Engine.fromSections(sections), /engine version 99/)
  const after = await setUp({ stores: disk.open() })
  assert.deepEqual(after.shop.engine.snapshot(), bytes)
  await after.close()
})

test('of many snapshots the newest two stay', async () => {
  const disk = newDisk()
  const server = await setUp({ stores: disk.open() })
  for (let n = 0; n < 4; n++) {
    await server.post('/v1/events', { events: [view()] })
    await server.shop.snapshot()
  }
  assert.equal((await disk.blobs.list('snapshots/')).length, 2)
  await server.close()
})

test('a decision goes on without a profile when the disk is slow, and keeps nothing of it', async t => {
  const stores = openMemoryShop()
  const server = await setUp({ stores })
  t.after(server.close)
  stores.profiles.get = async () => {
    throw new Error('the deadline has passed')
  }
  const before = stores.log.last
  const answer = await server.post('/v1/decisions', home, cookieFor('anna'))
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.json().slice, 'none')
  assert.equal(stores.log.last, before)
})

test('the page view that comes with a decision is applied before the answer, and counts once', async t => {
  const server = await setUp()
  t.after(server.close)
  const event = view('boot')
  const cookie = cookieFor('bea')
  await server.post('/v1/decisions', { ...home, event }, cookie)
  assert.equal(server.shop.report({ kind: 'summary' }).eventCount, 1)
  const fate = await server.post('/v1/events', { consent: 'personal', events: [event] }, cookie)
  assert.deepEqual([fate.json().accepted, fate.json().repeated], [0, 1])
  assert.equal(server.shop.report({ kind: 'summary' }).eventCount, 1)
})

test('a bad page view does not cost the decision, and is told beside it', async t => {
  const server = await setUp()
  t.after(server.close)
  const event = { ...view(), name: 'teleport' }
  const answer = await server.post('/v1/decisions', { ...home, event }, cookieFor('carl'))
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.json().refused[0].field, '/name')
})

test('requests of one moment for one visitor end as if they had come one by one', async t => {
  const server = await setUp({ maxProfiles: 1 })
  t.after(server.close)
  const cookie = cookieFor('dora')
  const items = ['a', 'b', 'c', 'd', 'e', 'f']
  await Promise.all(
    items.map(item =>
      server.post('/v1/events', { consent: 'personal', events: [view(item)] }, cookie),
    ),
  )
  const [known] = await profilesOf(server.shop, server.env.now())
  assert.equal(known.acts, 6)
})

/** Some people look, ask for pages, log in; the clock goes on. */
async function browse(server: Awaited<ReturnType<typeof setUp>>, seed: number, steps: number) {
  const random = new Random(seed)
  const id = () =>
    uuidV7(
      server.env.now(),
      Uint8Array.from({ length: 10 }, () => random.below(256)),
    )
  for (let n = 0; n < steps; n++) {
    server.env.time += random.below(120_000)
    const visitor = `person-${random.below(12)}`
    const time = server.env.now()
    const draw = random.next()
    if (draw < 0.5) {
      const events = Array.from({ length: 1 + random.below(3) }, () => ({
        ...view(`item-${random.below(20)}`),
        id: id(),
        time,
        visitor: `person-${random.below(12)}`,
      }))
      await server.post('/v1/events', { consent: 'personal', visitor, events }, server.asServer)
    } else if (draw < 0.9) {
      const event = { ...view(`item-${random.below(20)}`), id: id(), time }
      await server.post('/v1/decisions', { ...home, visitor, event }, server.asServer)
    } else {
      const user = { userId: `person-${random.below(12)}`, anonymousId: visitor, messageId: id() }
      await server.post('/v1/identify', user, server.asServer)
    }
  }
}

/** Every visitor of the log, as the shop knows them. */
async function profilesOf(shop: Awaited<ReturnType<typeof setUp>>['shop'], now: number) {
  const visitors = new Set<string>()
  for await (const records of shop.read(0)) {
    for (const { body } of records)
      if ('visitor' in body && body.visitor) visitors.add(body.visitor)
  }
  const known = await Promise.all([...visitors].sort().map(visitor => shop.visitor(visitor, now)))
  return known.filter(one => one !== undefined)
}

/** What survives a process: reopen it, copy it as a crash would leave it, or keep the log alone. */
function newDisk(
  shelf: Shelf = { records: [] },
  profiles = new MemoryProfileStore(),
  blobs = new MemoryBlobStore(),
) {
  const open = (store: MemoryProfileStore, kept: MemoryBlobStore) => {
    const log = new MemoryEventLog(shelf)
    const stats = new MemoryStatsStore()
    return { log, profiles: store, blobs: kept, stats, close: () => log.close() }
  }
  return {
    blobs,
    open: () => open(profiles, blobs),
    openLogAlone: () => open(new MemoryProfileStore(), new MemoryBlobStore()),
    async copy() {
      const saved = new MemoryProfileStore()
      for await (const profile of profiles.all()) await saved.put([profile])
      const copied = new MemoryBlobStore()
      for (const key of await blobs.list('')) await copied.put(key, (await blobs.get(key)) as never)
      return newDisk({ records: shelf.records.slice() }, saved, copied)
    },
  }
}
