import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PERSONAL, placement } from './fixtures/pages.ts'
import { leave, openScene, until, witness } from './fixtures/scene.ts'

const { shop, visit, visitUntil, visitDrawn } = openScene()

test('drawing three placements shifts nothing, also where the shop had more to show', async () => {
  shop.answerDelayMs = 150
  const tall = '<div data-vitrine="home:second"><div class="tall">Own</div></div>'
  const body = `<h1>Shop</h1>${tall}<p>Between</p>${placement('home')}<p>After</p>${placement('home:third')}`
  const page = await visitDrawn({ head: PERSONAL, body }, ':nth-match(.vt, 3)')
  await page.waitForTimeout(400)
  assert.equal((await witness(page)).shift, 0)
})

test('a drawing that does not fit in view leaves the shop its own content, and says what it needs', async () => {
  shop.answer = () => ({ text: 'word '.repeat(2_000), title: 'title '.repeat(2_000) })
  const said = () => shop.events.map(({ detail }) => detail).find(text => /not drawn/.test(text))
  const parts = { head: PERSONAL, body: `${placement('home')}<p>After</p>` }
  const page = await visitUntil(parts, async page => {
    await until(() => shop.decisions.length > 0)
    await page.waitForTimeout(300)
    await leave(page)
    return said()
  })
  assert.equal(await page.locator('.vt').count(), 0)
  assert.ok(await page.locator('text=Own 1').isVisible())
  assert.equal((await witness(page)).shift, 0)
  const { height } = (await page.locator('[data-vitrine]').boundingBox())!
  const [, needs, has] = /home, needs (\d+) px, has (\d+)/.exec(said())!
  assert.equal(Number(has), height)
  assert.ok(Number(needs) > 10 * height, said())
})

test('a place without a padding of its own is drawn in: the margins of a heading stay inside', async () => {
  const bare = placement('home').replace('class="place"', 'style="min-height:600px"')
  for (const body of [`<p>Before</p>${bare}<p>After</p>`, bare]) {
    const head = `${PERSONAL}<style>body { margin: 8px }</style>`
    const page = await visit({ head, body })
    await page.waitForSelector('.vt-tile')
    assert.equal((await witness(page)).shift, 0)
  }
})

test('a height that the shop wrote into the place is there again when nothing is drawn', async () => {
  shop.answer = () => ({ text: 'word '.repeat(2_000), title: 'title '.repeat(2_000) })
  const own = '<div data-vitrine="home" style="min-height:600px"></div>'
  const page = await visit({ head: PERSONAL, body: `${own}<p>After</p>` })
  await until(() => shop.decisions.length > 0)
  await page.waitForTimeout(300)
  const height = () => page.locator('[data-vitrine]').evaluate(place => place.clientHeight)
  assert.equal(await height(), 600)
  assert.equal((await witness(page)).shift, 0)
  shop.answer = () => ({ text: 'Word' })
  await page.reload()
  await page.waitForSelector('.vt')
  await page.setViewportSize({ width: 900, height: 800 })
  await page.waitForFunction(`document.querySelector('[data-vitrine]').style.minHeight === '600px'`)
  shop.answer = () => ({ text: 'word '.repeat(2_000), title: 'title '.repeat(2_000) })
  await page.evaluate(`{
    document.querySelector('[data-vitrine]').dataset.vitrine = 'home:second'
    document.body.append(document.createElement('i'))
  }`)
  await page.waitForSelector('.vt', { state: 'detached' })
  await page.waitForTimeout(500)
  assert.ok((await height()) >= 600, 'and where it was let go of before')
})

for (const overflow of ['visible', 'hidden', 'clip']) {
  test(`a place of a fixed height is not drawn over its edge (overflow ${overflow})`, async () => {
    const style = `style="height:150px;overflow:${overflow}"`
    const fixed = placement('home').replace('class="place"', style)
    const page = await visit({ head: PERSONAL, body: `${fixed}<p>After</p>` })
    await until(() => shop.decisions.length > 0)
    await page.waitForTimeout(300)
    assert.equal(await page.locator('.vt').count(), 0)
    assert.ok(await page.locator('text=Own 1').isVisible())
    await leave(page)
    assert.ok(shop.events.some(({ detail }) => /home, needs \d{3} px, has 150/.test(detail ?? '')))
  })
}

test('an offer stands with its conditions and its code, and who declines it is rid of it', async () => {
  const terms = { percent: 10, value: 890, price: 8_900, lowest: 8_900, currency: 'EUR' }
  const voucher = {
    offer: 'first.0',
    code: 'VIF-1',
    ...terms,
    expires: 1,
    decline: 'No, thank you',
  }
  const [text, more] = ['Hesitating? −10% on Combe 26 L, offered only once.', 'Chosen for you']
  shop.answer = () => ({ nudge: { kind: 'offer', text, more, voucher } })
  const page = await visitDrawn({ head: PERSONAL, body: placement('home') }, '.vt-nudge-offer')
  assert.equal(await page.textContent('.vt-nudge-more'), more)
  assert.equal(await page.textContent('.vt-nudge-code'), 'VIF-1')
  await page.click('.vt-nudge-no')
  assert.equal(await page.locator('.vt-nudge').count(), 0)
  await leave(page)
  const declined = shop.events.filter(event => event.name === 'dismiss')
  assert.deepEqual(
    declined.map(event => event.decision),
    ['first.0'],
  )
})

test('where a browser forbids its locks, what asks is shown all the same', async () => {
  shop.answer = () => ({ nudge: { kind: 'cart', text: 'Two things wait.', later: 'Not now' } })
  const refuse = `LockManager.prototype.request = async () => { throw new DOMException('no', 'SecurityError') }`
  const head = `<script>${refuse}</script>${PERSONAL}`
  const page = await visitDrawn({ head, body: placement('home') }, '.vt-asks')
  assert.deepEqual((await witness(page)).errors, [])
})

test('the holdout sees the shop as it is', async () => {
  shop.answer = () => ({ show: false, items: [] })
  const page = await visit({ head: PERSONAL, body: placement('home') })
  await until(() => shop.decisions.length > 0)
  await page.waitForTimeout(1_300)
  await leave(page)
  assert.equal(await page.locator('.vt').count(), 0)
  assert.ok(!shop.names().includes('impression'))
})

test('a placement seen for a second is told once, and a click names the decision and is remembered at the cart', async () => {
  const page = await visitDrawn({
    head: `${PERSONAL}`,
    body: `${placement('home')}<div class="far"></div>${placement('home:far')}`,
  })
  await until(() => shop.names().includes('impression'))
  await page.evaluate('scrollTo(0, 100)')
  await page.waitForTimeout(1_300)
  await page.click('.vt-tile[data-item="item-2"]', { modifiers: ['Control'] })
  await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'item-2' }] })`)
  await leave(page)
  const told = shop.events.filter(event => event.decision)
  assert.deepEqual(
    told.map(event => [event.name, event.placement, event.params.items.length]),
    [
      ['impression', 'home', 4],
      ['click', 'home', 1],
      ['add_to_cart', undefined, 1],
    ],
  )
  assert.equal(new Set(told.map(event => event.decision)).size, 1)
  assert.deepEqual(told[1].params.items, [{ item_id: 'item-2', index: 2 }])
})

test('an answer after 1.2 seconds is counted and not drawn', async () => {
  shop.answerDelayMs = 1_400
  const page = await visit({ head: PERSONAL, body: placement('home') })
  await until(() => shop.events.some(event => /late answer/.test(event.detail ?? '')))
  assert.equal(await page.locator('.vt').count(), 0)
})

test('why this selection? is answered on the page, in its language, without a request', async () => {
  const page = await visitDrawn({ body: placement('home'), lang: 'fr' })
  const before = shop.received.length
  await page.click('text=Pourquoi cette sélection')
  const panel = page.getByRole('dialog', { name: 'Pourquoi cette sélection' })
  await panel.getByText('Rien n’est retenu de vous').waitFor()
  assert.ok(await panel.getByText('Because you looked at boots.').isVisible())
  assert.equal(await page.locator('.vt-price').first().textContent(), '289\u202f€')
  assert.equal(shop.received.length, before)
  assert.equal((await witness(page)).shift, 0)
})

test('where the panel does not come, the reason is said in its place', async () => {
  const page = await visitDrawn({ head: PERSONAL, body: placement('home') })
  await page.route(/\/why\./, route => route.abort())
  await page.click('text=Why this selection')
  await page.locator('.vt-reason').waitFor()
  assert.equal(await page.getByRole('dialog').count(), 0)
  assert.equal(await page.getByRole('list', { name: 'Ours in home' }).getByRole('link').count(), 4)
})

test('a nudge is drawn without a shift, and its link is an answer to the placement', async () => {
  shop.answer = () => ({ nudge: THRESHOLD })
  const page = await visitDrawn(
    { head: PERSONAL, body: `${placement('cart')}<p>After</p>` },
    '.vt-nudge',
  )
  assert.equal(await page.getByRole('progressbar', { name: '€69 of €80' }).count(), 1)
  assert.ok(await page.locator('text=€11 more for free delivery').isVisible())
  assert.equal((await witness(page)).shift, 0)
  await page.click('.vt-nudge-link', { modifiers: ['Control'] })
  await leave(page)
  const [click] = shop.events.filter(event => event.name === 'click')
  assert.deepEqual([click.placement, click.params.items], ['cart', []])
  assert.ok(click.decision)
})

test('a nudge goes to the corner the shop has for it, and moves nothing there', async () => {
  shop.answer = () => ({ nudge: THRESHOLD })
  const corner = '<div data-vitrine-nudge="cart" style="min-height:90px">Pay in three</div>'
  const page = await visitDrawn(
    {
      head: PERSONAL,
      body: `${corner}<p>Between</p>${placement('cart')}<p>After</p>`,
    },
    '[data-vitrine-nudge] .vt-nudge',
  )
  assert.equal(await page.locator('.vt-nudge').count(), 1)
  assert.equal(await page.locator('.vt-tile').count(), 4)
  assert.equal((await witness(page)).shift, 0)
  await page.click('.vt-nudge-link', { modifiers: ['Control'] })
  await leave(page)
  assert.ok(shop.events.some(event => event.name === 'click' && event.placement === 'cart'))
})

test('a corner too small for a nudge keeps what the shop says there', async () => {
  shop.answer = () => ({ nudge: { ...THRESHOLD, text: 'word '.repeat(100) } })
  const corner = '<p data-vitrine-nudge="cart"><i>Three</i></p>'
  const page = await visitDrawn({
    head: PERSONAL,
    body: `${corner}<p>Between</p>${placement('cart')}`,
  })
  assert.ok(await page.locator('text=Three').isVisible())
  assert.equal((await witness(page)).shift, 0)
})

test('a guide that the page leads to already is not said twice', async () => {
  const link = { url: '/guides/boots', text: 'Read' }
  shop.answer = () => ({ nudge: { kind: 'guide', text: 'Choosing boots', link } })
  const body = `${placement('home')}<a href="/guides/boots">The guide</a>`
  const page = await visitDrawn({ head: PERSONAL, body })
  assert.equal(await page.locator('.vt-nudge').count(), 0)
})

test('a nudge that does not fit its place is left out, and the selection is drawn all the same', async () => {
  shop.answer = () => ({ nudge: { ...THRESHOLD, text: 'word '.repeat(2_000) } })
  const page = await visitDrawn({ head: PERSONAL, body: `${placement('cart')}<p>After</p>` })
  assert.equal(await page.locator('.vt-nudge').count(), 0)
  assert.equal(await page.locator('.vt-tile').count(), 4)
  assert.equal((await witness(page)).shift, 0)
})

test('what the cart is worth is asked with the page, as the shop says it or as GA4 tells it', async () => {
  await visit({
    head: PERSONAL,
    body: placement('product'),
    bodyAttributes: 'data-vitrine-cart-value="89.9"',
  })
  await until(() => shop.decisions.length === 1)
  assert.equal(shop.decisions[0].cartValue, 89.9)
  const push = `dataLayer = [{ event: 'view_cart', ecommerce: { value: '24.50', items: [] } }]`
  await visit({ head: `${PERSONAL}<script>${push}</script>`, body: placement('cart') })
  await until(() => shop.decisions.length === 2)
  assert.equal(shop.decisions[1].cartValue, 24.5)
  await visit({
    head: PERSONAL,
    body: placement('product'),
    bodyAttributes: 'data-vitrine-cart-value="a lot"',
  })
  await until(() => shop.decisions.length === 3)
  assert.equal(shop.decisions[2].cartValue, undefined)
})

const THRESHOLD = {
  kind: 'threshold' as const,
  text: '€11 more for free delivery',
  bar: { value: 6_900, goal: 8_000, text: '€69 of €80' },
  link: { url: '/cart', text: 'Cart' },
}
