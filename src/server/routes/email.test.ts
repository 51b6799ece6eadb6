import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setUp } from '../fixtures/set-up.ts'

const BASE = 'https://shop.example/_vitrine/'

test('a letter’s selection is static: no script, no class, no style but ours, links through the shop', async t => {
  const { letter } = await shop(t)
  const { html, items } = await letter()
  assert.doesNotMatch(html, /<(script|style|link|form|button|details)|\son|class=|javascript:/i)
  const links = [...html.matchAll(/ href="([^"]+)"/g)].map(([, link]) => link)
  assert.equal(links.length, items.length)
  assert.ok(links.every(link => link.startsWith(`${BASE}v1/email/click?to=`)))
  const [image] = [...html.matchAll(/ src="([^"]+)"/g)].map(([, link]) => link)
  assert.equal(image, 'https://shop.example/i/b.jpg')
})

test('a click leads to the product, and is kept of the letter’s reader as an answer to its decision', async t => {
  const { letter, app, records } = await shop(t)
  const { html, items, decisionId } = await letter()
  const [link] = linksIn(html)
  const clicked = await app.inject(link)
  assert.deepEqual(
    [clicked.statusCode, clicked.headers.location],
    [302, `https://shop.example/${items[0]}`],
  )
  const kept = await records()
  const made = kept.find(({ type }) => type === 'decision')?.body as { visitor: string }
  const event = kept.find(({ type }) => type === 'event')?.body as Record<string, unknown>
  assert.deepEqual(
    [event.name, event.channel, event.decision, event.visitor],
    ['click', 'email', decisionId, made.visitor],
  )
})

test('where the product is gone, the click leads to the shop’s first page', async t => {
  const { letter, app, remove } = await shop(t)
  const [link] = linksIn((await letter()).html)
  await remove()
  assert.equal((await app.inject(link)).headers.location, 'https://shop.example/')
})

test('a link that was changed, is of another purpose or too old leads nowhere', async t => {
  const { letter, app, env, asServer, asked } = await shop(t)
  const [link] = linksIn((await letter()).html)
  const payload = { ...asked, days: 1 }
  const made = await app.inject({
    method: 'POST',
    url: '/v1/email/links',
    payload,
    headers: asServer,
  })
  const block = made.json().url.replace(BASE, '/')
  assert.equal((await app.inject(block)).statusCode, 200)
  assert.equal((await app.inject(`${link}x`)).statusCode, 403)
  const crossed = `/v1/email/click?to=${block.split('for=')[1]}`
  assert.equal((await app.inject(crossed)).json().code, 'note_forged')
  env.time += 200 * 24 * 3_600_000
  assert.equal((await app.inject(link)).json().code, 'note_expired')
})

test('a link for a mail tool does not say whose letter it is, and serves some openings alone', async t => {
  const { app, asServer, asked, records } = await shop(t)
  const payload = { ...asked, visitor: 'anna@shop.example' }
  const made = await app.inject({
    method: 'POST',
    url: '/v1/email/links',
    payload,
    headers: asServer,
  })
  const { url } = made.json()
  assert.doesNotMatch(Buffer.from(url.split('for=')[1], 'base64url').toString('latin1'), /anna/)
  const codes = new Set<number>()
  for (let n = 0; n < 40; n++) {
    codes.add((await app.inject(url.replace(BASE, '/'))).statusCode)
  }
  assert.deepEqual([...codes], [200, 429])
  // It speaks of the reader that a letter written by the shop's server speaks of.
  await app.inject({ method: 'POST', url: '/v1/email', payload, headers: asServer })
  const decided = (await records()).filter(({ type }) => type === 'decision')
  const readers = new Set(decided.map(({ body }) => (body as { visitor?: string }).visitor))
  assert.equal(readers.size, 1)
})

test('a click that is made again and again leads on, and does not fill the log', async t => {
  const { letter, app, records } = await shop(t)
  const [link] = linksIn((await letter()).html)
  for (let n = 0; n < 60; n++) assert.equal((await app.inject(link)).statusCode, 302)
  const kept = (await records()).filter(({ type }) => type === 'event').length
  assert.ok(kept >= 1 && kept <= 20, `${kept} clicks were kept`)
})

test('a base that is no address of a folder is refused, and a browser’s key asks for nobody', async t => {
  const { app, post, asServer, asked } = await shop(t)
  for (const base of [
    'javascript:alert(1)//',
    'https://a.example',
    'https://a"b/',
    '//a.example/',
  ]) {
    const payload = { ...asked, base }
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/email',
      payload,
      headers: asServer,
    })
    assert.deepEqual([answer.statusCode, answer.json().field], [400, '/base'], base)
  }
  assert.equal((await post('/v1/email', asked)).statusCode, 403)
})

async function shop(t: TestContext) {
  const set = await setUp()
  t.after(set.close)
  const { app, asServer } = set
  const feed = async (rows: string[]) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/catalogue/products?country=FR&language=fr&currency=EUR',
      payload: [HEAD, ...rows].join('\n'),
      headers: { ...asServer, 'content-type': 'text/tab-separated-values' },
    })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  await feed(ROWS)
  const asked = { visitor: 'anna', language: 'fr', market: 'FR-fr', base: BASE }
  let people = 0
  const letter = async () => {
    for (;;) {
      const payload = { ...asked, visitor: `reader-${++people}` }
      const answer = await app.inject({
        method: 'POST',
        url: '/v1/email',
        payload,
        headers: asServer,
      })
      assert.equal(answer.statusCode, 200, answer.body)
      if (answer.json().show) return answer.json()
    }
  }
  const remove = async () => {
    const { catalogue } = set.shop.engine
    const market = { country: 'FR', language: 'fr', currency: 'EUR' }
    const ids = ROWS.map(row => row.split('\t')[0])
    await set.shop.take([
      {
        ...{ id: '0199a1b2-0000-7000-8000-000000000001', partition: 256, version: 1 },
        ...{ type: 'products_removed' as const, receivedAt: set.env.now(), body: { market, ids } },
      },
    ])
    assert.ok(ids.every(id => !catalogue.has(catalogue.find(id))))
  }
  const records = async () => {
    const found = []
    for await (const some of set.shop.read(0)) found.push(...some)
    return found
  }
  return { ...set, asked, letter, remove, records }
}

function linksIn(html: string): string[] {
  return [...html.matchAll(/ href="([^"]+)"/g)].map(([, link]) => link.replace(BASE, '/'))
}

const HEAD = 'id\ttitle\tlink\timage_link\tprice\tavailability\tproduct_type\tbrand'
const ROWS = [1, 2, 3, 4, 5, 6].map(n =>
  [
    ...[
      `b${n}`,
      `Bottes <${n}> & "co"`,
      `https://shop.example/b${n}`,
      'https://shop.example/i/b.jpg',
    ],
    ...[`${80 + n} EUR`, 'in_stock', 'Ski > Bottes', 'Skarn'],
  ].join('\t'),
)
