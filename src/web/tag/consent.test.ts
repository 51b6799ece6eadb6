import assert from 'node:assert/strict'
import { test } from 'node:test'
import { framework, GTAG, MEASURE, PERSONAL, placement } from './fixtures/pages.ts'
import { leave, openScene, stored, until } from './fixtures/scene.ts'

const { scene, shop, visit, visitDrawn } = openScene()

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i
const SIGNAL = `<script>Object.defineProperty(navigator,'globalPrivacyControl',{value:true})</script>`
const silent: Record<string, string> = {
  'before any choice': '',
  'after a refusal': PERSONAL.replace('personal', 'refused'),
  'with Consent Mode denied by default': `${GTAG}<script>gtag('consent','default',{analytics_storage:'denied',personalization_storage:'denied'})</script>`,
  'with Consent Mode denied by the visitor': `${GTAG}<script>gtag('consent','update',{analytics_storage:'denied',personalization_storage:'denied'})</script>`,
  'with Global Privacy Control, whatever the shop takes for granted': `${SIGNAL}${PERSONAL}`,
  'with Global Privacy Control, whatever Consent Mode grants': `${SIGNAL}${GTAG}<script>gtag('consent','update',{analytics_storage:'granted',personalization_storage:'granted'})</script>`,
  'with a dialog of the framework that is open': framework({ eventStatus: 'cmpuishown' }),
  'with a dialog of the framework that was refused': framework({
    publisher: { consents: { 1: false } },
  }),
  'with a dialog that allows all but a profile of content': framework({
    publisher: { consents: { 1: true, 6: true } },
  }),
}
for (const [when, head] of Object.entries(silent)) {
  test(`${when}, nothing is stored, no id is sent, and one question is asked per page`, async () => {
    const page = await visitDrawn({
      head: `${head}<script>window.dataLayer=window.dataLayer||[];dataLayer.push({event:'view_item',ecommerce:{items:[{item_id:'A'}]}})</script>`,
      body: placement('home') + placement('home:second'),
    })
    await page.waitForTimeout(1_200)
    await page.click('.vt-tile', { modifiers: ['Control'] })
    await leave(page)
    assert.equal(shop.received.length, 1)
    const [{ path, body, cookie }] = shop.received
    assert.equal(path, '/v1/decisions')
    assert.equal(body.consent, 'page')
    assert.equal(body.page.url, '/')
    assert.equal(cookie, undefined)
    assert.doesNotMatch(JSON.stringify(body), UUID)
    assert.equal(await stored(page), 0)
  })
}

test('data-page-only="off" asks nothing at all without consent', async () => {
  const page = await visit({ tag: 'data-page-only="off"', body: placement('home') })
  await page.waitForTimeout(300)
  await leave(page)
  assert.equal(shop.received.length, 0)
})

test('measuring sends events and never a cookie; personal service sends both', async () => {
  const page = await visit({ head: MEASURE, body: placement('home') })
  await leave(page)
  assert.ok(shop.received.length >= 2)
  assert.ok(shop.received.every(one => one.body.consent === 'measure' && one.cookie === undefined))
  assert.equal((await scene.context.cookies()).length, 0)
  await page.evaluate(`vitrine('consent', 'personal')`)
  await until(async () => (await scene.context.cookies()).length === 1)
  await page.evaluate(`vitrine('event', 'add_to_wishlist', { items: [{ item_id: 'A' }] })`)
  await leave(page)
  await until(() => shop.received.at(-1)?.cookie?.startsWith('vitrine='))
})

test('Consent Mode granted later sends what waited, asks again, and moves no tile that is in view', async () => {
  const page = await visitDrawn(
    {
      head: `${GTAG}<script>gtag('consent','default',{analytics_storage:'denied',personalization_storage:'denied'})
      gtag('event','view_item',{items:[{item_id:'A'}]})</script>`,
      body: `${placement('home')}<div class="far"></div>${placement('home:far')}`,
    },
    '[data-vitrine="home:far"] .vt',
  )
  const near = await page.innerHTML('[data-vitrine="home"]')
  shop.answer = () => ({ title: 'A second answer' })
  await page.evaluate(
    `gtag('consent','update',{personalization_storage:'granted',analytics_storage:'granted'})`,
  )
  await page.waitForSelector('[data-vitrine="home:far"] :text("A second answer")', {
    state: 'attached',
  })
  assert.equal(await page.innerHTML('[data-vitrine="home"]'), near)
  assert.deepEqual(shop.decisions[1].placements, [{ placement: 'home:far', count: 4 }])
  assert.equal(shop.decisions[1].consent, 'personal')
  assert.equal(shop.decisions[1].event.name, 'page_view')
  await leave(page)
  assert.deepEqual(shop.names().sort(), ['page_view', 'view_item'])
})

test('what a yes lets out at once is one person’s', async () => {
  shop.answerDelayMs = 300
  const page = await visitDrawn(
    {
      body: `${placement('home')}<div class="far"></div>${placement('home:far')}`,
    },
    '[data-vitrine="home:far"] .vt',
  )
  await page.evaluate(`
    vitrine('event', 'add_to_wishlist', { items: [{ item_id: 'A' }] })
    vitrine('consent', 'personal')
  `)
  await until(() => shop.names().includes('add_to_wishlist') && shop.decisions.length > 1)
  await leave(page)
  assert.equal(shop.visitors.size, 1)
})

test('withdrawing forgets what waits, empties the storage and lets the server clear the cookie', async () => {
  const page = await visit({ head: PERSONAL, body: placement('home') })
  await until(() => shop.names().includes('page_view'))
  shop.received.length = 0
  await page.evaluate(`
    vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }] })
    vitrine('consent', 'refused')
    vitrine('event', 'add_to_cart', { items: [{ item_id: 'B' }] })
  `)
  await leave(page)
  await until(() => shop.received.length > 0)
  assert.deepEqual(shop.received[0].body, { consent: 'page', events: [{ name: 'consent' }] })
  assert.equal(shop.events.length, 1)
  assert.equal(await page.evaluate('sessionStorage.length'), 0)
})

test('somebody who chose in spite of the signal is served, and every request says so', async () => {
  const head = `${SIGNAL}${PERSONAL.replace("'personal'", "'personal','chosen'")}`
  const page = await visit({ head, body: placement('home') })
  await until(() => shop.names().includes('page_view'))
  assert.ok(shop.received.every(({ body }) => body.consent === 'personal' && body.chosen === true))
  await page.evaluate(`vitrine('consent', 'personal')`)
  await until(() => shop.received.at(-1)?.body.consent === 'page')
})
