import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Engine } from '../engine/engine.ts'
import { MemoryBlobStore } from '../store/memory/blob-store.ts'
import { Snapshots } from './snapshots.ts'

test('a snapshot cut short, or with one bit turned, is passed over for the one before', async () => {
  const blobs = new MemoryBlobStore()
  const snapshots = new Snapshots(blobs)
  const bytes = [...new Engine().sections()]
  await snapshots.keep(1, bytes)
  await snapshots.keep(2, bytes)
  const [before, newest] = await blobs.list('')
  const whole = (await blobs.get(newest))!
  const damaged = [new Uint8Array(), whole.slice(0, 3), whole.slice(0, -1)]
  for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 40)) {
    const turned = whole.slice()
    turned[at] ^= 1 << (at % 8)
    damaged.push(turned)
  }
  await blobs.delete(before)
  for (const one of damaged) {
    await blobs.put(newest, one)
    assert.equal((await snapshots.restore()).rebuild, true)
  }
  await blobs.put(before, whole)
  assert.equal((await snapshots.restore()).rebuild, false)
})
