import assert from 'node:assert/strict'
import { test } from 'node:test'
import { event } from '../engine/genome/fixtures/acts.ts'
import { SmallCatalogue } from '../engine/genome/fixtures/small-catalogue.ts'
import { Population } from '../engine/genome/population.ts'
import { Visitors } from '../engine/genome/visitors.ts'
import { aRecord } from '../store/conformance/records.ts'
import { machine } from '../store/machine.ts'
import { MemoryEventLog } from '../store/memory/event-log.ts'
import { MemoryProfileStore } from '../store/memory/profile-store.ts'
import { Residents } from './residents.ts'

class SlowStore extends MemoryProfileStore {
  wait: Promise<void> = Promise.resolve()

  override async get(visitors: readonly string[]) {
    const found = await super.get(visitors)
    await this.wait
    return found
  }
}

test('whoever is forgotten while their profile waits to be written is not written any more', async () => {
  const log = new MemoryEventLog()
  await log.append([aRecord(1), aRecord(2)]).durable
  const visitors = new Visitors(new SmallCatalogue(), new Population())
  for (const name of ['ann', 'ben']) {
    visitors.load(name, undefined).observe(event('page_view', 0), 1)
    visitors.touch(name)
  }
  const store = new MemoryProfileStore()
  const residents = new Residents(visitors, store, log, machine, 100)

  let begin = () => {}
  const written = residents.flushed(new Promise(resolve => (begin = resolve)))
  visitors.erase('ann')
  const gone = residents.forget(['ann'], Promise.resolve())
  begin()
  await Promise.all([written, gone])
  assert.deepEqual([...(await store.get(['ann', 'ben'])).keys()], ['ben'])
})

test('whoever was being read when they went comes back with nothing', async () => {
  const log = new MemoryEventLog()
  await log.append([aRecord(1)]).durable
  const visitors = new Visitors(new SmallCatalogue(), new Population())
  visitors.load('ann', undefined).observe(event('page_view', 0), 1)
  visitors.touch('ann')
  const store = new SlowStore()
  const residents = new Residents(visitors, store, log, machine, 100)
  await residents.flushed(Promise.resolve())

  let becomeDurable = () => {}
  let arrive = () => {}
  visitors.erase('ann')
  const gone = residents.forget(['ann'], new Promise(resolve => (becomeDurable = resolve)))
  store.wait = new Promise(resolve => (arrive = resolve))
  const brought = residents.bring(['ann'], 1_000)
  await machine.sleep(5) // she is read, as she still stands in the store
  becomeDurable()
  await gone
  arrive()
  await brought
  assert.equal(visitors.get('ann')?.position, 0)
})
