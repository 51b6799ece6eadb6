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
