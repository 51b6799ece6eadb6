import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launch } from '../../../test/browser.ts'
import { faultsOf } from '../../../test/journeys/axe.ts'
import { namedKey } from '../../core/visitor-key.ts'
import { setUp } from '../../server/fixtures/set-up.ts'
import { event } from '../../server/live/fixtures/shop.ts'
import { joined } from '../../server/people/fixtures/team.ts'
import { reader } from '../../server/told/fixtures/reader.ts'
import { heldBack } from './fixtures/held-back.ts'
import { readerPage, type Test } from './fixtures/reader-page.ts'
import { DARK, Reader, waysOf, widthOf } from './fixtures/room.ts'
import { buildOnce, openStage, type Stage } from './fixtures/stage.ts'

let shop: Awaited<ReturnType<typeof setUp>>
let stage: Stage
let browser: Browser
let anna: string
let room: Reader

before(async () => {
  shop = await setUp({ console: await buildOnce() })
  anna = keyOf('anna')
  for (const name of ['anna', 'ben', 'cleo']) await reader(shop.post, shop.asServer, shop.env, name)
  stage = await openStage({
    '/v1/explain/:decision': async ({ url }) =>
      (await shop.app.inject({ url, headers: shop.asServer })).json(),
    '/v1/visitors/:key/told': ({ params }) =>
      shop.shop.tellVisitor((params as { key: string }).key, shop.env.now()),
  })
  browser = await launch()
  room = await Reader.of(shop, browser)
})

after(async () => {
  await browser.close()
  await stage.close()
  await shop.close()
})

test('from the stream one comes to the visitor: what is believed, and the acts that say so', async t => {
  const page = await open(t, '#/live')
  stage.feed.observe(event({ visitor: anna, name: 'view_item', items: [{ id: 'x' }] }, Date.now()))
  await page.locator('.stream a.who').first().click()
  await page.locator('.traits li').first().waitFor()
  const trait = page.locator('.traits > li', { hasText: 'Se fie aux avis' })
  await trait.locator('summary').click()
  assert.match(await trait.locator('.moments').innerText(), /lit les avis\u202f: shoe-5/)
  assert.ok((await page.locator('.journey li').count()) > 10)
  await page.getByRole('link', { name: 'En direct' }).last().click()
  await page.locator('.stream').waitFor()
})

test('each thing that was shown says why: the situation, what spoke for it, the chance of each', async t => {
  const asked = { visitor: 'anna', page: { type: 'home' }, placements: [{ placement: 'home' }] }
  const { statusCode } = await shop.post('/v1/decisions', asked, shop.asServer)
  assert.equal(statusCode, 200)
  const page = await open(t, `#/visitors/${anna}`)
  const row = page.locator('.moments li', { has: page.getByRole('button', { name: 'Pourquoi' }) })
  await row.first().getByRole('button').click()
  const why = page.locator('.why-panel')
  await why.waitFor()
  const chances = await why.locator('.chances .num').allInnerTexts()
  assert.ok(chances.length > 1)
  const sum = chances.reduce((all, text) => all + Number.parseFloat(text.replace(',', '.')), 0)
  assert.ok(Math.abs(sum - 100) < 1, `${chances}`)
  assert.equal(await why.locator('.chances b').count(), 1)
  await row.first().getByRole('button').click()
  await why.waitFor({ state: 'detached' })
})

test('from why something was shown it is one step to show it no more, and the next page follows', async t => {
  const experience = 'home/best-reviewed'
  const decide = async (visitor: string) => {
    const asked = { visitor, page: { type: 'home' }, placements: [{ placement: 'home' }] }
    return (await shop.post('/v1/decisions', asked, shop.asServer)).json().placements[0].experience
  }
  await shop.post('/v1/rules', { placement: 'home', experience, action: 'pin' }, shop.asServer)
  const shown = await firstOf(
    ['anna', 'ben', 'cleo'],
    async name => (await decide(name)) === experience,
  )
  const page = await room.open(t, `visitors/${keyOf(shown)}`)
  await page.getByRole('button', { name: 'Pourquoi' }).first().click()
  await page.getByRole('link', { name: 'Ne plus montrer cela' }).click()
  assert.equal(await page.getByLabel('Ce qu’ils voient').inputValue(), experience)
  await page.getByRole('button', { name: 'Mettre la règle en place' }).click()
  await page.waitForURL(/#\/rules\/r/)
  // On a phone the rule has the page to itself.
  await page.evaluate("location.hash = '#/rules'")
  await page.getByText('aucune situation n’a été vue trente fois').waitFor()
  await page.getByText('environ 500 visites').waitFor()
  assert.notEqual(await decide(shown), experience)
})

test('somebody nobody knows is said to be unknown, with the way back', async t => {
  const page = await open(t, '#/visitors/nobody', { locale: 'en-GB' })
  await page.getByText('Nothing is known of this person').waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Live' }).waitFor()
})

test('nothing scrolls sideways, and what can be pressed on a phone is large enough', async t => {
  for (const width of [390, 320]) {
    const page = await open(t, `#/visitors/${anna}`, { viewport: { width, height: 800 } })
    await page.locator('.traits li').first().waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= width, `${wide} px wide at ${width}`)
    const heights = await page
      .locator('summary, .to-live')
      .evaluateAll(all => all.map(each => each.getBoundingClientRect().height))
    assert.ok(Math.min(...heights) >= 24, String(heights))
  }
})

test('what is wrong is said for a visitor, is believed no more, and is taken back', async t => {
  const page = await room.open(t, `visitors/${anna}`)
  const trait = page.locator('.traits > li', { hasText: 'Se fie aux avis' })
  await trait.getByRole('button', { name: 'C’est faux' }).click()
  await trait.waitFor({ state: 'detached' })
  const denied = page.locator('.denied li', { hasText: 'Se fie aux avis' })
  assert.match(await denied.innerText(), /dit par la boutique/)
  assert.deepEqual(await faultsOf(page, 'body'), [])
  await denied.locator('button:focus').press('Enter')
  await trait.locator('button:focus').waitFor()
  assert.equal(await page.locator('.denied').count(), 0)
})

test('an answer that comes late is put neither over a newer word nor on somebody else’s page', async t => {
  const page = await room.open(t, `visitors/${anna}`)
  const trait = page.locator('.traits > li', { hasText: 'Se fie aux avis' })
  await trait.waitFor()
  const early = await heldBack(page, '**/told')
  await early.isAsked
  await trait.getByRole('button', { name: 'C’est faux' }).click()
  await trait.waitFor({ state: 'detached' })
  await early.let()
  assert.equal(await trait.count(), 0)
  const late = await heldBack(page, '**/corrections')
  await page.locator('.denied button').first().click()
  await late.isAsked
  await page.goto(page.url().replace(anna, keyOf('cleo')))
  const where = page.locator('.where')
  const name = shop.shop.tellVisitor(keyOf('cleo'), shop.env.now())
  await page.locator('.where', { hasText: (await name)!.nickname.fr }).waitFor()
  await late.let()
  assert.equal(await where.innerText(), (await name)!.nickname.fr)
})

test('what the visitor said themselves the shop does not take back', async t => {
  await shop.post('/v1/why', { visitor: 'cleo', trait: 'reviews', wrong: true }, shop.asServer)
  const page = await room.open(t, `visitors/${keyOf('cleo')}`, DARK)
  const denied = page.locator('.denied li', { hasText: 'Trusts reviews' })
  assert.match(await denied.innerText(), /said by themselves/)
  assert.equal(await denied.getByRole('button').count(), 0)
  assert.ok((await widthOf(page)) <= DARK.viewport.width)
  assert.deepEqual(await faultsOf(page, 'body'), [])
})

test('whom to merge with is who was looked for last, however late another is found', async t => {
  const page = await room.open(t, `visitors/${keyOf('cleo')}`)
  await page.getByRole('button', { name: 'Réunir avec une autre fiche' }).click()
  const lookFor = async (name: string) => {
    await page.getByLabel('Identifiant client').fill(name)
    await page.keyboard.press('Enter')
  }
  const late = await heldBack(page, '**/find')
  await lookFor('ben')
  await late.isAsked
  await lookFor('anna')
  const other = page.locator('.other a')
  await other.waitFor()
  await late.let()
  assert.equal(await other.getAttribute('href'), `#/visitors/${anna}`)
})

test('what cannot be undone is told once, however often it is pressed', async t => {
  const page = await room.open(t, `visitors/${keyOf('cleo')}`)
  let times = 0
  await page.route('**/merge', async route => {
    times++
    await page.waitForTimeout(500)
    await route.fulfill({ status: 503, json: { detail: 'Not now.' } })
  })
  await page.getByRole('button', { name: 'Réunir avec une autre fiche' }).click()
  await page.getByLabel('Identifiant client').fill('anna')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'La même personne' }).press('Enter')
  await page.getByRole('alert').getByRole('button').dblclick()
  await page.getByText('Not now.').waitFor()
  assert.equal(times, 1)
})

test('two who are one are merged by keyboard, asked once, and it stands in who changed what', async t => {
  const page = await room.open(t, `visitors/${anna}`)
  await page.getByRole('button', { name: 'Réunir avec une autre fiche' }).press('Enter')
  await page.locator('input:focus').waitFor()
  await page.keyboard.type('nobody at all')
  await page.keyboard.press('Enter')
  await page.getByText('Personne d’autre n’est connu sous ce nom').waitFor()
  await page.getByLabel('Identifiant client').fill('ben')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'La même personne' }).press('Enter')
  assert.match(await page.getByRole('alert').innerText(), /cela ne se défait pas/)
  assert.deepEqual(await faultsOf(page, 'body'), [])
  await page.keyboard.press('Enter')
  await page.getByText('C’est une seule personne désormais').waitFor()
  await page.getByText('2 clés réunies').waitFor()
  assert.equal(shop.shop.engine.canonical(keyOf('ben')), anna)
  const name = await page.locator('.where').innerText()
  await (await waysOf(page)).filter({ hasText: 'Qui a changé quoi' }).click()
  const change = page.locator('.audit li').first()
  assert.match(await change.innerText(), /a réuni avec une autre fiche/)
  await change.getByRole('link', { name }).click()
  await page.locator('.answer', { hasText: name }).waitFor()
})

test('an analyst reads a visitor and changes nothing; an editor corrects and does not merge', async t => {
  const as = async (role: 'analyst' | 'editor') => {
    const page = await room.openAs(t, await joined(shop, role), `visitors/${keyOf('cleo')}`)
    await page.locator('.traits li').first().waitFor()
    const names = await page.locator('main button, main a.btn').allInnerTexts()
    return ['C’est faux', 'Réunir', 'Exporter'].map(word => names.some(name => name.includes(word)))
  }
  assert.deepEqual(await as('analyst'), [false, false, false])
  assert.deepEqual(await as('editor'), [true, false, false])
})

function keyOf(name: string): string {
  return namedKey(name, shop.keys.nameSecret)
}

async function open(t: Test, hash: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await readerPage(t, browser, options)
  await page.goto(`${stage.url}${hash}`)
  return page
}

async function firstOf(
  names: string[],
  suits: (name: string) => Promise<boolean>,
): Promise<string> {
  for (const name of names) if (await suits(name)) return name
  throw new Error(`none of ${names}`)
}
