import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import type { DecisionAnswer, DecisionBody } from '../schema/decision.ts'
import type { RenderAnswer } from '../schema/rendered.ts'
import type { SearchAnswer } from '../schema/search.ts'
import { setUp, view } from '../server/fixtures/set-up.ts'
import * as client from './vitrine.ts'

const { Vitrine, VitrineProblem } = client
const SOURCE = readFileSync(new URL('vitrine.ts', import.meta.url), 'utf8')
const HOME = { page: { type: 'home' as const }, placements: [{ placement: 'home' }] }

/** What the server answers is what the client says it is, and what the client may ask the server takes. */
export const ALIKE = [
  (answer: DecisionAnswer): client.DecisionAnswer => answer,
  (answer: RenderAnswer): client.RenderAnswer => answer,
  (answer: SearchAnswer): client.SearchAnswer => answer,
  (asked: client.Asked): DecisionBody => asked,
]

test('it is one file without an import, and plain JavaScript once its types are taken off', () => {
  assert.doesNotMatch(SOURCE, /^import|\brequire\(/m)
  assert.doesNotThrow(() => stripTypeScriptTypes(SOURCE))
})

test('each path it calls is described, with the fields it sends', async t => {
  const { app, close } = await setUp()
  t.after(close)
  const { paths } = (await app.inject('/openapi.json')).json()
  const called = [...SOURCE.matchAll(/'(\/v1\/\w+)'|`(\/v1\/\w+)\?/g)].map(
    found => found[1] ?? found[2],
  )
  assert.ok(called.length >= 6)
  for (const path of called) assert.ok(path in paths, path)
  const { schema } = paths['/v1/email'].post.requestBody.content['application/json']
  const letter: Required<client.LetterAsked> = {
    visitor: 'a',
    language: 'fr',
    market: 'FR-fr',
    count: 4,
    base: 'b',
  }
  assert.deepEqual(Object.keys(schema.properties).sort(), Object.keys(letter).sort())
})

test('a server decides, prints, writes, searches, tells and identifies with its key', async t => {
  const { vitrine, server } = await listening(t)
  const fate = await vitrine.events({ visitor: 'anna', events: [seen('boot')] })
  assert.equal(fate.accepted, 1)
  const asked = { ...HOME, visitor: 'anna', market: 'FR-fr', language: 'fr' }
  const answer = await vitrine.decide(asked)
  assert.equal(answer?.placements[0].placement, 'home')
  const rendered = await vitrine.render(asked)
  assert.equal(rendered?.placements[0].show, rendered?.placements[0].html !== '')
  const letter = await vitrine.email({ visitor: 'anna', base: 'https://shop.example/_vitrine/' })
  assert.equal(letter.show, letter.html !== '')
  assert.equal((await vitrine.search({ q: 'bottes' }))?.page, 1)
  assert.deepEqual(await vitrine.identify({ visitor: 'browser', user: 'anna' }), { joined: true })
  assert.deepEqual(server.broken, [])
})

test('for a browser it passes the cookie on, and hands back the one that is set', async t => {
  const { browser } = await listening(t)
  const set: string[] = []
  const first = browser.for({ headers: { cookie: 'basket=1' } }, cookie => set.push(cookie))
  await first.decide({ ...HOME, consent: 'personal' })
  assert.match(set[0], /^vitrine=[\w-]{43};/)
  const headers = { cookie: `basket=1; ${set[0].split(';')[0]}` }
  await browser
    .for({ headers }, cookie => set.push(cookie))
    .decide({ ...HOME, consent: 'personal' })
  assert.equal(set.length, 1, 'it is known, and not set anew')
})

test('behind a proxy it speaks for whom the proxy names, each by their own address, over their own line', async t => {
  const { browser } = await listening(t)
  const set: string[] = []
  const answers = []
  for (const from of ['203.0.113.7', '203.0.113.8']) {
    const headers = { 'x-forwarded-for': from, 'x-forwarded-proto': 'https' }
    const request = { headers, socket: { remoteAddress: '127.0.0.1' } }
    const asking = browser.for(request, cookie => set.push(cookie))
    await asking.decide({ ...HOME, consent: 'personal' })
    for (let n = 0; n < AT_ONCE - 20; n++) answers.push(await asking.search({ q: 'bottes' }))
  }
  assert.ok(answers.every(Boolean), 'two are not counted as one')
  assert.ok(set.length === 2 && set.every(cookie => /; Secure$/.test(cookie)), set.join())
  const made = { 'x-forwarded-for': '203.0.113.1' }
  const outside = { headers: made, socket: { remoteAddress: '203.0.113.9' } }
  for (let n = 0; n < 2 * AT_ONCE; n++) {
    made['x-forwarded-for'] = `203.0.113.${n}`
    answers.push(await browser.for(outside).search({ q: 'bottes' }))
  }
  assert.ok(!answers.every(Boolean), 'who comes by no proxy chooses no address')
})

/** Searches of one address at once. */
const AT_ONCE = 60

test('what no feed has told it yet leaves the page its own', async t => {
  const { vitrine } = await listening(t)
  assert.equal(await vitrine.search({ like: 'new-today' }), undefined)
})

test('a mistake names its field; a server that is late or away leaves the page its own', async t => {
  const { vitrine } = await listening(t)
  const wrong = { ...HOME, placements: [{ placement: 'shelf' }] }
  await assert.rejects(vitrine.decide(wrong), (error: unknown) => {
    return (
      error instanceof VitrineProblem && error.status === 400 && /placement/.test(error.field ?? '')
    )
  })
  const away = new Vitrine({ url: 'http://127.0.0.1:1', key: 'sk_x' })
  assert.equal(await away.decide(HOME), undefined)
  await assert.rejects(away.events({ events: [seen('boot')] }))
  const silent = createServer(() => {})
  await new Promise<void>(done => silent.listen(0, '127.0.0.1', done))
  t.after(() => silent.closeAllConnections())
  t.after(() => void silent.close())
  const { port } = silent.address() as AddressInfo
  const late = new Vitrine({ url: `http://127.0.0.1:${port}`, key: 'sk_x', patienceMs: 50 })
  assert.equal(await late.render(HOME), undefined)
})

/** As a shop's developer would write it down. */
function seen(item: string): client.Batch['events'][number] {
  return { ...view(item), page: { type: 'product', item } }
}

async function listening(t: TestContext) {
  const server = await setUp()
  t.after(server.close)
  const { app, keys, asServer } = server
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const feed = await fetch(`${url}/v1/catalogue/products?country=FR&language=fr&currency=EUR`, {
    method: 'POST',
    headers: { ...asServer, 'content-type': 'text/tab-separated-values' },
    body: 'id\ttitle\tlink\tprice\tavailability\nb1\tBottes\thttps://shop.example/b1\t80 EUR\tin_stock',
  })
  assert.equal(feed.status, 200)
  const vitrine = new Vitrine({ url, key: keys.firstServerKey!, patienceMs: 5_000 })
  const browser = new Vitrine({ url, key: keys.publicKey, patienceMs: 5_000 })
  return { server, vitrine, browser }
}
