import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDrawn } from '../../../test/journeys/shopper.ts'
import { PERSONAL, placement } from './fixtures/pages.ts'
import { leave, openScene, stored, until } from './fixtures/scene.ts'

const { scene, shop, visit, visitUntil, visitDrawn, silence } = openScene()

test('who refused and then agrees on the same page has that page told of, once', async () => {
  const page = await visitDrawn({
    head: PERSONAL.replace('personal', 'refused'),
    body: placement('home'),
  })
  await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }] })`)
  await page.evaluate(`vitrine('consent', 'measure')`)
  await until(() => shop.names().includes('page_view'))
  await page.evaluate(`vitrine('consent', 'refused'); vitrine('consent', 'measure')`)
  await leave(page)
  const views = shop.events.filter(({ name }) => name === 'page_view')
  assert.equal(new Set(views.map(({ id }) => id)).size, 1)
  assert.deepEqual(new Set(shop.names()), new Set(['page_view']))
})

test('going down to measuring, nothing that is sent leads to what was shown to the person', async () => {
  const page = await visitDrawn({ head: PERSONAL, body: placement('home') })
  await until(() => shop.names().includes('page_view'))
  await page.evaluate(`vitrine('consent', 'measure')`)
  await until(() => shop.received.at(-1)?.body.events?.[0].name === 'consent')
  shop.received.length = 0
  await page.click('.vt-tile', { modifiers: ['Control'] })
  await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'item-0' }] })`)
  await leave(page)
  await until(() => shop.names().includes('add_to_cart'))
  assert.doesNotMatch(JSON.stringify(shop.events), /decision|click|impression/)
  assert.ok(shop.received.every(({ body, cookie }) => body.consent === 'measure' && !cookie))
})

test('an answer that is under way when consent ends brings no cookie back', async () => {
  shop.answerDelayMs = 400
  const page = await visitUntil({ head: PERSONAL, body: placement('home') }, async page => {
    await until(() => shop.decisions.length === 1)
    await page.evaluate(`vitrine('consent', 'refused')`)
    return await isDrawn(page, '.vt')
  })
  await page.waitForTimeout(500)
  assert.equal(await stored(page), 0)
  assert.equal(shop.decisions.at(-1).consent, 'page')
})

test('a page that is told no from its start takes back what an earlier one was allowed, until it is heard', async () => {
  for (const no of ['refused', 'measure']) {
    const page = await visit({ head: PERSONAL, body: placement('home') })
    await until(async () => (await scene.context.cookies()).length === 1)
    const other = await visit({ head: PERSONAL })
    shop.received.length = 0
    const parts = { head: PERSONAL.replace('personal', no), body: placement('home') }
    const withdrawals = () =>
      shop.at('/v1/events').filter(({ body }) => body.consent === 'page').length
    shop.trouble = path => (path === '/v1/events' ? 'error' : undefined)
    await visit(parts, page)
    // One of this page, and one of the tab that still believed in it.
    await until(() => withdrawals() === 2)
    shop.trouble = () => undefined
    for (let n = 0; n < 2; n++) await visit(parts, page)
    await until(async () => (await stored(page)) === 0)
    assert.equal(withdrawals(), 3, no)
    await other.close()
  }
})

test('of many changes quickly one after another the last one holds, up or down', async () => {
  shop.eventsDelayMs = 60
  shop.answerDelayMs = 60
  const page = await visit({ body: placement('home') })
  for (const last of ['refused', 'personal', 'measure', 'refused']) {
    const steps = ['personal', 'refused', 'personal', 'measure', 'personal', 'page', last]
    await page.evaluate(`for (const answer of ${JSON.stringify(steps)}) vitrine('consent', answer)`)
    await silence(page)
    const before = shop.received.length
    await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }] })`)
    await leave(page)
    await silence(page)
    const sent = shop.received.slice(before).filter(({ path }) => path === '/v1/events')
    const levels = [...new Set(sent.map(({ body }) => body.consent))]
    assert.deepEqual(levels, last === 'refused' ? [] : [last])
    const cookies = (await scene.context.cookies()).length
    assert.equal(cookies, last === 'personal' ? 1 : 0, `${cookies} cookies after ${last}`)
  }
  assert.equal(await stored(page), 0)
})

test('taken back in one tab, it is taken back in the others, until they are told anew', async () => {
  const here = await visit({ head: PERSONAL, body: placement('home') })
  const there = await visit({ head: PERSONAL, body: placement('home') })
  await until(() => shop.names().filter(name => name === 'page_view').length === 2)
  await here.evaluate(`vitrine('consent', 'refused')`)
  await here.evaluate(`vitrine('consent', 'personal')`)
  await until(() => shop.received.filter(({ body }) => body.consent === 'page').length === 2)
  shop.received.length = 0
  for (const page of [here, there]) {
    await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }] })`)
    await leave(page)
  }
  await until(() => shop.names().includes('add_to_cart'))
  await here.waitForTimeout(2_300)
  assert.equal(shop.names().filter(name => name === 'add_to_cart').length, 1)
  await there.evaluate(`vitrine('consent', 'measure')`)
  await until(() => shop.received.some(({ body }) => body.consent === 'measure'))
})

test('a page that comes back from the cache of the browser hears what was taken back meanwhile', async () => {
  // What is asleep is told of no storage.
  const asleep = `<script>addEventListener('storage', event => event.stopImmediatePropagation(), true)</script>`
  for (const no of ['refused', 'personal']) {
    const here = await visit({ head: asleep + PERSONAL, body: placement('home') })
    await until(() => shop.names().includes('page_view'))
    const there = await visit({ head: PERSONAL.replace('personal', no) })
    await silence(there)
    shop.received.length = 0
    await here.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`)
    await here.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }] })`)
    await leave(here)
    await silence(here)
    const isServed = shop.names().includes('add_to_cart')
    assert.equal(isServed, no === 'personal', no)
    assert.equal((await scene.context.cookies()).length, isServed ? 1 : 0)
    for (const page of [here, there]) await page.close()
  }
})
