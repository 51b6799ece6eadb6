import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { faultsOf } from '../../../test/journeys/axe.ts'
import { merchant } from '../../server/rules/fixtures/merchant.ts'
import { DARK, Reader, widthOf } from './fixtures/room.ts'
import { buildOnce } from './fixtures/stage.ts'

let shop: Awaited<ReturnType<typeof merchant>>
let reader: Reader

before(async () => {
  shop = await merchant({ console: await buildOnce() })
  reader = await Reader.of(shop)
})

after(async () => {
  await reader.close()
  await shop.close()
})

test('how much is nudged is changed on a page, and kept with what it was before', async t => {
  const page = await reader.open(t, 'guards')
  const perDay = page.getByLabel('Demandes par jour')
  assert.equal(await perDay.inputValue(), '3')
  for (const wrong of ['99', '', 'peu']) {
    await perDay.fill(wrong)
    await perDay.press('Enter')
    await page.locator('#nudge-perDay-wrong').waitFor()
    assert.equal(await perDay.getAttribute('aria-invalid'), 'true')
  }
  assert.equal(shop.shop.engine.nudgeTerms.perDay, 3)
  await perDay.fill('1')
  await page.locator('#nudge-why').fill('calme')
  await perDay.press('Enter')
  await page.locator('.answer', { hasText: '1 demande par jour' }).waitFor()
  const [change] = shop.shop.engine.audit.before(Infinity, 1)
  assert.deepEqual([change.what, change.by, change.why], ['nudge_terms', 'console', 'calme'])
  assert.equal((change.before as { perDay: number }).perDay, 3)
  assert.equal((change.after as { perDay: number }).perDay, 1)
})

test('offers are off until terms are given, whose fault is said at its line', async t => {
  const page = await reader.open(t, 'guards')
  await page.locator('#offer-budgetPerDay').fill('2000,50')
  await page.getByLabel('Les offres sont permises').check()
  const save = page.locator('form', { has: page.locator('#offer-budget') }).getByRole('button')
  await save.click()
  await page.locator('#offer-budgetPerDay-wrong').waitFor()
  assert.equal(shop.shop.engine.offers.terms, undefined)
  await page.locator('#offer-budget').fill('5000')
  await save.click()
  await page.getByText('Reste du budget').waitFor()
  const { on, budgetPerDay, budget, percent, hesitation } = shop.shop.engine.offers.terms!
  assert.deepEqual([on, budgetPerDay, budget, percent], [true, 200_050, 500_000, 10])
  assert.equal(hesitation, 0.5)
})

test('the holdout is changed by an owner who has read what that costs', async t => {
  const page = await reader.open(t, 'guards')
  assert.equal(await page.locator('.sizes tbody tr').count(), 4)
  assert.match(await page.locator('.sizes').innerText(), /trop tôt/)
  await page.getByLabel('10 %').check()
  await page.getByRole('button', { name: 'Changer la taille' }).click()
  await page.locator('.answer', { hasText: '10 % des visiteurs' }).waitFor()
  assert.equal(shop.shop.engine.settings.holdout, 0.1)
  const [change] = shop.shop.engine.audit.before(Infinity, 1)
  assert.deepEqual([change.what, change.before], ['split', { holdout: 0.05 }])
})

test('what the shop promises is changed on the page, its fault said at its line', async t => {
  await shop.call('PUT', '/v1/promises/FR', { currency: 'EUR', deliveryPrice: 490, returnDays: 60 })
  const page = await reader.open(t, 'guards')
  const days = page.getByLabel('Jours pour rendre')
  assert.equal(await page.getByLabel('Prix de la livraison').inputValue(), '4,9')
  await days.fill('-3')
  await days.press('Enter')
  await page.locator('#facts-FR-returnDays-wrong').waitFor()
  await days.fill('90')
  await page.getByLabel('Livraison offerte dès').fill('80,5')
  await days.press('Enter')
  await page.getByText('la page suivante suit').waitFor()
  const facts = shop.shop.engine.catalogue.factsOf('FR')
  assert.deepEqual([facts?.returnDays, facts?.freeDeliveryFrom], [90, 8_050])
})

test('an experience’s words change on the page, and the next visitor reads them', async t => {
  await shop.write({ experience: 'home/best-reviewed' })
  const page = await reader.open(t, 'experiences')
  await page.locator('.says[href$="home%2Fbest-reviewed"]').click()
  for (const [language, words] of [
    ['français', 'Ce que l’on <b>choisit</b> ici'],
    ['anglais', 'What is <b>chosen</b> here'],
  ]) {
    await page.getByLabel(`Titre en ${language}`).fill(words)
  }
  await page.getByRole('button', { name: 'Enregistrer' }).press('Enter')
  await page.getByText('la page suivante suit').waitFor()
  const seen = await shop.strangers(6)
  const [one] = seen.filter(({ slice }) => slice === 'engine') as unknown as { title: string }[]
  assert.match(one.title, /<b>(choisit|chosen)<\/b>/)
  await page.getByText('Toutes les expériences').click()
  await page.locator('.says', { hasText: '<b>choisit</b>' }).waitFor()
})

test('a new experience says whole what it does, and is looked at on the shop’s own page', async t => {
  const page = await reader.open(t, 'experiences/new')
  await page.getByLabel('Son nom court').fill('Hiver !')
  await page.getByLabel('Titre en français').fill('L’hiver commence ici')
  await page.getByLabel('Titre en anglais').fill('Winter starts here')
  await page.getByLabel('D’où viennent').selectOption('new')
  const save = page.getByRole('button', { name: 'Enregistrer' })
  await save.click()
  await page.locator('#exp-name-wrong').waitFor()
  assert.deepEqual(await faultsOf(page, 'body'), [])
  await page.getByLabel('Son nom court').fill('winter')
  await save.click()
  await page.getByText('ne change pas sous ce nom').waitFor()
  assert.equal(shop.shop.engine.experiences.find('home/winter')?.strategy, 'new')
  await page.getByText('Toutes les expériences').click()
  const row = page.locator('.placement li', { hasText: 'L’hiver commence ici' })
  await row.getByRole('button', { name: 'Voir sur la boutique' }).click()
  await row.getByLabel('Adresse de la page').fill('javascript:alert(1)')
  await row.getByText('Une adresse en https').waitFor()
  assert.equal(await row.getByRole('link', { name: 'Ouvrir la page' }).count(), 0)
  await row.getByLabel('Adresse de la page').fill('https://shop.example/?a=1')
  const link = await row.getByRole('link', { name: 'Ouvrir la page' }).getAttribute('href')
  assert.match(link!, /^https:\/\/shop\.example\/\?a=1&vitrine-preview=./)
})

test('in the dark, in English, nothing scrolls sideways and nothing is at fault', async t => {
  for (const room of ['guards', 'experiences', 'experiences/home%2Fexplore']) {
    const page = await reader.open(t, room, DARK)
    assert.ok((await widthOf(page)) <= DARK.viewport.width, room)
    assert.deepEqual(await faultsOf(page, 'body'), [], room)
  }
})
