import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { faultsOf } from '../../../test/journeys/axe.ts'
import { Traffic } from '../../../test/recount/traffic.ts'
import { DAY } from '../../core/clock.ts'
import type { FunnelTold, SourcesTold } from '../../schema/analysis.ts'
import { tablesOf } from '../../server/analysis/fixtures/tables.ts'
import { setUp } from '../../server/fixtures/set-up.ts'
import { joined } from '../../server/people/fixtures/team.ts'
import { DARK, Reader, widthOf } from './fixtures/room.ts'
import { buildOnce } from './fixtures/stage.ts'

const VISITORS = 60
let shop: Awaited<ReturnType<typeof setUp>>
let reader: Reader

before(async () => {
  shop = await setUp({ console: await buildOnce() })
  const tables = await tablesOf(shop)
  const traffic = new Traffic(shop)
  await traffic.open()
  await traffic.come(VISITORS)
  await tables.catchUp()
  await traffic.comeBack(VISITORS)
  await tables.catchUp()
  shop.env.time += 5 * DAY
  reader = await Reader.of(shop)
})

after(async () => {
  await reader.close()
  await shop.close()
})

test('the page says what the tables say, each part how it was counted', async t => {
  const page = await reader.open(t, 'analysis')
  await untilTold(page)
  const { steps } = await told<FunnelTold>('funnel')
  assert.match(await page.locator('.answer').innerText(), RegExp(`${steps[0].all} personnes`))
  const cells = await page.locator('.funnel-table tbody tr td:nth-child(3)').allInnerTexts()
  assert.deepEqual(
    cells,
    steps.map(({ all }) => String(all)),
  )
  assert.equal(await page.locator('.how').count(), 4)
  await page.locator('.how summary').first().press('Enter')
  assert.match(await page.locator('.how').first().innerText(), /SELECT[\s\S]*FROM/)
  assert.deepEqual(await faultsOf(page, 'body'), [])
})

test('who came by a way is followed to as many rows, in the days of the page', async t => {
  const page = await reader.open(t, 'analysis')
  await untilTold(page)
  const { sources } = await told<SourcesTold>('sources')
  const counts = page.locator('.sources .counted')
  assert.equal(await counts.count(), sources.filter(({ visitors }) => visitors > 0).length)
  await counts.first().click()
  const count = Math.max(...sources.map(({ visitors }) => visitors))
  await page
    .locator('.rows .meta')
    .getByText(RegExp(`· .*${count} ligne`))
    .waitFor()
  assert.equal(await page.locator('.rows tbody tr').count(), Math.min(50, count))
})

test('sources are sorted by any column, what is not known last, and leave as a file', async t => {
  const page = await reader.open(t, 'analysis')
  await untilTold(page)
  const { sources } = await told<SourcesTold>('sources')
  const names = () => page.locator('.sources tbody th').allInnerTexts()
  const byCost = page.getByRole('button', { name: 'coût', exact: true })
  await byCost.press('Enter')
  assert.match((await names())[0], /boots/)
  await byCost.press('Enter')
  assert.match((await names())[0], /winter/)
  assert.equal(await page.locator('.sources [aria-sort="ascending"]').count(), 1)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: /CSV.*combien/ }).click()
  const saved = await saving
  assert.match(saved.suggestedFilename(), /^vitrine-sources-28-EUR\.csv$/)
  const parts: Buffer[] = []
  for await (const part of await saved.createReadStream()) parts.push(part)
  const lines = Buffer.concat(parts).toString().trim().split('\r\n')
  assert.equal(lines.length, 1 + sources.length)
  assert.ok(lines.some(line => line.includes('news / email / winter')))
})

test('in the dark, in English, all of it is read, and nothing scrolls the page sideways', async t => {
  const page = await reader.open(t, 'analysis', DARK)
  await untilTold(page)
  await page.getByRole('button', { name: 'orders', exact: true }).first().click()
  assert.ok((await widthOf(page)) <= DARK.viewport.width)
  assert.deepEqual(await faultsOf(page, 'body'), [])
})

test('tables that do not answer are said so, and asked again by themselves', async t => {
  const page = await reader.open(t, 'health')
  await page.clock.install()
  await page.route('**/v1/analysis/**', route => route.fulfill({ status: 503, json: AWAY }))
  await page.evaluate(() => {
    location.hash = '#/analysis'
  })
  await page.getByText('Les tables d’analyse ne répondent pas').first().waitFor()
  assert.deepEqual(await faultsOf(page, 'body'), [])
  await page.unroute('**/v1/analysis/**')
  await page.clock.runFor(16_000)
  await untilTold(page)
})

test('a shop that nobody visited yet is told when the first will appear', async t => {
  const page = await reader.open(t, 'health')
  const nothing = { ...(await told<SourcesTold>('sources')), sources: [] }
  await page.route('**/v1/analysis/sources*', route => route.fulfill({ json: nothing }))
  await page.evaluate(() => {
    location.hash = '#/analysis'
  })
  await page.getByText('Rien encore sur cette période').waitFor()
})

test('a viewer is told that the analysis is not for their role, and has no way to it', async t => {
  const page = await reader.openAs(t, await joined(shop, 'viewer'), 'analysis')
  await page.getByText('Cette page n’est pas pour votre rôle').waitFor()
  assert.equal(await page.getByRole('link', { name: 'Analyse' }).count(), 0)
})

const AWAY = { code: 'analytics_not_ready', detail: 'The tables are being made.' }

async function told<T>(view: string): Promise<T> {
  const url = `/v1/analysis/${view}?days=28`
  return (await shop.app.inject({ url, headers: shop.asServer })).json()
}

async function untilTold(page: Page): Promise<void> {
  for (const table of ['.funnel-table', '.cohorts', '.reorders', '.sources']) {
    await page.locator(`${table} tbody tr`).first().waitFor()
  }
}
