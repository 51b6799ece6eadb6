import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { readerPage, type Test } from '../../src/web/console/fixtures/reader-page.ts'
import { widthOf } from '../../src/web/console/fixtures/room.ts'
import { wholeShop } from '../../src/web/console/fixtures/whole.ts'
import { launch } from '../browser.ts'
import { faultsOf } from '../journeys/axe.ts'
import { ENGLISH, FRENCH } from '../sides.ts'

/** Each room of the console on the first day, when nothing has happened, and when the server is away. */
const DAILY = ['live', 'results', 'analysis', 'rules', 'segments', 'events', 'catalogue']
const MERCHANT = ['experiences', 'guards']
const ROOMS = [...DAILY, ...MERCHANT, 'privacy', 'health', 'settings', 'audit', 'team', 'account']
/** What answers a room's question where nothing else can be said. */
const SAYS = 'main :is(.answer, .empty, [role="alert"], [role="status"])'

let shop: Awaited<ReturnType<typeof wholeShop>>
let browser: Browser

before(async () => {
  shop = await wholeShop()
  browser = await launch()
})
after(async () => {
  await browser?.close()
  await shop?.close()
})

for (const { name, options } of [FRENCH, ENGLISH]) {
  for (const room of ROOMS) {
    test(`${name}: on the first day, ${room} says what it is and what will be there`, async t => {
      const { page, faults } = await inside(t, options)
      await stands(page, room)
      assert.deepEqual(faults, [])
    })

    test(`${name}: when the server does not answer, ${room} says so, and is not for ever empty`, async t => {
      const { page, faults } = await inside(t, options)
      await page.route(/\/v1\/(?!session)/, route => route.fulfill({ status: 503, json: AWAY }))
      await stands(page, room)
      assert.deepEqual(faults, [])
    })
  }
}

const AWAY = { status: 503, title: 'Away', detail: 'Back in a minute.' }

/** The room says something, to everybody, within the window. */
async function stands(page: Page, room: string): Promise<void> {
  await page.goto(`${shop.url}/console/#/${room}`)
  const says = page.locator(SAYS).filter({ visible: true }).first()
  await says.waitFor()
  await page.waitForTimeout(400)
  assert.match(await says.innerText(), /\S/)
  assert.deepEqual(await faultsOf(page, 'html'), [])
  assert.ok((await widthOf(page)) <= (page.viewportSize()?.width ?? 0), 'it scrolls sideways')
}

async function inside(t: Test, options: BrowserContextOptions) {
  const page = await readerPage(t, browser, options)
  const faults: string[] = []
  page.on('pageerror', error => faults.push(error.message))
  await page.goto(`${shop.url}/console/enter?token=${shop.door.newLink()}`)
  return { page, faults }
}
