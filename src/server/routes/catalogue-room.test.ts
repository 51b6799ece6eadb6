import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boots, wantedShop } from '../catalogue-room/fixtures/wanted.ts'

test('a run of a feed is told with what was taken, what was refused, and why', async t => {
  const { feed, read, close } = await wantedShop()
  t.after(close)
  await feed([...boots(4), 'boot-9\tChaussure 9\thttps://a.example/9\tsoon\tin_stock\t\t\t\t'])
  const { feeds, products } = await read('/v1/catalogue/runs')
  assert.equal(products, 4)
  const [run] = feeds[0].runs
  assert.equal(feeds[0].feed, 'products-FR-fr')
  assert.deepEqual([run.rows, run.accepted, run.refused], [5, 4, 1])
  assert.deepEqual([run.refusals[0].id, run.refusals[0].field], ['boot-9', 'price'])
  await feed(boots(5))
  assert.equal((await read('/v1/catalogue/runs')).feeds[0].runs.length, 2)
})

test('visits to what is sold out are counted once each and told with what they cost, until it is back', async t => {
  const { feed, look, buy, wish, read, close } = await wantedShop()
  t.after(close)
  await feed(boots(4, [2]))
  for (let n = 0; n < 8; n++) await look(`buyer-${n}`, 'boot-1')
  for (let n = 0; n < 4; n++) await buy(`buyer-${n}`, 'boot-1')
  for (const visitor of ['anna', 'anna', 'ben']) await look(visitor, 'boot-2')
  await wish('anna', 'boot-2')
  const missed = await read('/v1/catalogue/missed?language=fr')
  const [boot] = missed.products
  assert.deepEqual([boot.id, boot.looks, boot.wishes], ['boot-2', 2, 1])
  assert.equal(boot.title, 'Chaussure Combe 2')
  assert.equal(boot.orders, 1, 'one look of two ends in an order')
  assert.deepEqual([missed.worth, missed.currency], [11_000, 'EUR'])
  await feed(boots(4))
  assert.deepEqual((await read('/v1/catalogue/missed')).products, [])
})

test('a product is told with who looks at it, what stands in for it and what goes with it', async t => {
  const { feed, look, read, close } = await wantedShop()
  t.after(close)
  await feed(boots(6))
  for (const visitor of ['anna', 'ben', 'cleo']) await look(visitor, 'boot-3')
  await look('ben', 'boot-4')
  const boot = await read('/v1/catalogue/items/boot-3?language=fr')
  assert.equal(boot.lookers.visitors, 3)
  assert.deepEqual(boot.lookers.visits, [{ name: 'first', visitors: 3 }])
  assert.ok(boot.instead.some(({ id }: { id: string }) => id === 'boot-4'))
  assert.ok(boot.instead.every(({ reason }: { reason: string }) => reason !== ''))
  const found = await read('/v1/catalogue/items?language=fr&text=combe%205')
  assert.deepEqual(
    found.items.map(({ id }: { id: string }) => id),
    ['boot-5'],
  )
  const most = await read('/v1/catalogue/items?language=fr')
  assert.equal(most.items[0].id, 'boot-3')
  assert.equal((await read('/v1/catalogue/items/nothing')).status, 404)
})

test('what was missed and how feeds were read outlive a snapshot', async t => {
  const { feed, look, wish, shop, close } = await wantedShop()
  t.after(close)
  await feed(boots(3, [0]))
  await look('anna', 'boot-0')
  await wish('ben', 'boot-0')
  const { Engine } = await import('../../engine/engine.ts')
  const again = Engine.restore(shop.engine.snapshot())
  const told = ({ missed, catalogue }: InstanceType<typeof Engine>) => [
    ...missed.stillOut(catalogue),
  ]
  assert.deepEqual(told(again), told(shop.engine))
  assert.deepEqual(again.catalogue.feedRuns(), shop.engine.catalogue.feedRuns())
})
