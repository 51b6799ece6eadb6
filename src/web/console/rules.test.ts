import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launch } from '../../../test/browser.ts'
import { faultsOf } from '../../../test/journeys/axe.ts'
import { merchant, teach } from '../../server/rules/fixtures/merchant.ts'
import { readerPage, type Test } from './fixtures/reader-page.ts'
import { DARK, widthOf } from './fixtures/room.ts'
import { buildOnce } from './fixtures/stage.ts'

let shop: Awaited<ReturnType<typeof merchant>>
let browser: Browser
let url: string

before(async () => {
  shop = await merchant({ console: await buildOnce() })
  // Best-reviewed is what phones want; nobody else cares.
  await teach(shop, 2_000, (experience, { device }) =>
    device === 'mobile' && experience === 'home/best-reviewed' ? 0.5 : 0.1,
  )
  url = await shop.app.listen({ host: '127.0.0.1', port: 0 })
  browser = await launch()
})

after(async () => {
  await browser.close()
  await shop.close()
})

test('what was proven stands in a sentence with its interval, and what the words mean beside it', async t => {
  const page = await open(t)
  assert.match(await page.locator('.answer').innerText(), /effet prouvé/)
  const row = page.locator('.list li').first()
  assert.match(await row.innerText(), /mobile/)
  assert.match(await row.innerText(), /prouvée/)
  assert.equal(await row.locator('.iv.gain').count(), 1)
  assert.equal(await page.locator('.three div').count(), 3)
  const proven = Number.parseInt(await page.locator('.three div').last().innerText(), 10)
  assert.ok((await page.locator('.list li').count()) < proven)
  await page.getByText('n’a pas de ligne à elle').waitFor()
  await page.getByRole('button', { name: 'Utilisées' }).click()
  await page.getByText('n’a pas de ligne à elle').waitFor({ state: 'detached' })
})

test('a rule that is pinned is what the next visitor sees, and pressing again lets go', async t => {
  const page = await open(t)
  await page.locator('.list a').first().click()
  await page.getByRole('button', { name: 'Épingler' }).click()
  await page.locator('.det [aria-pressed=true]').waitFor()
  assert.match(await page.locator('.det .tagline').innerText(), /épinglée/)
  const [rule] = await shop.list('action=pin')
  const seen = (await shop.strangers(20)).filter(({ slice }) => slice === 'engine')
  assert.ok(seen.length > 5)
  for (const { experience } of seen) assert.equal(experience, rule.experience)
  await page.getByRole('button', { name: 'Épingler' }).click()
  await page.locator('.det [aria-pressed=true]').waitFor({ state: 'detached' })
  assert.deepEqual(await shop.list('action=pin'), [])
  const { history } = await shop.detail(rule.id)
  assert.deepEqual(
    history.map(({ by }) => by),
    ['console', 'console'],
  )
})

test('a rule written by hand says whom it reaches, and only they see the shop change', async t => {
  const page = await open(t, {}, 'rules/new')
  await page.getByLabel('Ce qu’ils voient').selectOption('home/explore')
  await page.locator('.det .big', { hasText: 'Tous les visiteurs' }).waitFor()
  await page.getByLabel('Pour les visiteurs qui').last().selectOption('device=desktop')
  await page.locator('.det .big', { hasText: 'sur ordinateur' }).waitFor()
  const [, fitting, visitors] = /([\d\u202f]+) des ([\d\u202f]+) visiteurs/.exec(
    await page.locator('.draft-reach + .meta').innerText(),
  )!
  const number = (text: string) => Number(text.replace(/\D/g, ''))
  assert.ok(number(visitors) >= 2_000 && number(fitting) < number(visitors) * 0.6)
  assert.ok(number(fitting) > number(visitors) * 0.4)
  assert.deepEqual(await faultsOf(page, 'body'), [])
  await page.getByRole('button', { name: 'Mettre la règle en place' }).press('Enter')
  await page.locator('.det .tagline', { hasText: 'épinglée' }).waitFor()
  await seeOnly('home/explore', 'desktop')
  await page.getByRole('button', { name: 'Comparer deux visiteurs' }).click()
  await page.locator('.twins figure').nth(1).waitFor()
  const [one, other] = await page.locator('.twins figcaption').allInnerTexts()
  assert.match(one, /sur ordinateur.*La règle parle/i)
  assert.match(other, /sur mobile.*n’en parle pas/i)
  assert.deepEqual(await faultsOf(page, 'body'), [])
  await page.getByText('Changer la part, la fin ou la note').click()
  await page.getByLabel('Pourquoi').fill('fini')
  await page.getByRole('button', { name: 'Mettre fin à la règle' }).click()
  await page.locator('.det .edit').waitFor({ state: 'detached' })
  assert.deepEqual(await shop.list('action=pin'), [])
})

test('a rule’s last day is the shop’s, for a colleague on the other side of an ocean too', async t => {
  const page = await open(t, { timezoneId: 'America/New_York' }, 'rules/new')
  await page.getByLabel('Ce qu’ils voient').selectOption('home/explore')
  await page.getByLabel('Pour les visiteurs qui').last().selectOption('device=tablet')
  await page.getByLabel('Dernier jour').fill('2026-12-24')
  await page.locator('.det .big', { hasText: 'tablette' }).waitFor()
  await page.getByRole('button', { name: 'Mettre la règle en place' }).click()
  await page.locator('.det .tagline', { hasText: 'épinglée' }).waitFor()
  const [{ id }] = await shop.list('action=pin')
  const inParis = Date.parse('2026-12-24T22:59:59.999Z')
  assert.equal((await shop.detail(id)).until, inParis)
  await page.getByText('Changer la part, la fin ou la note').click()
  assert.equal(await page.getByLabel('Dernier jour').inputValue(), '2026-12-24')
  await page.getByRole('button', { name: 'Mettre fin à la règle' }).click()
  await page.locator('.det .edit').waitFor({ state: 'detached' })
})

test('a word that somebody else has said meanwhile is shown first, not taken back unseen', async t => {
  const [mine, theirs] = [await open(t), await open(t)]
  for (const page of [mine, theirs]) await page.locator('.list a').first().click()
  await theirs.getByRole('button', { name: 'Épingler' }).click()
  await theirs.locator('.det [aria-pressed=true]').waitFor()
  await mine.getByRole('button', { name: 'Approuver' }).click()
  await mine.getByText('Quelqu’un en a décidé autrement').waitFor()
  await mine.locator('.det .tagline', { hasText: 'épinglée' }).waitFor()
  assert.equal((await shop.list('action=pin')).length, 1)
  await mine.getByRole('button', { name: 'Épingler' }).click()
  await mine.locator('.det [aria-pressed=true]').waitFor({ state: 'detached' })
  assert.deepEqual(await shop.list('action=any'), [])
})

test('a double press says a word and does not take it back', async t => {
  const page = await open(t)
  await page.locator('.list a').first().click()
  await page.getByRole('button', { name: 'Épingler' }).dblclick({ delay: 150 })
  await page.locator('.det [aria-pressed=true]').waitFor()
  await page.waitForTimeout(300)
  assert.equal((await shop.list('action=pin')).length, 1)
  await page.getByRole('button', { name: 'Épingler' }).click()
  await page.locator('.det [aria-pressed=true]').waitFor({ state: 'detached' })
})

test('a share is refused as it is written, in percent, and what is mended is wrong no more', async t => {
  const page = await open(t, {}, 'rules/new')
  await page.getByLabel('Ce qu’ils voient').selectOption('home/explore')
  await page.getByLabel('Votre décision').selectOption('limit')
  await page.getByLabel('Part au plus').fill('150')
  await page.locator('#rule-share-wrong', { hasText: 'de 0,1 à 99,9' }).waitFor()
  await page.getByRole('button', { name: 'Mettre la règle en place' }).click()
  await page.getByLabel('Part au plus').fill('15')
  await page.locator('.det .big').waitFor()
  assert.equal(await page.locator('#rule-share-wrong').count(), 0)
  assert.match(await page.locator('.draft-reach + .meta').innerText(), /le témoin et le hasard/)
  await page.getByLabel('Votre décision').selectOption('forbid')
  await page.locator('.draft-reach + .meta', { hasText: 'le témoin, qui voit' }).waitFor()
})

test('what cannot be is said beside its line, before anything is written', async t => {
  const page = await open(t, DARK, 'rules/new')
  await page.getByLabel('What they see').selectOption('home/bestsellers')
  await page.getByLabel('Your word').selectOption('forbid')
  await page.locator('#rule-how-wrong', { hasText: 'default' }).waitFor()
  assert.equal(await page.locator('#rule-how').getAttribute('aria-invalid'), 'true')
  assert.deepEqual(await faultsOf(page, 'body'), [])
  assert.ok((await widthOf(page)) <= DARK.viewport.width)
})

test('where approval is asked for, the page says so and the next visitor sees the default', async t => {
  const page = await open(t)
  const home = page.getByRole('checkbox', { name: 'Accueil' })
  await home.click()
  await page.locator('.approval:not(:disabled) input:checked').waitFor()
  const seen = (await shop.strangers(20)).filter(({ slice }) => slice === 'engine')
  for (const { experience } of seen) assert.equal(experience, 'home/bestsellers')
  await home.click()
  await page.locator('.approval:not(:disabled) input:checked').waitFor({ state: 'detached' })
})

/** The engine shows it to everybody on one device, and something else as well to the others. */
async function seeOnly(experience: string, device: 'mobile' | 'desktop'): Promise<void> {
  const other = device === 'mobile' ? 'desktop' : 'mobile'
  const [those, others] = [await ofEngine(device), await ofEngine(other)]
  assert.ok(those.length > 5 && others.length > 5)
  assert.ok(those.every(one => one === experience))
  assert.ok(others.some(one => one !== experience))
}

async function ofEngine(device: string): Promise<string[]> {
  const seen = await shop.strangers(20, { device })
  return seen.filter(({ slice }) => slice === 'engine').map(({ experience }) => experience)
}

test('words are searched for, and nothing found is said', async t => {
  const page = await open(t, { locale: 'en-GB' })
  await page.getByRole('searchbox').fill('submarine')
  await page.getByText('Nothing of the kind.').waitFor()
})

test('another site cannot press the buttons with the merchandiser’s cookie', async t => {
  const page = await open(t)
  const [cookie] = await page.context().cookies()
  assert.equal(cookie.sameSite, 'Strict')
  const [rule] = await shop.list()
  const forged = await shop.app.inject({
    method: 'PATCH',
    url: `/v1/rules/${rule.id}`,
    payload: { action: 'forbid' },
    headers: { cookie: `${cookie.name}=${cookie.value}`, origin: 'https://evil.example' },
  })
  assert.equal(forged.statusCode, 403)
  assert.deepEqual(await shop.list('action=forbid'), [])
})

test('on a phone the rule is a page of its own, and nothing scrolls sideways', async t => {
  for (const width of [390, 320]) {
    const page = await open(t, { viewport: { width, height: 800 } })
    const isWide = () => page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok((await isWide()) <= width)
    await page.locator('.list a').first().click()
    await page.locator('.det .big').waitFor()
    assert.equal(await page.locator('.list').isVisible(), false)
    assert.ok((await isWide()) <= width)
    await page.goBack()
    await page.locator('.list').waitFor()
  }
})

async function open(t: Test, options: BrowserContextOptions = {}, room = 'rules'): Promise<Page> {
  const page = await readerPage(t, browser, options)
  await page.goto(`${url}/console/enter?token=${shop.door.newLink()}`)
  await page.goto(`${url}/console/#/${room}`)
  await page
    .locator(room === 'rules' ? '.list li' : '.answer')
    .first()
    .waitFor()
  return page
}
