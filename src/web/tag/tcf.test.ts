import assert from 'node:assert/strict'
import { test } from 'node:test'
import { framework, GTAG, placement } from './fixtures/pages.ts'
import { leave, openScene, stored, until } from './fixtures/scene.ts'

const { shop, visit, visitDrawn } = openScene()

const publisher = { consents: { 1: true, 5: true, 6: true, 8: true } }
const answers: Record<string, [object, string]> = {
  'all that is asked for the publisher': [{ publisher }, 'personal'],
  'measuring alone': [{ publisher: { consents: { 8: true } } }, 'measure'],
  'a profile without measuring': [
    { publisher: { consents: { 1: true, 5: true, 6: true } } },
    'page',
  ],
  'purposes in general, where nothing is asked for the publisher': [
    { publisher: { consents: {} }, purpose: publisher },
    'personal',
  ],
  'purposes in general, but not to the publisher': [
    { publisher: { consents: { 1: false } }, purpose: publisher },
    'page',
  ],
  'everything, where the law does not apply': [{ gdprApplies: false, publisher }, 'page'],
}
for (const [what, [told, level]] of Object.entries(answers)) {
  test(`the framework: ${what} is ${level}`, async () => {
    const page = await visitDrawn({ head: framework(told), body: placement('home') })
    await until(() => shop.decisions.some(({ consent }) => consent === level))
    await leave(page)
    const levels = new Set(shop.at('/v1/events').map(({ body }) => body.consent))
    assert.deepEqual([...levels], level === 'page' ? [] : [level])
  })
}

test('where the framework and Consent Mode both speak, the more careful one counts, and the shop outweighs both', async () => {
  const head = `${framework({ publisher })}${GTAG}<script>gtag('consent','update',{analytics_storage:'granted',personalization_storage:'denied'})</script>`
  const page = await visit({ head, body: placement('home') })
  await until(() => shop.names().includes('page_view'))
  assert.ok(shop.received.every(({ body }) => body.consent !== 'personal'))
  assert.equal(shop.at('/v1/events')[0].body.consent, 'measure')
  await page.evaluate(`vitrine('consent', 'personal')`)
  await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }] })`)
  await until(() => shop.at('/v1/events').at(-1)?.body.consent === 'personal')
})

test('a change of mind in the dialog of the framework is followed on the same page', async () => {
  const page = await visitDrawn({
    head: framework({ eventStatus: 'cmpuishown' }),
    body: placement('home'),
  })
  await page.evaluate(
    `tell({ eventStatus: 'useractioncomplete', publisher: ${JSON.stringify(publisher)} })`,
  )
  await until(() => shop.names().includes('page_view'))
  assert.equal(shop.received.at(-1)?.body.consent, 'personal')
  await page.evaluate(`tell({ eventStatus: 'cmpuishown' })`)
  await page.evaluate(
    `tell({ eventStatus: 'useractioncomplete', publisher: { consents: { 8: false } } })`,
  )
  await until(async () => (await stored(page)) === 0)
})
