import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { boots } from '../../src/server/catalogue-room/fixtures/wanted.ts'
import { view } from '../../src/server/fixtures/set-up.ts'
import { morning } from '../../src/server/segment-room/fixtures/morning.ts'
import { DARK, Reader, widthOf } from '../../src/web/console/fixtures/room.ts'
import { buildOnce } from '../../src/web/console/fixtures/stage.ts'
import { faultsOf } from './axe.ts'

let shop: Awaited<ReturnType<typeof morning>>
let reader: Reader

before(async () => {
  shop = await morning({ console: await buildOnce() })
  reader = await Reader.of(shop)
})

after(async () => {
  await reader.close()
  await shop.close()
})

test('a situation becomes a segment whose room tells who is here, what they want and what was missed', async t => {
  const page = await reader.open(t, 'segments')
  await page.getByText('Aucun segment encore').waitFor()
  await page.getByLabel('Nom').fill('Ski & montagne')
  await page.getByRole('combobox').first().selectOption('device=mobile')
  await page.getByRole('button', { name: 'Créer le segment' }).click()
  await page.getByText('Aucune page encore').waitFor()
  assert.deepEqual(await faultsOf(page, 'body'), [])
  const { seen, moments } = await theMorning()
  await page.reload()
  await page.locator('.answer', { hasText: '12 personnes sont là' }).waitFor()
  const home = page.locator('.mx tbody tr').last().locator('td').first()
  assert.match(
    await home.innerText(),
    new RegExp(`${seen} montré, 1 répondu, ${moments - seen} manqué`),
  )
  assert.equal(await home.getAttribute('class'), 'hot')
  assert.match(await page.locator('.need li').first().innerText(), /Chaussures[\s\S]*2 en stock/)
  await page.locator('.alerts', { hasText: 'cherchent' }).waitFor()
  assert.equal(await page.locator('.besides li').count(), 12)
  assert.deepEqual(await faultsOf(page, 'body'), [])
})

test('a team is assigned, given a task, and ticks it, all by keyboard', async t => {
  const page = await inRoom(t)
  await page.getByLabel('Responsable').fill('Inès')
  await page.getByLabel('Vendeurs').fill('Marc, Aïcha')
  await page.keyboard.press('Enter')
  await page.locator('.answer', { hasText: 'Bonjour Inès' }).waitFor()
  await page.getByRole('combobox').first().selectOption('Marc')
  await page.getByLabel('Une tâche ou une note').fill('Écrire « Choisir sa pointure »')
  await page.keyboard.press('Enter')
  const task = page.getByLabel(/Choisir sa pointure/)
  await task.focus()
  await page.keyboard.press('Space')
  await page.locator('.tasks .done', { hasText: 'Marc' }).waitFor()
  const [{ id }] = (await shop.list()).segments
  const { notes, team } = await shop.room(id)
  assert.deepEqual([notes[0].isDone, notes[0].for, team.sellers], [true, 'Marc', ['Marc', 'Aïcha']])
})

test('in the dark, in English, the page does not scroll sideways, and the table does by keyboard', async t => {
  const page = await inRoom(t, DARK)
  assert.ok((await widthOf(page)) <= DARK.viewport.width)
  assert.deepEqual(await faultsOf(page, 'body'), [])
  await page.locator('.sideways').focus()
})

test('a name without a space and a table of many touchpoints leave a phone its width', async t => {
  const [{ id }] = (await shop.list()).segments
  await shop.call('PATCH', `/v1/segments/${id}`, { name: 'Elektrizitaet'.repeat(6) })
  for (const type of ['category', 'product', 'cart', 'search']) {
    const asked = {
      page: { type },
      placements: [{ placement: type }],
      context: { device: 'mobile' },
    }
    for (let n = 0; n < 9; n++) {
      await shop.call('POST', '/v1/decisions', { visitor: `visitor-${n}`, ...asked })
    }
  }
  const page = await reader.open(t, 'segments', DARK)
  assert.ok((await widthOf(page)) <= DARK.viewport.width, 'the list')
  await page.locator('.teams a').click()
  await page.locator('.mx thead th').nth(4).waitFor()
  assert.ok((await widthOf(page)) <= DARK.viewport.width, 'the room')
})

test('a segment nobody looks after any more is given up, once asked', async t => {
  const page = await inRoom(t)
  await page.getByRole('button', { name: 'Supprimer ce segment' }).click()
  await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await page.getByText('Aucun segment encore').waitFor()
  assert.deepEqual((await shop.list()).segments, [])
})

/** Twelve people on phones look at boots of which two are left; of their pages some are seen, one is clicked. */
async function theMorning(): Promise<{ seen: number; moments: number }> {
  let [seen, moments] = [0, 0]
  await shop.feed(boots(6, [0, 1, 2, 3]))
  for (let n = 0; n < 12; n++) {
    const visitor = `visitor-${n}`
    const events = [view('boot-1', { time: shop.env.time })]
    await shop.call('POST', '/v1/events', { visitor, events })
    const { slice, decision } = await shop.open(visitor, 'mobile')
    if (slice === 'holdout') continue
    moments++
    if (moments > 6) continue
    seen++
    await shop.answer(visitor, seen === 1 ? 'click' : 'impression', decision)
  }
  return { seen, moments }
}

async function inRoom(t: { after(then: () => unknown): void }, options = {}): Promise<Page> {
  const page = await reader.open(t, 'segments', options)
  await page.locator('.teams a').click()
  await page.locator('.coverage').waitFor()
  return page
}
