import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ServerProcess } from '../bench/fixtures/server-process.ts'
import { launch, PERSON } from './browser.ts'
import { isDrawn, untilOne } from './journeys/shopper.ts'

/**
 * A shop that cannot route a path: Vitrine has a name of its own under the shop's domain, so
 * every call of its pages crosses origins, under the browser's own rules.
 */
const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-own-name-'))
let shop: Server
let vitrine: ServerProcess
let browser: Browser

before(async () => {
  shop = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page())
  }).listen(0)
  vitrine = await ServerProcess.on(dataDir, ['--origin', named('shop')])
  ;[browser] = await Promise.all([launch(), vitrine.start()])
  await call('/v1/catalogue/products?country=FR&language=fr&currency=EUR', feed())
})
after(async () => {
  await browser?.close()
  await vitrine?.stop()
  shop?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a page of a named origin is served, and its visitor is the same one on the next page', async t => {
  const context = await untilOne(async () => {
    const context = await browser.newContext({ userAgent: PERSON })
    t.after(() => context.close())
    const page = await context.newPage()
    const told = page.waitForResponse(answer => answer.url().endsWith('/v1/events'))
    await page.goto(named('shop'))
    assert.equal((await told).status(), 202)
    return (await isDrawn(page, '[data-vitrine=home] .vt-tile')) ? context : undefined
  })
  const [{ value, domain }, ...more] = await context.cookies(named('vitrine'))
  assert.deepEqual([domain, more], [new URL(named('vitrine')).hostname, []])
  assert.deepEqual(await context.cookies(named('shop')), [], 'nothing of ours is the shop’s')
  const page = await context.newPage()
  const asked = page.waitForRequest(
    request => request.url().endsWith('/v1/decisions') && request.method() === 'POST',
  )
  await page.goto(named('shop'))
  assert.equal((await (await asked).allHeaders()).cookie, `vitrine=${value}`)
})

test('a page of another origin stays as it is, and reads no answer', async t => {
  const context = await browser.newContext({ userAgent: PERSON })
  t.after(() => context.close())
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  const refused = page.waitForEvent('requestfailed', each => each.url().includes('/v1/'))
  await page.goto(named('other'))
  await refused
  assert.equal(await readsAnAnswer(page), false)
  assert.equal(await page.locator('.vt-tile').count(), 0)
  assert.deepEqual(errors, [])
})

/** Both are under one domain, as `shop.example` and `vitrine.shop.example` are. */
function named(name: string): string {
  const port = name === 'vitrine' ? vitrine.port : (shop.address() as AddressInfo).port
  return `http://${name}.example.localhost:${port}`
}

function page(): string {
  return `<!doctype html><html lang="fr"><head><title>Shop</title><link rel="icon" href="data:,">
<script>window.vitrine=function(){(vitrine.q=vitrine.q||[]).push(arguments)};vitrine('consent','personal')</script>
<script async src="${named('vitrine')}/tag.js" data-key="${vitrine.run.publicKey}" data-market="FR-fr"></script>
</head><body data-vitrine-page="home"><div data-vitrine="home" style="min-height:600px"></div></body></html>`
}

function readsAnAnswer(page: Page): Promise<boolean> {
  const asked = { url: `${named('vitrine')}/v1/decisions`, key: vitrine.run.publicKey }
  return page.evaluate(
    ({ url, key }) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ consent: 'page', placements: [{ placement: 'home' }] }),
      }).then(
        () => true,
        () => false,
      ),
    asked,
  )
}

async function call(path: string, body: string): Promise<void> {
  const answer = await fetch(vitrine.run.api + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${vitrine.run.serverKey}`,
      'content-type': 'text/tab-separated-values',
    },
    body,
  })
  assert.equal(answer.status, 200, await answer.text())
}

function feed(): string {
  const rows = Array.from({ length: 8 }, (_, n) =>
    [`p${n}`, `Boot ${n}`, `${named('shop')}/p${n}`, '89.90 EUR', 'in_stock', 'Boots'].join('\t'),
  )
  return ['id\ttitle\tlink\tprice\tavailability\tproduct_type', ...rows].join('\n')
}
