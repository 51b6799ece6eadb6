import assert from 'node:assert/strict'
import { test } from 'node:test'
import { untilDrawn } from '../../../test/journeys/shopper.ts'
import { PERSONAL, pageHtml, placement } from './fixtures/pages.ts'
import { leave, openScene } from './fixtures/scene.ts'

const { shop, scene } = openScene()

for (const [address, told] of [
  ['/?vitrine-preview=note.mac', false],
  ['/', true],
] as const) {
  test(`a page at ${address} tells ${told ? 'what happens on it' : 'nothing of what happens on it'}`, async () => {
    shop.pages.set('/', { html: pageHtml({ head: PERSONAL, body: placement('home') }) })
    const page = await scene.context.newPage()
    await page.goto(shop.url + address)
    await untilDrawn(page, '.vt')
    await page.waitForTimeout(1_300)
    await page.click('.vt-tile', { modifiers: ['Control'] })
    await leave(page)
    assert.equal(shop.decisions[0].preview, told ? undefined : 'note.mac')
    assert.equal(shop.events.length > 0, told)
  })
}
