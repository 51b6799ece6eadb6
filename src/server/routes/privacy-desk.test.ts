import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { namedKey } from '../../core/visitor-key.ts'
import type { ErasureProof } from '../../schema/privacy-request.ts'
import { Erasure } from '../erasure/erasure.ts'
import { cookieFor, setUp, view } from '../fixtures/set-up.ts'
import { AddressRemoval } from '../letters/address-removal.ts'
import { tickRecord } from '../own-records.ts'
import { askedRecord } from '../privacy-desk/requests.ts'

test('a person is found by name, key, or the address of a wish, and nobody else is', async t => {
  const { ask, keys, close } = await desk()
  t.after(close)
  const [anna] = (await ask('find', { name: 'anna@example.com' })).people
  assert.deepEqual([anna.as, anna.acts, anna.wishes], ['name', 1, 0])
  assert.equal(anna.visitor, namedKey('anna@example.com', keys.nameSecret))
  const byKey = (await ask('find', { name: anna.visitor })).people
  assert.deepEqual([byKey.length, byKey[0].as], [1, 'key'])
  const [wisher] = (await ask('find', { name: 'Wisher@example.com' })).people
  assert.deepEqual([wisher.as, wisher.acts, wisher.wishes], ['email', 0, 1])
  const [typed] = (await ask('find', { name: 'typed@example.com' })).people
  assert.deepEqual([typed.as, typed.wishes], ['email', 1], 'under the name of a browser')
  assert.deepEqual((await ask('find', { name: 'nobody' })).people, [])
})

test('who is forgotten is found nowhere, the request is dated, and the proof looks anew', async t => {
  const { ask, read, known, env, erasure, shop, close } = await desk()
  t.after(close)
  const [{ visitor }] = (await ask('find', { name: 'anna@example.com' })).people
  const first: ErasureProof = await ask('erase', { visitor, reference: 'T-7' })
  assert.deepEqual(found(first), { memory: 0, profiles: 0, 'closed days': 0, 'open days': 2 })
  assert.equal(first.state, 'under way')
  const [gone] = (await ask('find', { name: 'anna@example.com' })).people
  assert.equal(gone.erased.state, 'under way')
  assert.equal(await known(visitor), 404)
  assert.equal((await ask('export', { visitor })).status, 404)
  env.time += 2 * DAY
  await shop.take([tickRecord(env.time, env)]) // the day is over with the first record of another
  await erasure.settle()
  const { requests } = await read()
  assert.deepEqual(
    requests.map(({ kind, reference, by }: Request) => ({ kind, reference, by: by !== undefined })),
    [{ kind: 'erase', reference: 'T-7', by: true }],
  )
  const proof: ErasureProof = await ask('proof', { id: requests[0].id })
  assert.deepEqual(found(proof), { memory: 0, profiles: 0, 'closed days': 0, 'open days': 0 })
  assert.equal(proof.state, 'done')
  assert.ok(proof.places.find(({ place }) => place === 'closed days')!.looked > 0)
})

test('an export is one document of all there is, and is kept as asked for, without the name', async t => {
  const { ask, read, shop, close } = await desk()
  t.after(close)
  const [{ visitor }] = (await ask('find', { name: 'anna@example.com' })).people
  const document = await ask('export', { visitor })
  assert.ok(document.records.some(({ name }: { name: string }) => name === 'view_item'))
  assert.equal((await read()).requests[0].kind, 'export')
  for await (const records of shop.read(0)) {
    for (const { type, body } of records) {
      if (type === 'privacy_asked') assert.ok(!JSON.stringify(body).includes(visitor))
    }
  }
})

test('who is found by the address of a wish is given the wish, and not who typed it', async t => {
  const { ask, close } = await desk()
  t.after(close)
  const [{ visitor, wishes }] = (await ask('find', { name: 'typed@example.com' })).people
  const { records } = await ask('export', { visitor })
  assert.equal(records.length, wishes)
  assert.deepEqual([records[0].email, records[0].visitor], ['typed@example.com', undefined])
})

test('a proof finds a forgotten address where it still stands, under the name of who typed it', async t => {
  const { ask, env, erasure, shop, log, close } = await desk()
  t.after(close)
  const [{ visitor }] = (await ask('find', { name: 'typed@example.com' })).people
  const { id } = await ask('erase', { visitor })
  env.time += 2 * DAY
  await shop.take([tickRecord(env.time, env)])
  await erasure.settle()
  const look = async () => found(await ask('proof', { id }))['closed days']
  assert.equal(await look(), 1)
  const removal = new AddressRemoval(shop, log, env)
  await removal.run()
  assert.equal(await look(), 0)
})

test('an erasure that was cut short is not told as done, and the next start does it', async t => {
  const made = await desk()
  const { ask, read, known, shop, stores, env, services, close } = made
  t.after(close)
  const [{ visitor }] = (await ask('find', { name: 'anna@example.com' })).people
  await shop.take([askedRecord({ visitor }, 'erase', 'console', services)])
  const [request] = (await read()).requests
  assert.equal(request.state, 'under way')
  assert.equal((await ask('proof', { id: request.id })).state, 'under way')
  assert.equal(await known(visitor), 200)
  const again = new Erasure(shop, stores, env)
  await again.start()
  await again.stop()
  assert.equal(await known(visitor), 404)
  assert.equal((await read()).requests.length, 1)
})

test('what a shopper had forgotten stands among the requests, and the list outlives a snapshot', async t => {
  const { ask, read, post, asServer, shop, close } = await desk()
  t.after(close)
  await post('/v1/privacy/erase', { visitor: 'anna@example.com' }, asServer)
  const [request] = (await read()).requests
  assert.deepEqual([request.kind, request.by], ['erase', undefined])
  assert.equal((await ask('proof', { id: request.id })).state, 'under way')
  assert.equal((await ask('proof', { id: 'none' })).status, 404)
  const { Engine } = await import('../../engine/engine.ts')
  const again = Engine.restore(shop.engine.snapshot())
  assert.deepEqual(again.privacyRequests.all(), shop.engine.privacyRequests.all())
})

interface Request {
  kind: string
  reference?: string
  by?: string
}

function found({ places }: ErasureProof): Record<string, number> {
  return Object.fromEntries(places.map(({ place, found }) => [place, found]))
}

/** Anna looked at a shoe under her e-mail, somebody nobody knows wished for one. */
async function desk() {
  const server = await setUp()
  const { app, asServer, post, services } = server
  await app.inject({
    method: 'POST',
    url: '/v1/catalogue/products?country=FR&language=fr&currency=EUR',
    headers: { ...asServer, 'content-type': 'text/tab-separated-values' },
    payload:
      'id\ttitle\tlink\tprice\tavailability\nshoe\tShoe\thttps://a.example/1\t9.00 EUR\tout_of_stock',
  })
  await post('/v1/events', { events: [view('shoe')], visitor: 'anna@example.com' }, asServer)
  await post('/v1/wishes', { item: 'shoe', email: 'wisher@example.com' })
  const typed = { item: 'shoe', email: 'typed@example.com', consent: 'personal' }
  await post('/v1/wishes', typed, cookieFor('bob'))
  const ask = async (what: string, payload: object) =>
    (
      await app.inject({
        method: 'POST',
        url: `/v1/privacy-requests/${what}`,
        payload,
        headers: asServer,
      })
    ).json()
  const read = async () =>
    (await app.inject({ url: '/v1/privacy-requests', headers: asServer })).json()
  const known = async (key: string) =>
    (await app.inject({ url: `/v1/visitors/${key}/told`, headers: asServer })).statusCode
  const { erasure } = services
  return { ...server, erasure, log: server.stores.log, ask, read, known }
}
