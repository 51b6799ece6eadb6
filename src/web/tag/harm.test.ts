import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PERSONAL, placement } from './fixtures/pages.ts'
import { leave, openScene, witness } from './fixtures/scene.ts'
import { item } from './fixtures/shop.ts'

const { scene, shop, visit, visitDrawn } = openScene()

const LOADER = 1_024
const CORE = 8_192
/** Whatever a page fetches when it needs it. */
const PART = 6_144

test('the loader weighs at most 1 KB, the core 8 KB, and every part that comes later 6 KB', () => {
  const { tag, core, ...parts } = scene.manifest
  const bounds = Object.entries(parts).map(([name, { gz }]) => ({ name, gz, most: PART }))
  bounds.push({ name: 'tag', gz: tag.gz, most: LOADER }, { name: 'core', gz: core.gz, most: CORE })
  assert.deepEqual(
    bounds.filter(({ gz, most }) => gz > most),
    [],
  )
})

for (const trouble of ['hangs', 'garbage', 'html', 'error', 'away', 'refuses'] as const) {
  test(`when the API ${trouble}, the shop's page is untouched and no error reaches it`, async () => {
    shop.trouble = path => (path.startsWith('/v1/') ? trouble : undefined)
    await staysUntouched()
  })
}
for (const trouble of ['garbage', 'html', 'error', 'away'] as const) {
  test(`when the core ${trouble}, the shop's page is untouched and no error reaches it`, async () => {
    shop.trouble = path => (path.startsWith('/core') ? trouble : undefined)
    await staysUntouched()
  })
}

for (const trouble of ['garbage', 'html', 'error', 'away'] as const) {
  test(`when the drawing ${trouble}, the shop's page is untouched and no error reaches it`, async () => {
    shop.trouble = path => (path.startsWith('/drawing') ? trouble : undefined)
    await staysUntouched()
  })
}

test('pushes and calls of all shapes throw nothing and return what they did', async () => {
  const page = await visit({ head: PERSONAL, body: placement('home') })
  const length = await page.evaluate(`
    const odd = Object.freeze({ get event() { throw new Error('mine') } })
    window.dataLayer = []
    dataLayer.push(odd, { event: 'purchase', ecommerce: { items: 'none' } }, [], [0], { event: {} })
    vitrine(); vitrine('event'); vitrine('event', Symbol('x')); vitrine('page', null); vitrine('consent', {})
    history.pushState(null, '', '?a=%E0%A4%A')
    dataLayer.push({})
  `)
  assert.equal(length, 6)
  await page.waitForTimeout(1_200)
  await leave(page)
  assert.deepEqual((await witness(page)).errors, [])
})

test('the page gains one name and no other', async () => {
  shop.pages.set('/bare', { html: '<!doctype html><title>Bare</title>' })
  const page = await scene.context.newPage()
  await page.goto(`${shop.url}/bare`)
  const bare = (await page.evaluate('Object.getOwnPropertyNames(window)')) as string[]
  await visit({ body: placement('home') }, page)
  const now = (await page.evaluate('Object.getOwnPropertyNames(window)')) as string[]
  assert.deepEqual(
    now.filter(name => !bare.includes(name) && name !== 'witness'),
    ['vitrine'],
  )
})

test('the strictest content policy and Trusted Types have nothing to refuse', async () => {
  const page = await visitDrawn({ head: GRANTED, body: placement('home') }, undefined, STRICT)
  await leave(page)
  assert.deepEqual(await witness(page), { errors: [], refused: [], shift: 0 })
})

test('what is told of a visitor is text, under the strictest policy too', async () => {
  const evil = `"><img src=x onerror=alert(1)><script>alert(2)</script>`
  const say = { fr: evil, en: evil }
  const trait = { ...{ title: say, low: say, high: say, at: 7, confidence: 1, sure: say }, say }
  const told = {
    ...{ kept: 'person', says: say },
    traits: [{ ...trait, trait: evil, because: say, evidence: [] }],
    denied: [{ trait: evil, title: say, since: 0 }],
    shown: [{ time: 0, say, decision: evil, answer: 'none', reason: say, items: [say] }],
    acts: [{ time: 0, say }],
  }
  shop.answer = () => ({ reason: evil })
  const page = await visitDrawn(
    { head: GRANTED, body: `${placement('home')}<button data-vitrine="why">?</button>` },
    undefined,
    STRICT,
  )
  await page.route('**/v1/why', route => route.fulfill({ json: told }))
  for (const control of ['[data-vitrine=why]', '.vt-why > summary']) {
    await page.click(control)
    await page.locator('.vt-sheet .vt-belief').first().waitFor()
    assert.equal(await page.locator('.vt-sheet :is(img, script, a)').count(), 0)
    assert.ok((await page.locator('.vt-sheet').textContent())?.includes(evil))
    await page.locator('.vt-close').click()
  }
  await leave(page)
  assert.deepEqual(await witness(page), { errors: [], refused: [], shift: 0 })
  assert.ok(
    !shop.events.some(({ detail }) => /placement why/.test(detail ?? '')),
    'it is no placement',
  )
})

test('a hostile catalogue is text: no script runs, no odd link is made', async () => {
  const evil = `"><img src=x onerror=alert(1)><script>alert(2)</script>`
  shop.answer = () => ({
    title: evil,
    reason: evil,
    items: [
      item(1, { title: evil, brand: evil, reason: evil }),
      item(2, { url: 'javascript:alert(3)' }),
      item(3, { url: 'java\tscript:alert(4)' }),
      item(4, { image: 'data:text/html,<script>alert(5)</script>' }),
    ],
  })
  const page = await visitDrawn({
    head: PERSONAL,
    body: `<div class="far"></div>${placement('home')}`,
  })
  let alerts = 0
  page.on('dialog', dialog => {
    alerts++
    return dialog.dismiss()
  })
  const links = await page.$$eval('.vt a', all => all.map(a => a.getAttribute('href')))
  assert.deepEqual(links, ['/product/1', '/product/4'])
  assert.equal(await page.locator('.vt-name').first().textContent(), evil)
  assert.equal(await page.locator('.vt script, .vt [onerror]').count(), 0)
  assert.equal(await page.locator('.vt img').count(), 1)
  assert.equal(alerts, 0)
})

async function staysUntouched(): Promise<void> {
  const body = `${placement('home')}<p>After</p>`
  const page = await visit({ head: PERSONAL, body })
  await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }] })`)
  await page.waitForTimeout(300)
  await leave(page)
  assert.deepEqual(await witness(page), { errors: [], refused: [], shift: 0 })
  const place = page.locator('[data-vitrine]')
  assert.equal(await place.evaluate(one => one.outerHTML), placement('home'))
  await page.click('text=Own 1')
  await page.waitForURL('**/own/1')
}

const GRANTED = `<script nonce="x">window.dataLayer=[['consent','default',{personalization_storage:'granted'}]]</script>`
const STRICT = {
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'nonce-x'; style-src 'self'; img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
}
