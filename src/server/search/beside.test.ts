import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Question } from '../../search/find.ts'
import { machine } from '../../store/machine.ts'
import { openShop } from '../../store/open.ts'
import { shopRecord } from '../own-records.ts'
import { SearchBeside } from './beside.ts'

const MARKET = { country: 'FR', language: 'fr', currency: 'EUR' }
const TENT: Question = {
  market: 'FR-fr',
  words: 'tente',
  filters: [],
  sort: 'best',
  from: 0,
  count: 5,
}

test('the thread finds what the log has on disk, and after a restart what came meanwhile', async t => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-beside-'))
  const stores = await openShop(dataDir, 'shop', machine)
  t.after(async () => {
    await stores.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const open = () =>
    new SearchBeside({ dataDir, shop: 'shop' }, () => stores.log.durable, assert.fail)
  await append('a', 'Tente double')
  const first = open()
  await until(first, 1)
  await append('b', 'Tente simple')
  first.changed()
  await until(first, 2)
  first.heard(stores.log.durable + 1)
  assert.ok(first.behind! > 0, 'what is not on disk yet is not in the index either')
  await first.close()
  await append('c', 'Grande tente')
  const second = open()
  t.after(() => second.close())
  await until(second, 3)

  async function append(id: string, title: string): Promise<void> {
    const offer = { price: 9900, inStock: true }
    const product = { id, title, url: '/', categories: [], skus: [{ id: `${id}-1`, offer }] }
    await stores.log.append([
      shopRecord('products', { market: MARKET, products: [product] }, machine),
    ]).durable
  }
})

test('a question that nobody waits for any more is not answered', async t => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-late-'))
  const stores = await openShop(dataDir, 'shop', machine)
  const thread = new Worker(new URL('./search-thread.ts', import.meta.url), {
    workerData: { dataDir, shop: 'shop', durable: 0 },
  })
  t.after(async () => {
    await thread.terminate()
    await stores.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const answered: number[] = []
  const isOver = new Promise<void>(resolve => {
    thread.on('message', message => {
      if (!('asked' in message)) return
      answered.push(message.asked)
      if (message.asked === 3) resolve()
    })
  })
  const inTime = Date.now() + 60_000
  for (const [asked, until] of [inTime, Date.now() - 1, inTime].entries()) {
    thread.postMessage({ asked: asked + 1, question: TENT, until })
  }
  await isOver
  assert.deepEqual(answered, [1, 3])
})

async function until(desk: SearchBeside, total: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await desk.find(TENT).catch(() => undefined)
    if (found?.total === total) return
    await sleep(25)
  }
  assert.fail(`never ${total}`)
}
