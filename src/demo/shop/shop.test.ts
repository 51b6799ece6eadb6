import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { makeCatalogue } from '../catalogue/make.ts'
import { type RunningShop, startShop } from './start.ts'
import { say } from './words.ts'

const NOW = Date.UTC(2026, 10, 24, 9)
const catalogue = makeCatalogue(1)
const stocked = catalogue.items.find(
  item => item.skus.length > 3 && item.skus[0].stock > 1 && item.skus.some(sku => sku.stock === 0),
)!

let shop: RunningShop

before(async () => {
  shop = await openShop('http://127.0.0.1:9')
})
after(() => shop.close())

test('a visitor without scripts goes from the home page to an order', async () => {
  const visitor = newVisitor()
  const home = await visitor.get('/')
  assert.equal(linksTo(home, '/rayon/').length > 8, true)
  const category = await visitor.get(linksTo(home, '/rayon/')[0])
  const product = await visitor.get(linksTo(category, '/produit/')[0])
  const sku = /name="sku" value="([^"]+)"(?! required data-size="[^"]*" data-gone)/.exec(
    product,
  )![1]
  const cart = await visitor.post('/panier', { do: 'add', sku })
  assert.deepEqual(events(cart), ['add_to_cart', 'view_cart'])
  const checkout = await visitor.get('/commande')
  assert.deepEqual(events(checkout), ['begin_checkout'])
  const thanks = await visitor.post('/commande', { name: 'A', email: 'a@b.fr', pay: 'card' })
  const [purchase] = pushes(thanks)
  assert.equal(purchase.event, 'purchase')
  assert.match(purchase.ecommerce.transaction_id, /^CM-\d{8}$/)
  assert.equal(purchase.ecommerce.items[0].item_id, sku)
  assert.match(thanks, new RegExp(purchase.ecommerce.transaction_id))
})

test('an order is told to analytics once, however often its page is read', async () => {
  const visitor = newVisitor()
  await visitor.post('/panier', { do: 'add', sku: stocked.skus[0].id })
  assert.deepEqual(events(await visitor.post('/commande', {})), ['purchase'])
  assert.deepEqual(events(await visitor.get('/merci')), [])
})

test('a size that is sold out is shown and cannot be bought', async () => {
  const gone = stocked.skus.find(sku => sku.stock === 0)!
  const visitor = newVisitor()
  const page = await visitor.post('/panier', { do: 'add', sku: gone.id })
  assert.match(page, /Cette taille est épuisée/)
  assert.match(page, new RegExp(`value="${gone.id}"[^>]*data-gone`))
  const empty = await visitor.get('/panier')
  assert.match(empty, /Votre panier est vide/)
  assert.doesNotMatch(empty, /data-vitrine="cart"/)
})

test('nobody buys more than there is, and a cookie made up buys nothing', async () => {
  const scarce = catalogue.items.flatMap(item => item.skus).find(sku => sku.stock === 2)!
  const visitor = newVisitor()
  await visitor.post('/panier', { do: 'set', sku: scarce.id, quantity: '7' })
  assert.match(await visitor.get('/panier'), /<option selected>2<\/option>/)
  const forged = Buffer.from('{"cart":[["NOPE",3],[null],7],"told":"x","order":{}}')
  const cart = await fetch(`${shop.url}/panier`, {
    headers: { cookie: `cimes=${forged.toString('base64url')}` },
  })
  assert.match(await cart.text(), /Votre panier est vide/)
})

test('removing from the cart is told and empties it', async () => {
  const visitor = newVisitor()
  const sku = stocked.skus[0].id
  await visitor.post('/panier', { do: 'add', sku })
  const cart = await visitor.post('/panier', { do: 'set', sku, quantity: '0' })
  assert.deepEqual(events(cart), ['remove_from_cart'])
  assert.match(cart, /Votre panier est vide/)
})

test('search minds neither accents, plurals nor capitals, in both languages', async () => {
  const { get } = newVisitor()
  const count = async (path: string) => linksTo(await get(path), /\/pro(duit|duct)\//.source).length
  assert.equal(await count('/recherche?q=RECHAUD'), await count('/recherche?q=r%C3%A9chauds'))
  assert.ok((await count('/recherche?q=rechaud')) > 10)
  assert.ok((await count('/recherche?q=chaussures+de+trail')) > 10)
  assert.ok((await count('/en/search?q=stove')) > 10)
  const nothing = await get('/recherche?q=chausure+%26+trail')
  assert.match(nothing, /Rien ne correspond/)
  assert.match(nothing, /href="\/recherche\?vt-q=chausure%20%26%20trail"/)
})

test('filters are links that narrow the list, and sorting orders it', async () => {
  const { get } = newVisitor()
  const all = await get('/rayon/chaussures-de-trail')
  const brand = /href="([^"]*brand=[^"]+)"/.exec(all)![1].replaceAll('&amp;', '&')
  const some = await get(brand)
  assert.ok(countOf(some) < countOf(all) && countOf(some) > 0)
  const listed = (await get('/rayon/chaussures-de-trail?sort=cheap')).split('class="results"')[1]
  const prices = [...listed.matchAll(/tile-price[^>]*>([\d\u202f]+)/g)].map(([, price]) =>
    Number(price.replace(/\D/g, '')),
  )
  assert.deepEqual(
    prices,
    prices.toSorted((a, b) => a - b),
  )
})

test('hostile words come back as words, and broken addresses as errors, never as a crash', async () => {
  const { get } = newVisitor()
  const attack = encodeURIComponent('"><script>alert(1)</script>\u2028</title>\'')
  const page = await get(`/recherche?q=${attack}&brand=${attack}&sort=${attack}&page=-9`)
  assert.ok(!page.includes('<script>alert'))
  assert.equal(pushes(page)[0].search_term.startsWith('"><script>'), true)
  for (const path of [
    '/rayon/%E0%A4',
    '/produit/../../etc/passwd',
    '/produit/__proto__',
    '/%00',
    '/feeds/constructor',
  ]) {
    const { status } = await fetch(shop.url + path)
    assert.ok(status === 400 || status === 404, `${path} ${status}`)
  }
})

test('the banner leads nowhere but home', async () => {
  for (const back of ['//evil.example/', '/\\evil.example', 'https://evil.example']) {
    const body = new URLSearchParams({ choice: 'refused', back })
    const answer = await fetch(`${shop.url}/choix`, { method: 'POST', body, redirect: 'manual' })
    assert.equal(answer.headers.get('location'), '/')
  }
})

test('a choice is remembered, and Global Privacy Control is one', async () => {
  const visitor = newVisitor()
  assert.match(await visitor.get('/'), /class="banner"/)
  const home = await visitor.post('/choix', { choice: 'measure', back: '/' })
  assert.ok(!home.includes('class="banner"'))
  assert.match(home, /data-choice="measure"/)
  const silent = await fetch(shop.url, { headers: { 'sec-gpc': '1' } })
  assert.match(await silent.text(), /data-choice="refused"/)
})

test('each page says what it is, and each placement holds four of the shop’s own items', async () => {
  const visitor = newVisitor()
  await visitor.post('/panier', { do: 'add', sku: stocked.skus[0].id })
  const pages = {
    home: '/',
    category: '/rayon/chaussures-de-ski',
    product: `/produit/${stocked.id.toLowerCase()}`,
    cart: '/panier',
  }
  for (const [kind, path] of Object.entries(pages)) {
    const page = await visitor.get(path)
    assert.match(page, new RegExp(`<body data-vitrine-page="${kind}"`))
    const placement = page.split(`data-vitrine="${kind}" data-vitrine-count="4"`)[1]
    const list = placement.split('</ul>')[0]
    assert.equal(list.match(/class="tile"/g)?.length, 4, kind)
  }
  const product = await visitor.get(pages.product)
  assert.match(product, new RegExp(`data-vitrine-item="${stocked.id}"`))
  assert.equal(pushes(product)[0].ecommerce.items[0].item_id, stocked.id)
  assert.match(product, /"@type":"Product"/)
})

test('every page of the menu exists in both languages and names its twin', async () => {
  const { get } = newVisitor()
  for (const path of ['/', '/en/', '/guides', '/en/guides', '/informations', '/en/information']) {
    const page = await get(path)
    const links = [...page.matchAll(/href="(\/[^"#]*)"/g)].map(([, link]) => link)
    for (const link of new Set(links.filter(link => !link.startsWith('/assets/')))) {
      const { status } = await fetch(shop.url + link.replaceAll('&amp;', '&'))
      assert.equal(status, 200, `${path} → ${link}`)
    }
  }
})

test('nothing inline runs on a page: no handler, no style, no script but data', async () => {
  const { get } = newVisitor()
  for (const path of ['/', '/rayon/ski', `/produit/${stocked.id}`, '/panier', '/guides/tente']) {
    const page = await get(path)
    assert.ok(!/\son[a-z]+=|\sstyle=|<style|javascript:/i.test(page), path)
    for (const [, type] of page.matchAll(/<script(?![^>]* src=)[^>]* type="([^"]+)"/g)) {
      assert.match(type, /json$/)
    }
  }
  const { headers } = await fetch(shop.url)
  assert.match(headers.get('content-security-policy') ?? '', /script-src 'self';/)
})

test('a feed is asked for once: the same ETag is answered 304, and gz holds the same text', async () => {
  for (const name of ['products-fr.xml', 'products-en.tsv', 'content.json', 'facts.json']) {
    const first = await fetch(`${shop.url}/feeds/${name}`)
    const etag = first.headers.get('etag')!
    const text = await first.text()
    const again = await fetch(`${shop.url}/feeds/${name}`, { headers: { 'if-none-match': etag } })
    assert.equal(again.status, 304)
    const zipped = await (await fetch(`${shop.url}/feeds/${name}.gz`)).arrayBuffer()
    assert.equal(gunzipSync(Buffer.from(zipped)).toString(), text)
  }
})

test('costs are told to who has the key, and stand on no page and in no public feed', async () => {
  assert.equal((await fetch(`${shop.url}/feeds/costs.csv`)).status, 403)
  assert.equal((await fetch(`${shop.url}/feeds/costs.csv.gz?key=guess`)).status, 403)
  const costs = await (await fetch(`${shop.url}/feeds/costs.csv?key=secret`)).text()
  const skus = catalogue.items.reduce((sum, item) => sum + item.skus.length, 0)
  assert.equal(costs.trim().split('\n').length, skus + 1)
  for (const path of [
    '/feeds/products-fr.xml',
    '/feeds/products-en.tsv',
    `/produit/${stocked.id}`,
  ]) {
    const text = await (await fetch(shop.url + path)).text()
    assert.ok(!/cost|purchase_price|margin/i.test(text), path)
  }
})

test('the reverse path passes method, body, key, Vitrine’s cookie and its Set-Cookie', async () => {
  const heard: { request: IncomingMessage; body: string }[] = []
  const vitrine = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => (body += chunk))
    request.on('end', () => {
      heard.push({ request, body })
      response.setHeader('set-cookie', ['vitrine=abc; HttpOnly', 'vitrine_b=1'])
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"accepted":1}')
    })
  })
  await new Promise<void>(resolve => vitrine.listen(0, '127.0.0.1', resolve))
  const linked = await openShop(`http://127.0.0.1:${(vitrine.address() as AddressInfo).port}`)
  const answer = await fetch(`${linked.url}/_vitrine/v1/events?key=pk_x`, {
    method: 'POST',
    body: '{"events":[]}',
    headers: {
      cookie: 'cimes=private; vitrine=old',
      'content-type': 'application/json',
      'x-forwarded-for': '6.6.6.6',
    },
  })
  assert.equal(answer.status, 202)
  assert.deepEqual(answer.headers.getSetCookie(), ['vitrine=abc; HttpOnly', 'vitrine_b=1'])
  const [{ request, body }] = heard
  assert.equal(request.url, '/v1/events?key=pk_x')
  assert.equal(body, '{"events":[]}')
  assert.equal(request.headers.cookie, 'vitrine=old')
  assert.equal(request.headers['x-forwarded-for'], '127.0.0.1')
  assert.equal(request.headers['x-forwarded-host'], new URL(linked.url).host)
  await linked.close()
  vitrine.closeAllConnections()
  vitrine.close()
})

test('with Vitrine dead, its path answers 502 and every page is as before', async () => {
  const answer = await fetch(`${shop.url}/_vitrine/tag.js`)
  assert.equal(answer.status, 502)
  assert.equal((await fetch(shop.url)).status, 200)
})

function openShop(vitrineUrl: string): Promise<RunningShop> {
  const keys = { publicKey: 'pk_test', costsKey: 'secret' }
  return startShop({ port: 0, vitrineUrl, ...keys, clock: () => NOW })
}

/** A browser without scripts: follows redirects and keeps cookies. */
function newVisitor() {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(shop.url + path, {
      ...init,
      headers: { cookie },
      redirect: 'manual',
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    return answer.status === 303 && to ? ask(to) : answer.text()
  }
  return {
    get: (path: string) => ask(path),
    post: (path: string, form: Record<string, string>) =>
      ask(path, { method: 'POST', body: new URLSearchParams(form) }),
  }
}

interface Pushed {
  event: string
  search_term: string
  ecommerce: { transaction_id: string; items: { item_id: string }[] }
}

function pushes(page: string): Pushed[] {
  return JSON.parse(/<script type="application\/json" id="ga4">(.*?)<\/script>/s.exec(page)![1])
}

const events = (page: string) => pushes(page).map(push => push.event)
const countOf = (page: string) => Number(/<p>(\d+) articles?<\/p>/.exec(page)?.[1])

function linksTo(page: string, prefix: string): string[] {
  return [
    ...page.matchAll(
      new RegExp(`href="(${prefix.startsWith('/') ? '' : '[^"]*'}${prefix}[^"]*)"`, 'g'),
    ),
  ].map(([, link]) => link)
}

test('French words keep their thin space before a colon and inside quotes', () => {
  assert.equal(say('fr', 'Un mot : « oui » ?', ''), 'Un mot\u202f: «\u202foui\u202f»\u202f?')
  assert.equal(say('en', '', 'One word: yes?'), 'One word: yes?')
})
