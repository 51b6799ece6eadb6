import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { NewRecord } from '../schema/record.ts'
import { MemoryBlobStore } from '../store/memory/blob-store.ts'
import { MemoryEventLog, type Shelf } from '../store/memory/event-log.ts'
import { MemoryProfileStore } from '../store/memory/profile-store.ts'
import { MemoryStatsStore } from '../store/memory/stats-store.ts'
import { cookieFor, setUp, view } from './fixtures/set-up.ts'
import { shopRecord } from './own-records.ts'

type Server = Awaited<ReturnType<typeof setUp>>

before(() => process.removeAllListeners('warning')) // each try is told, and here they are meant

test('a record that the engine cannot take in ends the process, and after three tries every start passes over it', async () => {
  const disk = newDisk()
  const first = await setUp({ stores: disk.open() })
  await send(first, 'before')
  await assert.rejects(first.shop.take([poison()]), /record 3 .* cannot be taken in/)
  await durable()
  assert.equal(first.broken.length, 1)
  await assert.rejects(first.shop.take([poison('2')]), /broken/)

  const second = await setUp({ stores: disk.open() })
  assert.deepEqual(await listed(second), [3])
  await send(second, 'after')
  assert.equal(second.shop.report({ kind: 'summary' }).eventCount, 2)
  const bytes = second.shop.engine.snapshot()
  await second.close()

  const fromLogAlone = await setUp({ stores: newDisk(disk.shelf).open() })
  assert.deepEqual(fromLogAlone.shop.engine.snapshot(), bytes)
  await fromLogAlone.close()
})

test('nothing of what was half taken in is kept: not the profile, not the snapshot', async () => {
  const disk = newDisk()
  const first = await setUp({ stores: disk.open() })
  const snapshot = first.shop.snapshot()
  await assert.rejects(first.shop.take([poison()]))
  await snapshot.catch(() => {})
  await durable()
  await assert.rejects(first.shop.residents.drain(), /not to be trusted/)
  await assert.rejects(first.shop.snapshot())
  for await (const { visitor } of disk.profiles.all()) assert.notEqual(visitor, 'anna')
})

test('the reason is told without what it quotes', async t => {
  const disk = newDisk()
  const first = await setUp({ stores: disk.open() })
  await assert.rejects(first.shop.take([poison()]))
  await durable()
  const server = await setUp({ stores: disk.open() })
  t.after(server.close)
  const { json } = await list(server)
  const [{ type, reason }] = json().records
  assert.equal(type, 'event')
  assert.match(reason, /^TypeError: Cannot read properties of null/)
  assert.ok(!reason.includes('id'), 'names of fields may be somebody’s words')
})

test('a build that could take the record in passes over it too, until it is taken in again, once', async t => {
  const disk = newDisk()
  const first = await setUp({ stores: disk.open() })
  await send(first, 'mended')
  const aside = { position: 2, type: 'event', reason: 'of an older build', time: 1 }
  await first.stores.log.append([shopRecord('record_quarantined', aside, first.env)]).durable

  const server = await setUp({ stores: disk.open() })
  t.after(server.close)
  const count = () => server.shop.report({ kind: 'summary' }).eventCount
  assert.deepEqual([count(), await listed(server)], [0, [2]])
  const answer = await replay(server, 2)
  assert.deepEqual([answer.statusCode, count(), await listed(server)], [200, 1, []])
  assert.equal((await replay(server, 2)).statusCode, 404)
  const bytes = server.shop.engine.snapshot()
  const fromLogAlone = await setUp({ stores: newDisk(disk.shelf).open() })
  assert.deepEqual(fromLogAlone.shop.engine.snapshot(), bytes)
  await fromLogAlone.close()
})

test('a record that still cannot be taken in goes back into quarantine, at its new place', async () => {
  const disk = newDisk()
  const first = await setUp({ stores: disk.open() })
  await assert.rejects(first.shop.take([poison()]))
  await durable()
  const second = await setUp({ stores: disk.open() })
  assert.equal((await replay(second, 2)).statusCode, 500)
  await durable()
  const third = await setUp({ stores: disk.open() })
  assert.deepEqual(await listed(third), [4])
  await third.close()
})

test('a record that cannot even be read for its visitor is set aside as well', async t => {
  const disk = newDisk()
  const first = await setUp({ stores: disk.open() })
  await first.stores.log.append([{ ...poison(), body: null } as unknown as NewRecord]).durable
  await first.close()
  const server = await setUp({ stores: disk.open() })
  t.after(server.close)
  assert.deepEqual(await listed(server), [2])
})

test('a record whose day was let go of meanwhile is not replayed by the one behind it', async t => {
  const disk = newDisk()
  const first = await setUp({ stores: disk.open() })
  await send(first, 'old')
  const aside = { position: 2, type: 'event', reason: 'of an older build', time: 1 }
  await first.stores.log.append([shopRecord('record_quarantined', aside, first.env)]).durable
  const server = await setUp({ stores: disk.open() })
  t.after(server.close)
  await send(server, 'new')
  disk.shelf.records = disk.shelf.records.filter(({ position }) => position !== 2)
  const { position } = server.shop.engine
  assert.equal((await replay(server, 2)).statusCode, 404)
  assert.equal(server.shop.engine.position, position)
})

/** As if a mistake of ours had let it in: the engine learns of one item and then throws. */
function poison(last = '1'): NewRecord {
  const items = [{ id: 'half', quantity: 1 }, null]
  const body = { name: 'view_item', visitor: 'anna', time: 1, channel: 'web', items }
  const id = `018f0000-0000-7000-9000-00000000000${last}`
  const head = { id, partition: 0, type: 'event', version: 1, receivedAt: 1 }
  return { ...head, body } as unknown as NewRecord
}

async function send(server: Server, item: string): Promise<void> {
  const events = [view(item)]
  const fate = await server.post('/v1/events', { consent: 'personal', events }, cookieFor('bea'))
  assert.equal(fate.statusCode, 202)
}

function list(server: Server) {
  return server.app.inject({ url: '/v1/quarantine', headers: server.asServer })
}

async function listed(server: Server): Promise<number[]> {
  const { json } = await list(server)
  return json().records.map(({ position }: { position: number }) => position)
}

function replay(server: Server, position: number) {
  return server.post('/v1/quarantine/replay', { position }, server.asServer)
}

/** The memory stores are durable within the turn of the loop. */
function durable(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

function newDisk(shelf: Shelf = { records: [] }) {
  const profiles = new MemoryProfileStore()
  const blobs = new MemoryBlobStore()
  const open = () => {
    const log = new MemoryEventLog(shelf)
    return { log, profiles, blobs, stats: new MemoryStatsStore(), close: () => log.close() }
  }
  return { shelf, profiles, open }
}
