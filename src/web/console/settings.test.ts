import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launch } from '../../../test/browser.ts'
import { faultsOf } from '../../../test/journeys/axe.ts'
import { HOUR } from '../../core/clock.ts'
import type { Role } from '../../schema/person.ts'
import { boots } from '../../server/catalogue-room/fixtures/wanted.ts'
import { view } from '../../server/fixtures/set-up.ts'
import { receiver } from '../../server/outward/fixtures/receiver.ts'
import { member, PASSWORD } from '../../server/people/fixtures/team.ts'
import { servedFeed } from '../../server/standing-feeds/fixtures/served-feed.ts'
import { readerPage, type Test } from './fixtures/reader-page.ts'
import { DARK } from './fixtures/room.ts'
import { wholeShop } from './fixtures/whole.ts'

let shop: Awaited<ReturnType<typeof wholeShop>>
let browser: Browser

before(async () => {
  shop = await wholeShop()
  browser = await launch()
})

after(async () => {
  await browser.close()
  await shop.close()
})

test('a key is replaced while events are being sent with it, and none is lost', async t => {
  const page = await inside(t, 'owner', '#/settings')
  const sender = new Sender(String(shop.keys.firstServerKey))
  t.after(() => sender.stop())
  const old = sender.key
  sender.start()
  await sender.sends(5)
  await page.getByLabel('L’ancienne se ferme').selectOption('1')
  await page.getByRole('button', { name: 'Faire la nouvelle clé' }).click()
  const key = await page.locator('.once pre').innerText()
  await page.getByText('Deux clés sont ouvertes').waitFor()
  await sender.sends(5) // with the old one, which still opens
  sender.key = key
  await sender.sends(5)
  shop.env.time += HOUR
  await sender.sends(5)
  await sender.stop()
  assert.deepEqual(sender.turnedAway, [])
  assert.equal((await sender.send(old, view().id)).status, 401)
  const kept = await idsKept()
  assert.ok(sender.sent.length >= 20)
  for (const id of sender.sent) assert.equal(kept.get(id), 1, id)
})

test('with two keys open none more is made, and one that is ended is refused at once', async t => {
  const page = await inside(t, 'owner', '#/settings')
  shop.keys.begin(['read'], shop.env.now() + HOUR)
  await page.reload()
  await page.getByText('Deux clés sont ouvertes').waitFor()
  const end = page.getByRole('button', { name: /^Fermer: / }).last()
  await end.click()
  await page.getByText('sera refusé dès maintenant').waitFor()
  await page.getByRole('button', { name: 'Fermer', exact: true }).click()
  await page.getByText('Une clé de serveur est ouverte').waitFor()
  assert.equal(shop.keys.live().length, 1)
})

test('a webhook is added, tried, given a new secret and removed, and a dead address is told in words', async t => {
  const { url, host, heard } = await receiver(t)
  shop.feedHosts.add(host)
  const page = await inside(t, 'owner', '#/settings')
  await page.getByRole('button', { name: 'Ajouter un webhook' }).click()
  await page.getByLabel(/^Adresse qui reçoit/).fill(url)
  await page.getByRole('button', { name: 'Ajouter ce webhook' }).click()
  await page.getByText('Choisissez au moins une chose').waitFor()
  await page.getByLabel('quelqu’un entre dans un segment').check()
  await page.getByRole('button', { name: 'Ajouter ce webhook' }).click()
  const secret = await page.locator('.once pre').innerText()
  assert.match(secret, /^whsec_/)
  await page.getByRole('button', { name: /^Envoyer un essai: / }).click()
  await page.locator('.hook [role=status]').getByText('entendu · 204').waitFor()
  assert.equal(JSON.parse(heard[0].body).type, 'webhook.test')
  await page.locator('.hook summary').click()
  await page.locator('.deliveries li').getByText('webhook.test').waitFor()
  assert.deepEqual(await faultsOf(page, 'body'), [])
  await page.getByRole('button', { name: /^Changer le secret: / }).click()
  await page.getByRole('button', { name: 'Changer le secret', exact: true }).click()
  await page.getByText('l’ancien secret signe jusqu’à').waitFor()
  assert.notEqual(await page.locator('.once pre').innerText(), secret)
  shop.feedHosts.delete(host)
  await page.getByRole('button', { name: /^Envoyer un essai: / }).click()
  await page.locator('.hook [role=status]').getByText('pas entendu').waitFor()
  await page.getByRole('button', { name: /^Retirer: 127/ }).click()
  await page.getByRole('button', { name: 'Retirer', exact: true }).click()
  await page.locator('.hook').waitFor({ state: 'detached' })
  assert.deepEqual(shop.services.outward.hooks.all(), [])
})

test('a feed is looked at, added, answered for, paused and removed, in the reader’s language', async t => {
  const feed = await servedFeed(t, boots(10))
  shop.feedHosts.add(feed.host)
  const page = await inside(t, 'owner', '#/settings')
  await page.getByRole('button', { name: 'Ajouter un flux' }).click()
  await page.getByLabel(/^Adresse du flux/).fill('http://127.0.0.2/feed.tsv')
  await page.getByRole('button', { name: 'Voir les premières lignes' }).click()
  await page.getByText('127.0.0.2 n’est pas sur l’internet public').waitFor()
  feed.rows[3] = feed.rows[3].replace(/\d+\.00 EUR/, 'cher')
  await page.getByLabel(/^Adresse du flux/).fill(feed.url)
  await page.getByRole('button', { name: 'Voir les premières lignes' }).click()
  await page.getByText('9 seraient prises et 1 refusée').waitFor()
  assert.match(
    await page.locator('.first-rows .refusals').innerText(),
    /ligne 5.*price.*illisible/s,
  )
  feed.rows = boots(10)
  await page.getByRole('button', { name: 'Ajouter ce flux' }).click()
  const row = page.locator('.feed')
  await row.getByText('10 lignes').waitFor()
  assert.match(await row.innerText(), /Produits, français \(France\)/)
  feed.rows = boots(2)
  await row.getByRole('button', { name: /^Lire maintenant: / }).click()
  await row.getByText(/ne contient plus 8 produits sur 10/).waitFor()
  assert.deepEqual(await faultsOf(page, 'body'), [])
  await row.getByRole('button', { name: 'Les retirer' }).click()
  await row.locator('.asks').waitFor({ state: 'detached' })
  assert.equal(shop.shop.engine.catalogue.productCount, 2)
  await page.getByRole('button', { name: 'Ajouter un flux' }).click()
  await row.getByRole('button', { name: /^Modifier: / }).click()
  assert.equal(await page.locator('#feeds .btn.go').count(), 1)
  await row.getByLabel('Relu').selectOption('day')
  await row.getByRole('button', { name: 'Enregistrer' }).click()
  await row.getByText('tous les jours').waitFor()
  await row.getByRole('button', { name: /^Suspendre: / }).click()
  await row.getByText('en pause depuis').waitFor()
  await row.getByRole('button', { name: /^Retirer: / }).click()
  await row.getByRole('button', { name: 'Retirer', exact: true }).click()
  await row.waitFor({ state: 'detached' })
  assert.deepEqual(shop.services.clerk.list.all(), [])
  await page.goto(`${shop.url}/console/#/audit`)
  await page.locator('.audit').getByText('a suspendu un flux').waitFor()
})

test('every browser that was marked as the staff’s is a visitor again, by one button', async t => {
  const { app, env, keys } = shop
  const headers = { authorization: `Bearer ${keys.runKey()}` }
  const made = await app.inject({ method: 'POST', url: '/v1/staff/links', headers })
  const entered = await app.inject({ method: 'POST', url: made.json().path })
  const cookie = String(entered.headers['set-cookie']).split(';')[0]
  const look = async () => (await app.inject({ url: '/v1/debug', headers: { cookie } })).statusCode
  assert.equal(await look(), 200)
  env.time += 1_000
  const page = await inside(t, 'manager', '#/settings')
  await page.getByRole('button', { name: /^Tout démarquer: / }).click()
  await page.getByRole('button', { name: 'Tout démarquer', exact: true }).click()
  await page.getByText('Plus aucun navigateur n’est marqué').waitFor()
  assert.equal(await look(), 401)
})

test('a site that is added may call at once, and what was changed stands with its before', async t => {
  const page = await inside(t, 'owner', '#/settings')
  const preflight = () =>
    shop.app.inject({
      method: 'OPTIONS',
      url: '/v1/decisions',
      headers: { origin: 'https://other.example', 'access-control-request-method': 'POST' },
    })
  assert.equal((await preflight()).headers['access-control-allow-origin'], undefined)
  await page.getByLabel(/^Adresse du site/).fill('https://other.example/path')
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await page.getByText('sans chemin').waitFor()
  await page.getByLabel(/^Adresse du site/).fill('https://Other.example:443/')
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await page.getByRole('button', { name: 'Retirer: https://other.example' }).waitFor()
  assert.equal((await preflight()).headers['access-control-allow-origin'], 'https://other.example')
  await page.goto(`${shop.url}/console/#/audit`)
  const entry = page.locator('.audit li').first()
  await entry.getByText('a changé les sites qui appellent').waitFor()
  assert.match(await entry.innerText(), /owner \d+.*→.*https:\/\/other\.example/s)
})

test('a reason without a space in it stays on the page of who changed what', async t => {
  const page = await inside(t, 'owner', '#/audit')
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  const reason = page.locator('.audit li p').first()
  await reason.evaluate(line => line.append('x'.repeat(500)))
  assert.ok((await wide()) <= 0)
})

test('who changed what is told in the reader’s words, field by field, with no name of a program', async t => {
  const headers = { authorization: `Bearer ${shop.keys.runKey()}` }
  const change = async (method: 'PUT' | 'POST' | 'PATCH', url: string, payload: object) => {
    const { statusCode, body } = await shop.app.inject({ method, url, headers, payload })
    assert.ok(statusCode < 300, body)
  }
  const rule = { placement: 'home', when: { device: 'mobile' }, experience: 'home/best-reviewed' }
  await change('POST', '/v1/rules', { ...rule, action: 'limit', share: 0.2 })
  await change('PATCH', '/v1/approval', { cart: true })
  const deliveryDays = { least: 1, most: 3 }
  const facts = { currency: 'EUR', deliveryPrice: 490, freeReturns: true, deliveryDays }
  await change('PUT', '/v1/promises/FR', facts)
  const page = await inside(t, 'owner', '#/audit')
  const told = page.locator('.audit')
  await told.getByText('limitée').waitFor()
  const french = (await told.innerText()).replaceAll('\u202f', ' ')
  for (const words of [
    /a décidé d’une règle : « Les mieux notés ».*visiteurs qui sont sur mobile/,
    /part au plus\s+20 %/,
    /accord demandé[\s\S]*nulle part →[\s\S]*Panier/,
    /prix de la livraison\s+4,90 €/,
    /livraison, au plus\s+3 jours/,
    /retours\s+gratuits/,
  ]) {
    assert.match(french, words)
  }
  assert.doesNotMatch(
    french,
    /[{}"]|(?<!\p{L})(limit|share|true|false|placement|cart|deliveryDays)(?!\p{L})/u,
  )
  await page.getByRole('button', { name: 'English' }).first().click()
  await told.getByText('left to the engine').waitFor()
  assert.match(await told.innerText(), /visitors who are on mobile[\s\S]*part at most\s+20%/)
})

test('a manager reads how the shop is set, and neither keys nor a way to change it', async t => {
  const page = await inside(t, 'manager', '#/settings')
  await page.getByRole('heading', { name: 'Fixé à l’ouverture' }).waitFor()
  assert.equal(await page.getByRole('heading', { name: 'Clés' }).count(), 0)
  assert.equal(await page.getByRole('button', { name: 'Ajouter', exact: true }).count(), 0)
})

test('a section shows one primary act at most, and gives the focus back where a form was opened', async t => {
  const page = await inside(t, 'owner', '#/settings')
  const most = async () => {
    const sections = await page.locator('main section').all()
    return Math.max(...(await Promise.all(sections.map(one => one.locator('.btn.go').count()))))
  }
  const add = page.getByRole('button', { name: 'Ajouter un webhook' })
  await add.press('Enter')
  await page.locator('#url:focus').waitFor()
  assert.equal(await most(), 1)
  await page.getByRole('button', { name: 'Ajouter un flux' }).click()
  assert.deepEqual(await faultsOf(page, 'html'), [])
  await page.getByRole('button', { name: 'Annuler' }).last().press('Enter')
  await page.locator('button:focus', { hasText: 'Ajouter un webhook' }).waitFor()
  await page.getByRole('button', { name: 'Annuler' }).press('Enter')
  assert.equal(await page.locator('main .btn.go').count(), 1)
})

test('settings and changes hold nothing that a reader or a keyboard stumbles over', async t => {
  for (const options of [{}, DARK]) {
    const page = await inside(t, 'owner', '#/settings', options)
    await page.locator('.keys li').nth(1).waitFor()
    await page.waitForTimeout(100) // the feeds are read beside
    assert.deepEqual(await faultsOf(page, 'html'), [])
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    assert.ok((await wide()) <= 0)
    await page.goto(`${shop.url}/console/#/audit`)
    await page.locator('.audit li').first().waitFor()
    assert.deepEqual(await faultsOf(page, 'html'), [])
    assert.ok((await wide()) <= 0)
  }
})

/** A server of the shop's that sends one event after the other with the key it has. */
class Sender {
  readonly sent: string[] = []
  readonly turnedAway: string[] = []
  key: string
  #isGoing = false
  #done: Promise<void> = Promise.resolve()

  constructor(key: string) {
    this.key = key
  }

  start(): void {
    this.#isGoing = true
    this.#done = this.#go()
  }

  async sends(more: number): Promise<void> {
    const wanted = this.sent.length + more
    while (this.sent.length < wanted) await new Promise(resolve => setTimeout(resolve, 5))
  }

  async stop(): Promise<void> {
    this.#isGoing = false
    await this.#done
  }

  send(key: string, id: string): Promise<Response> {
    return fetch(`${shop.url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ events: [{ ...view(), id, time: shop.env.now() }] }),
    })
  }

  async #go(): Promise<void> {
    while (this.#isGoing) {
      const { id } = view()
      const response = await this.send(this.key, id)
      const told = (await response.json()) as { accepted?: number; detail?: string }
      if (told.accepted !== 1) this.turnedAway.push(`${response.status} ${told.detail}`)
      this.sent.push(id)
    }
  }
}

/** How often each event stands in the log. */
async function idsKept(): Promise<Map<string, number>> {
  const kept = new Map<string, number>()
  for await (const records of shop.shop.read(0)) {
    for (const { type, id } of records) if (type === 'event') kept.set(id, (kept.get(id) ?? 0) + 1)
  }
  return kept
}

/** A page of somebody who has signed in, by the form as anybody. */
async function inside(
  t: Test,
  role: Role,
  hash: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const { email } = await member(shop, role)
  const page = await readerPage(t, browser, options)
  await page.goto(`${shop.url}/console/${hash}`)
  await page.locator('#email').fill(email)
  await page.locator('#password').fill(PASSWORD)
  await page.locator('.door button[type=submit]').click()
  await page.locator('.shell .answer').waitFor()
  return page
}
