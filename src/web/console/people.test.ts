import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launch } from '../../../test/browser.ts'
import { faultsOf } from '../../../test/journeys/axe.ts'
import { FRENCH } from '../../../test/sides.ts'
import type { Role } from '../../schema/person.ts'
import { member, PASSWORD } from '../../server/people/fixtures/team.ts'
import { codeAt } from '../../server/people/totp.ts'
import { readerPage, type Test } from './fixtures/reader-page.ts'
import { DARK, waysOf } from './fixtures/room.ts'
import { wholeShop } from './fixtures/whole.ts'

let shop: Awaited<ReturnType<typeof wholeShop>>
let browser: Browser

before(async () => {
  shop = await wholeShop()
  browser = await launch()
})

after(async () => {
  await browser.close()
  await shop.close()
})

test('who says the right words comes in and goes out, and wrong ones are answered alike', async t => {
  const { email, name } = await member(shop, 'viewer')
  const page = await open(t)
  for (const [whom, password] of [
    ['nobody@example.org', PASSWORD],
    [email, 'not their password'],
  ]) {
    await signIn(page, whom, password)
    await page.getByText('Cette adresse et ce mot de passe ne vont pas ensemble.').waitFor()
  }
  await signIn(page, email, PASSWORD)
  await (await waysOf(page)).filter({ hasText: 'Mon compte' }).click()
  await page.getByText(`${name}, votre rôle`).waitFor()
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.getByText('Qui êtes-vous').waitFor()
  await page.reload()
  await page.getByText('Qui êtes-vous').waitFor()
})

test('an owner invites, and who follows the link chooses a password and is what was said', async t => {
  const page = await inside(t, 'owner', '#/team')
  await page.getByLabel('Nom').fill('Inès <b>')
  await page.getByLabel('Adresse e-mail').fill('ines@example.org')
  await page.getByLabel('Rôle', { exact: true }).selectOption('editor')
  await page.getByRole('button', { name: 'Inviter' }).click()
  const link = await page.locator('.once pre').innerText()
  await page.getByText('Inès <b>').first().waitFor()
  const guest = await open(t, {}, link)
  await guest.getByLabel('Mot de passe').fill('azertyuiopqs')
  await guest.getByRole('button', { name: 'Entrer dans la console' }).click()
  await guest.getByText('Ce mot de passe se devine').waitFor()
  await guest.getByLabel('Mot de passe').fill('quatre chaises bleues')
  await guest.getByRole('button', { name: 'Entrer dans la console' }).click()
  await waysOf(guest)
  assert.doesNotMatch(guest.url(), /join/)
  assert.equal(shop.people.byEmail('INES@example.org')?.role, 'editor')
  const late = await open(t, {}, link)
  await late.getByLabel('Mot de passe').fill('quatre chaises rouges')
  await late.getByRole('button', { name: 'Entrer dans la console' }).click()
  await late.getByText('Ce lien a servi').waitFor()
})

test('a viewer sees neither the team nor single visitors, and is told whose affair they are', async t => {
  const page = await inside(t, 'viewer')
  const rooms = await (await waysOf(page)).allInnerTexts()
  const names = rooms.map(each => each.trim())
  assert.ok(names.includes('Résultats') && names.includes('Mon compte'), names.join())
  for (const shut of ['Équipe', 'Événements', 'Réglages', 'Qui a changé quoi']) {
    assert.ok(!names.includes(shut), shut)
  }
  for (const hash of ['#/team', '#/events', '#/visitors/abc', '#/settings', '#/audit']) {
    await page.goto(`${shop.url}/console/${hash}`)
    await page.getByText('Cette page n’est pas pour votre rôle.').waitFor()
  }
})

test('a second factor is asked for, its codes open once, and a recovery code when it is lost', async t => {
  const { email, id } = await member(shop, 'manager')
  const page = await inside(t, { email }, '#/account')
  const part = page.locator('.panel').first()
  await part.getByLabel('Mot de passe actuel').fill(PASSWORD)
  await part.getByRole('button', { name: 'Mettre en place' }).click()
  const secret = (await part.locator('.secret').innerText()).replaceAll(' ', '')
  const code = () => codeAt(secret, Math.floor(shop.env.now() / 30_000))
  await part.getByLabel('Le code affiché').fill(code())
  await part.getByRole('button', { name: 'Activer' }).click()
  const codes = (await page.locator('.once pre').innerText()).split('\n')
  assert.equal(codes.length, 10)
  const again = await open(t)
  await signIn(again, email, PASSWORD)
  await again.getByLabel('Code à six chiffres').fill(code())
  await again.getByRole('button', { name: 'Entrer' }).click()
  await again.getByText('Ce code est faux').waitFor()
  shop.env.time += 30_000
  await again.getByLabel('Code à six chiffres').fill(code())
  await again.getByRole('button', { name: 'Entrer' }).click()
  await waysOf(again)
  const lost = await open(t)
  await signIn(lost, email, PASSWORD)
  await lost.getByLabel('Code à six chiffres').fill(codes[3].toLowerCase())
  await lost.getByRole('button', { name: 'Entrer' }).click()
  await waysOf(lost)
  assert.equal(shop.people.get(id)?.recovery?.length, 9)
})

test('half an hour without a hand at the page ends the session, and signing in returns there', async t => {
  const { email } = await member(shop, 'analyst')
  const page = await inside(t, { email }, '#/results')
  await waysOf(page)
  shop.env.time += 31 * 60_000
  await page.goto(`${shop.url}/console/#/rules`)
  await page.getByText('Votre session a pris fin').waitFor()
  await signIn(page, email, PASSWORD)
  await waysOf(page)
  assert.match(page.url(), /#\/rules$/)
})

test('the door, the team and the account hold nothing that a reader or a keyboard stumbles over', async t => {
  for (const options of [FRENCH.options, DARK]) {
    const door = await open(t, options)
    await door.locator('.answer').waitFor()
    assert.deepEqual(await faultsOf(door, 'html'), [])
    const page = await inside(t, 'owner', '#/team', options)
    for (const hash of ['#/team', '#/account']) {
      await page.goto(`${shop.url}/console/${hash}`)
      await page.locator('.people li').first().waitFor()
      assert.deepEqual(await faultsOf(page, 'html'), [], hash)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(wide <= options.viewport.width, hash)
    }
  }
})

async function open(
  t: Test,
  options: BrowserContextOptions = {},
  url = `${shop.url}/console/`,
): Promise<Page> {
  const page = await readerPage(t, browser, options)
  await page.goto(url)
  return page
}

/** A page of somebody who has signed in, by the form as anybody. */
async function inside(
  t: Test,
  who: Role | { email: string },
  hash = '',
  options: BrowserContextOptions = {},
): Promise<Page> {
  const { email } = typeof who === 'string' ? await member(shop, who) : who
  const page = await open(t, options, `${shop.url}/console/${hash}`)
  await signIn(page, email, PASSWORD)
  return page
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.locator('#email').fill(email)
  await page.locator('#password').fill(password)
  await page.locator('.door button[type=submit]').click()
}
