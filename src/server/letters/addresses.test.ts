import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { DAY } from '../../core/clock.ts'
import { Engine } from '../../engine/engine.ts'
import type { NewRecord } from '../../schema/record.ts'
import { machine } from '../../store/machine.ts'
import { openShop } from '../../store/open.ts'
import { TestEnv } from '../fixtures/set-up.ts'
import { tickRecord } from '../own-records.ts'
import { Shop } from '../shop.ts'
import { startServer } from '../start.ts'
import { AddressRemoval } from './address-removal.ts'
import type { LettersPlan } from './open.ts'
import { stepRecord } from './steps.ts'
import { WishKeeping } from './wish-keeping.ts'

const SECRET = 'a secret of the shop'

test('the address of a wish that is over is in no byte once its day is, and that of another stays', async t => {
  const folder = folderFor(t)
  const env = new TestEnv()
  const stores = await openShop(folder, 'shop', env)
  const shop = await Shop.open({ shop: 'shop', stores, env, secret: SECRET, onBroken: () => {} })
  const removal = new AddressRemoval(shop, stores.log, env)
  const keeping = new WishKeeping(shop, env)
  for (const name of ['ada', 'bo', 'cy']) await keeping.keep(wishOf(name, env))
  const [ada, , cy] = shop.engine.wishes.open()
  await shop.take([ended(ada, env)])
  await shop.erase(cy.address)
  await removal.run()
  assert.equal(shop.engine.wishes.left().size, 2, 'today is not over')
  env.time += DAY
  await shop.take([tickRecord(env.now(), env)])
  await removal.run()
  assert.equal(shop.engine.wishes.left().size, 0)
  const known = shop.engine.snapshot()
  const again = new Engine()
  for await (const records of stores.log.read({})) for (const record of records) again.apply(record)
  assert.deepEqual(again.snapshot(), known, 'the engine never read it')
  await shop.close()
  await stores.close()
  assert.deepEqual(filesWith(folder, 'ada@example.org'), [])
  assert.deepEqual(filesWith(folder, 'cy@example.org'), [], 'forgotten by its address')
  assert.ok(filesWith(folder, 'bo@example.org').length > 0)
})

test('letters in a folder go with the person, and what is sent to a folder is private', async t => {
  const dataDir = folderFor(t)
  const start = (letters: LettersPlan) =>
    startServer({
      ...{ dataDir, shop: 'shop', host: '127.0.0.1', port: 0, origins: [] },
      ...{ env: machine, logLevel: 'silent', letters },
    })
  let server = await start({
    mail: 'folder',
    from: { name: 'Cimes', address: 'bonjour@cimes.example' },
    publicUrl: 'http://shop.example/_vitrine',
  })
  const key = server.keys.firstServerKey
  t.after(() => server.stop())
  const call = (path: string, body: string, type = 'application/json') =>
    fetch(`${server.api}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': type },
      body,
    })
  const feed =
    'id\ttitle\tlink\tprice\tavailability\nski\tSki\thttps://a.example/\t9 EUR\tout_of_stock'
  await call(
    '/v1/catalogue/products?country=FR&language=fr&currency=EUR',
    feed,
    'text/tab-separated-values',
  )
  for (const email of ['ada@example.org', 'bo@example.org']) {
    await call('/v1/wishes', JSON.stringify({ item: 'ski', email }))
  }
  const outbox = join(dataDir, 'shops/shop/outbox')
  while (!existsSync(outbox) || readdirSync(outbox).length < 2) await sleep(50)
  assert.equal(statSync(outbox).mode & 0o077, 0)
  await call('/v1/privacy/erase', JSON.stringify({ visitor: 'wish:ada@example.org' }))
  while (readdirSync(outbox).length > 1) await sleep(50)
  assert.deepEqual(filesWith(outbox, 'ada@example.org'), [])
  assert.equal(filesWith(outbox, 'bo@example.org').length, 1)
  assert.equal(server.shop.engine.wishes.size, 1)

  // Also when letters go elsewhere by then, or nowhere.
  await server.stop()
  server = await start({})
  await call('/v1/privacy/erase', JSON.stringify({ visitor: 'wish:bo@example.org' }))
  for (let n = 0; n < 100 && readdirSync(outbox).length > 0; n++) await sleep(50)
  assert.deepEqual(readdirSync(outbox), [])
})

function wishOf(name: string, env: TestEnv) {
  const time = env.now()
  return {
    visitor: name.padEnd(22, 'x'),
    address: name,
    item: 'ski',
    market: 'FR-fr',
    email: `${name}@example.org`,
    time,
  }
}

function ended({ id, visitor }: { id: string; visitor: string }, env: TestEnv): NewRecord {
  return stepRecord({ visitor, wish: id, step: 'ended', why: 'declined' }, env)
}

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-addresses-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function filesWith(folder: string, text: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files
    .map(file => join(folder, file))
    .filter(file => statSync(file).isFile() && readFileSync(file).includes(text))
}
