import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { faultsOf } from '../../../test/journeys/axe.ts'
import { setUp, view } from '../../server/fixtures/set-up.ts'
import { heldBack } from './fixtures/held-back.ts'
import { DARK, Reader, widthOf } from './fixtures/room.ts'
import { buildOnce } from './fixtures/stage.ts'

const ANNA = 'anna@example.com'
let shop: Awaited<ReturnType<typeof setUp>>
let reader: Reader

before(async () => {
  shop = await setUp({ console: await buildOnce(), live: true })
  for (const visitor of [ANNA, 'ben', 'cleo']) await look(visitor)
  reader = await Reader.of(shop)
})

after(async () => {
  await reader.close()
  await shop.close()
})

test('a name nobody has is said to be nobody’s, and an export is downloaded and noted', async t => {
  const page = await reader.open(t, 'privacy')
  await lookUp(page, 'nobody at all')
  await page.getByText('Rien n’est gardé sous ce nom').waitFor()
  await lookUp(page, 'ben')
  await page.getByLabel('Votre numéro de demande').fill('T-12')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Exporter' }).click()
  assert.equal((await download).suggestedFilename(), 'person.json')
  await page.locator('.requests li', { hasText: 'T-12' }).waitFor()
  assert.deepEqual(await faultsOf(page, 'body'), [])
})

test('who stands there to be erased is who was looked for last, however late another is found', async t => {
  const page = await reader.open(t, 'privacy')
  const late = await heldBack(page, '**/find')
  await lookUp(page, 'cleo')
  await late.isAsked
  await lookUp(page, 'ben')
  const name = page.locator('.person h3')
  await name.waitFor()
  const ben = await name.innerText()
  await late.let()
  assert.equal(await name.innerText(), ben)
})

test('a visitor who is erased is found nowhere: not by name, not on their page, not live, not among events', async t => {
  const page = await reader.open(t, 'events')
  await page.locator('.passing li').first().waitFor()
  const rows = await page.locator('.passing li').count()
  await go(page, 'privacy')
  await lookUp(page, ANNA)
  const theirs = await page.getByRole('link', { name: 'Ce que nous savons' }).getAttribute('href')
  const name = await page.locator('.person h3').innerText()
  await go(page, theirs!.slice(2))
  await page.locator('.answer', { hasText: name }).waitFor()
  await go(page, 'privacy')
  await lookUp(page, ANNA)
  await page.getByRole('button', { name: 'Oublier', exact: true }).click()
  await page.getByRole('button', { name: 'Oublier pour de bon' }).click()
  await page.locator('.proof').waitFor()
  assert.match(await page.locator('.proof tbody tr').first().innerText(), /\t0$/)
  await page.locator('.person', { hasText: 'Oubli' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Exporter' }).count(), 0)
  assert.deepEqual(await faultsOf(page, 'body'), [])
  await go(page, theirs!.slice(2))
  await page.getByText('Rien n’est connu de cette personne').waitFor()
  await go(page, 'live')
  await page.locator('.answer').waitFor()
  assert.equal(await page.getByText(name).count(), 0)
  await go(page, 'events')
  await page.locator('.passing li').first().waitFor()
  assert.equal(await page.locator('.passing li').count(), rows - 1)
})

test('in the dark, in English, nothing scrolls sideways and it can be done by keyboard', async t => {
  const page = await reader.open(t, 'privacy', DARK)
  await page.getByLabel('Customer id, e-mail or visitor key').fill('cleo')
  await page.keyboard.press('Enter')
  await page.locator('.person').waitFor()
  assert.ok((await widthOf(page)) <= DARK.viewport.width)
  assert.deepEqual(await faultsOf(page, 'body'), [])
})

function look(visitor: string) {
  const { post, asServer } = shop
  return post('/v1/events', { events: [view('shoe')], visitor }, asServer)
}

async function lookUp(page: Page, name: string): Promise<void> {
  await page.getByLabel('Identifiant client, e-mail ou clé du visiteur').fill(name)
  await page.getByRole('button', { name: 'Chercher' }).click()
}

async function go(page: Page, room: string): Promise<void> {
  await page.evaluate(where => {
    location.hash = `#/${where}`
  }, room)
}
