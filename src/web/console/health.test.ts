import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { faultsOf } from '../../../test/journeys/axe.ts'
import { FIGURES } from '../../schema/health-told.ts'
import { setUp } from '../../server/fixtures/set-up.ts'
import { shopRecord } from '../../server/own-records.ts'
import { DARK, Reader, widthOf } from './fixtures/room.ts'
import { buildOnce } from './fixtures/stage.ts'

let shop: Awaited<ReturnType<typeof setUp>>
let reader: Reader

before(async () => {
  shop = await setUp({ console: await buildOnce() })
  reader = await Reader.of(shop)
})

after(async () => {
  await reader.close()
  await shop.close()
})

test('each figure says what it means, and what to do stands open beside those that are red', async t => {
  // Nothing here reads a disk: what is quarantined is what a test can make red at once.
  const page = await reader.open(t, 'health')
  assert.ok((await page.locator('.figures li').count()) >= FIGURES.length - 2)
  const told = page.locator('.figures li', { hasText: 'En quarantaine' })
  assert.equal(await told.getAttribute('data-state'), 'good')
  assert.equal(await told.locator('.act').count(), 0)
  await quarantine(100)
  await page.reload()
  await page.locator('.answer', { hasText: 'Il faut agir' }).waitFor()
  const red = page.locator('[data-state=bad]', { hasText: 'En quarantaine' })
  assert.match(await red.innerText(), /100[\s\S]*agir/)
  assert.match(await red.locator('.act').innerText(), /vitrine quarantine les liste/)
  assert.deepEqual(await faultsOf(page, 'body'), [])
})

test('in the dark, in English, nothing scrolls sideways', async t => {
  const page = await reader.open(t, 'health', DARK)
  assert.ok((await widthOf(page)) <= DARK.viewport.width)
  assert.deepEqual(await faultsOf(page, 'body'), [])
})

async function quarantine(count: number): Promise<void> {
  const { shop: running, env } = shop
  const records = Array.from({ length: count }, (_, n) => {
    const body = { position: 1_000_000 + n, type: 'event', reason: 'odd', time: env.now() }
    return shopRecord('record_quarantined', body, env)
  })
  await running.take(records)
}
