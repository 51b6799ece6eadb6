import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { uuidV7 } from '../../src/core/ids.ts'
import { namedKey } from '../../src/core/visitor-key.ts'
import type { ExperienceTold } from '../../src/schema/experience.ts'
import { setUp } from '../../src/server/fixtures/set-up.ts'
import { buildOnce } from '../../src/web/console/fixtures/stage.ts'
import { launch } from '../browser.ts'
import { assertHarmless, listenForHits } from './looked-at.ts'
import { HOSTILE } from './texts.ts'

/**
 * A shop whose feed, content, messages and visitors are all hostile, before the whole server: what
 * it prints and what its console shows runs nothing.
 */
let server: Awaited<ReturnType<typeof setUp>>
let browser: Browser
let url: string
const VISITOR = HOSTILE[0]

before(async () => {
  ;[server, browser] = await Promise.all([
    buildOnce().then(console => setUp({ live: true, console })),
    launch(),
  ])
  url = await server.app.listen({ port: 0, host: '127.0.0.1' })
  await send('POST', '/v1/catalogue/products?country=FR&language=fr&currency=EUR', products())
  await send('POST', '/v1/content', guides())
  await writeMessages()
  await visitEverything()
})

after(async () => {
  await browser?.close()
  await server?.close()
})

test('placements, letters and results of a hostile catalogue run nothing where they are printed', async () => {
  let printed = ''
  for (let n = 0; n < 40; n++) {
    const placements = ['home', 'category', 'product'].map(placement => ({ placement, count: 48 }))
    const page = { type: 'product', item: `p${n * 12}`, category: path(n * 12) }
    const asked = { visitor: `${VISITOR}${n}`, page, placements, market: 'FR-fr', language: 'fr' }
    const answer = (await send('POST', '/v1/render', asked)) as { placements: { html: string }[] }
    printed += answer.placements.map(({ html }) => html).join('')
    const letter = { visitor: `${n}`, count: 12, base: 'https://shop.example/_vitrine/' }
    printed += ((await send('POST', '/v1/email', letter)) as { html: string }).html
  }
  const key = { headers: { authorization: `Bearer ${server.keys.firstServerKey}` } }
  for (const text of [...HOSTILE.slice(0, 40), 'boots']) {
    const at = `/search?vt-q=${encodeURIComponent(text.slice(0, 80))}`
    const answer = await fetch(`${url}/v1/search?${new URLSearchParams({ at })}`, key)
    assert.equal(answer.status, 200, at)
    printed += await answer.text()
  }
  const titles = HOSTILE.filter(text => printed.includes(escaped(oneLine(text).slice(0, 40))))
  assert.ok(titles.length > 250, `${titles.length} of the texts are in what was printed`)
  const page = await open()
  await page.route('**/printed', route =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': "img-src 'none'" },
      body: `<!doctype html><title>Printed</title><main>${printed}</main>`,
    }),
  )
  await page.goto(`${url}/printed`)
  await assertHarmless(page, 'main')
  assert.equal(await page.locator('body > *').count(), 1)
})

const TELLING = ['live', 'events', 'visitors', 'catalogue', 'results', 'rules', 'privacy']
const OTHERS = ['catalogue/p3', 'segments', 'health', 'settings', 'audit', 'team', 'account']

for (const room of [...TELLING, ...OTHERS]) {
  test(`the console's ${room} page shows hostile texts as texts`, async () => {
    const page = await open()
    await page.goto(`${url}/console/enter?token=${server.door.newLink()}`)
    const whose = namedKey(VISITOR, server.keys.nameSecret)
    await page.goto(`${url}/console/#/${room}${room === 'visitors' ? `/${whose}` : ''}`)
    await page.locator('main').first().waitFor()
    await page.waitForTimeout(700)
    const isTold = room === 'visitors' || room === 'events' || room === 'live'
    if (isTold) assert.match(await page.locator('body').innerText(), /hit\(|onerror/)
    await assertHarmless(page, 'main')
  })
}

/** A page that says so when it does what its policy forbids. */
async function open(): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await listenForHits(page)
  return page
}

async function send(method: string, path: string, body: object | string): Promise<unknown> {
  const type = typeof body === 'string' ? 'text/tab-separated-values' : 'application/json'
  const answer = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${server.keys.firstServerKey}`,
      'content-type': type,
    },
    ...(method !== 'GET' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  assert.ok(answer.ok, `${path}: ${answer.status} ${text.slice(0, 500)}`)
  return JSON.parse(text)
}

/** Every column of text is another one of the list; what is refused of them is refused. */
function products(): string {
  const head =
    'id\ttitle\tlink\timage_link\tprice\tavailability\tproduct_type\tbrand\tcolor\tsize\tdescription\tuse\tlevel'
  const rows = HOSTILE.map((_, n) =>
    [
      ...[`p${n}`, cell(n), `https://shop.example/${encodeURIComponent(cell(n))}`],
      ...[`https://shop.example/i/${encodeURIComponent(cell(n + 3))}`, `${20 + (n % 90)} EUR`],
      ...['in_stock', path(n), cell(n + 4), cell(n + 5), cell(n + 6), cell(n + 7)],
      ...[cell(n + 8), cell(n + 9)],
    ].join('\t'),
  )
  return [head, ...rows].join('\n')
}

/** Twelve departments, so that placements of a category have something to show. */
function path(n: number): string {
  return `${cell(Math.floor(n / 12) + 30)} > ${cell(Math.floor(n / 12) + 90)}`
}

function guides(): object[] {
  return HOSTILE.slice(0, 200).map((_, n) => ({
    ...{ id: `g${n}`, type: 'guide', title: cell(n), text: cell(n + 1), language: 'fr' },
    ...{ url: `/guides/${encodeURIComponent(cell(n + 2))}`, categories: [path(n * 12)] },
  }))
}

async function writeMessages(): Promise<void> {
  const { placements } = (await send('GET', '/v1/experiences', '')) as {
    placements: { experiences: ExperienceTold[] }[]
  }
  let n = 0
  for (const { experiences } of placements) {
    for (const { isDefault: _, own: __, ...experience } of experiences) {
      const words = (most: number) => {
        n++
        return { fr: cell(n).slice(0, most), en: cell(n + 1).slice(0, most) }
      }
      await send('PUT', '/v1/experiences', { ...experience, title: words(120), text: words(300) })
    }
  }
}

/** Somebody whose name, words, pages and searches are all of the list. */
async function visitEverything(): Promise<void> {
  const { env } = server
  for (let from = 0; from < HOSTILE.length; from += 50) {
    const events = HOSTILE.slice(from, from + 50).flatMap((text, n) => [
      event('search', { params: { search_term: text.slice(0, 200) } }),
      event('view_item', {
        page: {
          type: 'product',
          item: `p${from + n}`,
          title: text,
          url: `/${encodeURIComponent(text)}`,
        },
        params: { items: [{ item_id: `p${from + n}`, item_name: text, item_brand: text }] },
      }),
    ])
    const visitor = { visitor: VISITOR, channel: 'server' }
    await send('POST', '/v1/events', { ...visitor, events })
    await send('POST', '/v1/events', {
      ...visitor,
      events: [{ name: HOSTILE[from], id: HOSTILE[from] }],
    })
  }
  function event(name: string, more: object) {
    env.time += 1_000
    return { id: uuidV7(env.now(), env.random(10)), name, time: env.now(), ...more }
  }
}

function cell(n: number): string {
  return oneLine(HOSTILE[n % HOSTILE.length])
}

/** A table has neither tabs nor line ends in a cell, and a path has its own `>`. */
function oneLine(text: string): string {
  return text.replace(/[\t\r\n\0"]/g, ' ').slice(0, 150)
}

function escaped(text: string): string {
  return text.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
