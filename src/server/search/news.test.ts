import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Env, EventLog } from '../../store/ports.ts'
import { NewsOfCatalogue } from './news.ts'

test('the desk hears at once where the catalogue changes, and is told to read until that is on disk', () => {
  const log = { last: 10, durable: 5 }
  const timers: (() => void)[] = []
  const env = { after: (_ms: number, run: () => void) => timers.push(run) }
  const heard: number[] = []
  const read: number[] = []
  const news = new NewsOfCatalogue(log as EventLog, env as unknown as Env)
  news.tell({
    find: async () => undefined,
    behind: 0,
    heard: place => heard.push(place),
    changed: () => read.push(log.durable),
    close: async () => {},
  })
  const pass = () => {
    for (const run of timers.splice(0)) run()
  }
  news.note({ type: 'products' })
  assert.deepEqual(heard, [10])
  log.last = 20
  news.note({ type: 'event' })
  news.note({ type: 'offers_changed' })
  assert.deepEqual(heard, [10, 20])
  log.durable = 15 // the first of the two is on disk, the other is not
  pass()
  log.durable = 20
  pass()
  pass()
  assert.deepEqual(read, [15, 20])
})
