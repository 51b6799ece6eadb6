import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { launch } from '../../../test/browser.ts'
import { PHONE } from '../../../test/sides.ts'
import { event, line, refused, traffic } from '../../server/live/fixtures/shop.ts'
import { readerPage, type Test } from './fixtures/reader-page.ts'
import { buildOnce, openStage, type Stage } from './fixtures/stage.ts'

let stage: Stage
let browser: Browser

before(async () => {
  stage = await openStage()
  browser = await launch()
  const now = Date.now()
  for (const record of traffic(5, 200, now - 14 * 60_000, now - 30_000)) stage.feed.observe(record)
})

after(async () => {
  await browser.close()
  await stage.close()
})

test('the stream grows by itself', async t => {
  const page = await open(t)
  await page.waitForSelector('.stream li')
  sees('la Bise')
  await page.getByText('achète la Bise').waitFor()
  const first = await read(page.locator('.stream li').first())
  assert.match(first, /achète la Bise/)
  assert.match(await read(page.locator('.answer')), /personnes? (est|sont) dans la boutique/)
})

test('pause holds the page, says how many wait, and resuming shows them', async t => {
  const page = await open(t)
  await page.getByRole('button', { name: 'Suspendre' }).click()
  const held = await read(page.locator('.stream li').first())
  sees('la Combe')
  await page.getByText('1 nouvelle').waitFor()
  assert.equal(await read(page.locator('.stream li').first()), held)
  await page.getByRole('button', { name: 'Reprendre' }).click()
  await page.getByText('achète la Combe').waitFor()
})

test('further down the list nothing moves; the new ones wait behind a button', async t => {
  const page = await open(t, { viewport: { width: 1200, height: 500 } })
  await page.locator('.stream li').nth(20).scrollIntoViewIfNeeded()
  await drawnTwice(page) // the observer tells after a frame
  sees('la Crête')
  await page.getByRole('button', { name: /^1 nouvelle/ }).click()
  await page.getByText('achète la Crête').waitFor()
})

test('while the mouse is over the list nothing moves, and it goes on when the mouse leaves', async t => {
  const page = await open(t)
  const first = page.locator('.stream li .say').first()
  const { x, y } = (await first.boundingBox())!
  await page.mouse.move(x + 5, y + 5)
  const held = await read(first)
  sees('la Brèche')
  await page.getByRole('button', { name: /^1 nouvelle/ }).waitFor()
  assert.equal(await read(first), held)
  await page.mouse.move(0, 0)
  await page.getByText('achète la Brèche').waitFor()
})

test('what comes in a rush is shown together, and the list moves once for it', async t => {
  const page = await open(t)
  await page.waitForSelector('.stream li')
  await page.evaluate(() => {
    const told: string[] = []
    Object.assign(window, { told })
    const list = document.querySelector('.stream')!
    const hear = (all: MutationRecord[]) =>
      told.push(all.flatMap(({ addedNodes }) => [...addedNodes].map(li => li.textContent)).join())
    new MutationObserver(hear).observe(list, { childList: true })
  })
  for (const name of ['le Névé', 'le Sérac', 'la Moraine']) sees(name)
  await page.getByText('achète la Moraine').waitFor()
  const told: string[] = await page.evaluate('told')
  assert.ok(told.some(text => /le Sérac/.test(text) && /la Moraine/.test(text)))
})

test('on a phone the list is short until more is asked for, and what is below it is near', async t => {
  const rows = (page: Page) => page.locator('.stream li')
  const page = await open(t, PHONE)
  await rows(page).first().waitFor()
  assert.equal(await rows(page).count(), 10)
  await page.getByRole('heading', { name: 'Décisions de la minute' }).waitFor()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  assert.ok(height < 4 * PHONE.viewport.height, `${height} px`)
  await page.getByRole('button', { name: 'Voir plus tôt' }).click()
  assert.equal(await rows(page).count(), 20)
  await page.setViewportSize({ width: 1200, height: 800 })
  await rows(page).nth(30).waitFor()
})

test('a filter shows its own kind alone', async t => {
  const page = await open(t)
  sees('le Replat')
  await page.getByRole('button', { name: 'Achats' }).click()
  await page.getByText('achète le Replat').waitFor()
  const kinds = await page.locator('.stream li').evaluateAll(all => all.map(li => li.dataset.kind))
  assert.ok(kinds.length > 0)
  assert.deepEqual([...new Set(kinds)], ['purchase'])
})

test('the language of the browser is spoken, can be changed, and is remembered', async t => {
  const page = await open(t, { locale: 'en-GB' })
  await page.getByRole('heading', { name: 'What is happening' }).waitFor()
  assert.equal(await page.getAttribute('html', 'lang'), 'en')
  await page.getByRole('button', { name: 'Français' }).first().click()
  await page.getByRole('heading', { name: 'Ce qui se passe' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Ce qui se passe' }).waitFor()
  assert.equal(await page.title(), 'En direct · Vitrine')
})

test('the theme follows the device until one is chosen', async t => {
  const page = await open(t, { colorScheme: 'dark' })
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  assert.equal(await paper(), 'rgb(14, 22, 21)')
  await page
    .getByRole('button', { name: /^Thème/ })
    .first()
    .click()
  assert.equal(await paper(), 'rgb(251, 252, 252)')
})

test('a refused event shows its reason, what arrived, and how to mend it', async t => {
  stage.feed.observe(refused({}, Date.now()))
  const page = await open(t, {}, '#/events')
  await page.getByRole('button', { name: 'Refusés' }).click()
  await page.locator('.passing .refused').first().getByRole('link').click()
  const detail = page.locator('.det')
  await detail.getByText('Achat sans numéro de commande').waitFor()
  assert.match(await read(detail), /Pour corriger à la source/)
  assert.match(await read(detail), /transaction_id/)
  assert.match(await read(detail.locator('.code')), /312\.8/)
})

test('a repaired event shows the line that came and the line that is kept', async t => {
  const arrived = {
    name: 'view_item',
    params: { currency: 'EUR', items: [{ item_id: 'SK1', price: '289.00' }] },
  }
  const items = [line('SK1')]
  const kept = event(
    { name: 'view_item', currency: 'EUR', items, repairs: ['price_text'] },
    Date.now(),
  )
  const page = await open(t, {}, '#/events')
  stage.feed.observe(kept, { arrived })
  await page.getByRole('button', { name: 'Réparés' }).click()
  await page.locator('.passing .repaired').first().getByRole('link').click()
  assert.match(await read(page.locator('.det del')), /"price": "289\.00"/)
  assert.match(await read(page.locator('.det ins')), /"price": 289/)
})

test('on a phone the detail is a page of its own, and Back returns to its row', async t => {
  const page = await open(t, { viewport: { width: 390, height: 844 } }, '#/events')
  const link = page.locator('.passing a').nth(3)
  const name = await link.getAttribute('href')
  await link.click()
  await page.locator('.det h2').waitFor()
  assert.equal(await page.locator('.passing').isVisible(), false)
  await page.goBack()
  await page.locator('.passing').waitFor()
  // The focus follows the drawing by a frame.
  await page.waitForFunction(href => document.activeElement?.getAttribute('href') === href, name)
})

test('a lost connection says so, keeps what is shown, and is taken up again', async t => {
  const page = await open(t)
  await page.waitForSelector('.stream li')
  await stage.cut()
  await page.getByText('La liaison est coupée').waitFor()
  assert.ok((await page.locator('.stream li').count()) > 0)
  await stage.reopen()
  await page.getByText('La liaison est coupée').waitFor({ state: 'detached' })
  sees('la Vallon')
  await page.getByText('achète la Vallon').waitFor()
})

test('neither page scrolls sideways at 390 px, at 320 px or at twice the size', async t => {
  for (const hash of ['#/live', '#/events']) {
    for (const width of [390, 320, 720]) {
      const page = await open(t, { viewport: { width, height: 700 } }, hash)
      await page.waitForSelector('ol li')
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(wide <= width, `${hash} is ${wide} px wide at ${width}`)
      await page.close()
    }
  }
})

test('everything that can be pressed has a name, a size and a visible focus', async t => {
  for (const hash of ['#/live', '#/events']) {
    const page = await open(t, { viewport: { width: 390, height: 844 } }, hash)
    await page.waitForSelector('ol li')
    const faults = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('a, button')]
        .filter(element => element.checkVisibility() && !element.matches('.skip, .name'))
        .filter(element => {
          const { width, height } = element.getBoundingClientRect()
          const name = element.getAttribute('aria-label') ?? element.textContent ?? ''
          return name.trim() === '' || width < 24 || height < 24
        })
        .map(element => element.outerHTML),
    )
    assert.deepEqual(faults, [])
    await page.keyboard.press('Tab')
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement!).boxShadow)
    assert.notEqual(ring, 'none')
    assert.equal(await page.locator('h1').count(), 1)
    assert.equal(await page.locator('main').count(), 1)
  }
})

test('the keys go from event to event and open one', async t => {
  const page = await open(t, {}, '#/events')
  await page.locator('.passing a').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  const second = await page.locator('.passing a').nth(1).getAttribute('href')
  await page.waitForFunction(href => location.hash === href, second)
  await page.locator('.det h2').waitFor()
  // Where the detail is a page of its own, the list with its focus is away.
  if (!(await page.locator('.passing').isVisible())) return
  await page.locator('.passing a:focus[aria-current=true]').waitFor()
})

test('nothing moves for those who asked for less motion', async t => {
  const page = await open(t, { reducedMotion: 'reduce' })
  const names = await page
    .locator('.stream li')
    .evaluateAll(all =>
      all.map(
        li => getComputedStyle(li, '::before').animationName + getComputedStyle(li).animationName,
      ),
    )
  assert.deepEqual([...new Set(names)], ['nonenone'])
})

test('before the first visit the page says what will appear and where to look', async t => {
  const empty = await openStage()
  t.after(() => empty.close())
  const page = await readerPage(t, browser)
  await page.goto(empty.url)
  await page.getByText('Aucune visite encore').waitFor()
  await page.getByRole('link', { name: 'Voir ce qui arrive' }).click()
  await page.getByText('Aucun événement encore').waitFor()
})

test('who has no session stands at the door', async t => {
  const closed = await openStage()
  t.after(() => closed.close())
  closed.expire()
  const page = await readerPage(t, browser)
  await page.goto(closed.url)
  await page.getByText('Qui êtes-vous').waitFor()
})

test('the script stays under 100 kB compressed and the page asks nobody else for anything', async () => {
  const folder = await buildOnce()
  const files = readdirSync(join(folder, 'assets'))
  const scripts = files.filter(name => name.endsWith('.js'))
  const sizes = scripts.map(name => gzipSync(readFileSync(join(folder, 'assets', name))).length)
  assert.ok(sizes.reduce((a, b) => a + b, 0) < 100_000)
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  assert.doesNotMatch(html, /https?:|style=|<style/)
})

/** A page of the console that must not complain: a broken policy or script fails the test. */
async function open(t: Test, options: BrowserContextOptions = {}, hash = '#/live'): Promise<Page> {
  const page = await readerPage(t, browser, options)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error' && !/ERR_|Failed to load/.test(message.text())) {
      complaints.push(message.text())
    }
  })
  t.after(() => assert.deepEqual(complaints, []))
  await page.goto(`${stage.url}${hash}`)
  await page.waitForSelector('.answer')
  return page
}

async function read(part: Locator): Promise<string> {
  return (await part.textContent()) ?? ''
}

/** Two frames have been drawn, and what waited for them was told. */
function drawnTwice(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    for (let n = 0; n < 2; n++) await new Promise(requestAnimationFrame)
    await new Promise(resolve => setTimeout(resolve))
  })
}

let buyers = 0
function sees(title: string): void {
  const items = [{ id: `new-${buyers}`, name: title, price: 1200 }]
  const visitor = `buyer-${buyers++}`
  stage.feed.observe(event({ visitor, name: 'purchase', items, currency: 'EUR' }, Date.now()))
}
