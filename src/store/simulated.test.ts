import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../core/random.ts'
import { blobStoreConformance } from './conformance/blob-store.ts'
import { eventLogConformance } from './conformance/event-log.ts'
import { profileStoreConformance } from './conformance/profile-store.ts'
import { aRecord, collect } from './conformance/records.ts'
import { machine } from './machine.ts'
import { NoRoom } from './no-room.ts'
import { SimulatedBlobStore } from './simulated/blob-store.ts'
import { SimulatedDisk } from './simulated/disk.ts'
import { SimulatedEventLog } from './simulated/event-log.ts'
import { SimulatedProfileStore } from './simulated/profile-store.ts'

const atOnce = () => 0

eventLogConformance('simulated', () => {
  const disk = newDisk()
  return { open: () => SimulatedEventLog.open(disk, machine, atOnce) }
})

profileStoreConformance('simulated', () => {
  const disk = newDisk()
  return { open: () => SimulatedProfileStore.open(disk, machine, atOnce), isKept: true }
})

blobStoreConformance('simulated', async () => new SimulatedBlobStore(newDisk(), machine, atOnce))

test('a power cut leaves what was synced, and of the rest any of its sectors', () => {
  const outcomes = new Set<string>()
  for (let seed = 0; seed < 200; seed++) {
    const disk = newDisk(seed)
    disk.write('file', 0, new Uint8Array(512).fill(1))
    disk.sync('file')
    disk.write('file', 512, new Uint8Array(1024).fill(2))
    disk.cutPower()
    const left = disk.read('file')!
    assert.deepEqual(left.subarray(0, 512), new Uint8Array(512).fill(1))
    outcomes.add(`${left[512]} ${left[1024]}`)
  }
  assert.deepEqual([...outcomes].sort(), ['0 2', '2 2', '2 undefined', 'undefined undefined'])
})

test('a sync that failed has lost what it was for, and the next one says nothing of it', () => {
  const lost = Array.from({ length: 50 }, (_, seed) => {
    const disk = newDisk(seed)
    disk.write('file', 0, new Uint8Array(4096).fill(1))
    disk.faults.failure = 1
    assert.throws(() => disk.sync('file'), { code: 'EIO' })
    disk.faults.failure = 0
    disk.sync('file')
    assert.ok(
      disk.read('file')!.every(byte => byte === 1),
      'the cache still shows it',
    )
    disk.cutPower()
    return !disk.read('file')!.every(byte => byte === 1) || disk.size('file') < 4096
  })
  assert.ok(lost.filter(Boolean).length > 40)
})

test('a full disk is told to whoever waits; the records reach it when there is room again', async () => {
  const disk = newDisk()
  const log = await SimulatedEventLog.open(disk, machine, atOnce)
  disk.capacity = 10
  await assert.rejects(log.append([aRecord(1)]).durable, NoRoom)
  assert.deepEqual([log.hasRoom, log.durable, log.last], [false, 0, 1])
  disk.capacity = 1e6
  await log.append([aRecord(1)]).durable
  assert.deepEqual([log.hasRoom, log.durable], [true, 1])
  assert.equal((await collect(log.read({}))).length, 1)
})

function newDisk(seed = 1): SimulatedDisk {
  return new SimulatedDisk(new Random(seed))
}
