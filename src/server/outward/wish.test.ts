import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { HOUR } from '../../core/clock.ts'
import { linksIn } from '../letters/fixtures/mail-server.ts'
import { later, toldIn, wishing } from '../letters/fixtures/wishing.ts'
import { receiver } from './fixtures/receiver.ts'
import { signatureOf } from './signature.ts'

const SECRET = `whsec_${Buffer.from('a secret of 24 bytes or more').toString('base64')}`

test('the signature is that of the standard’s own example', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const signed = signatureOf(
    secret,
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1614265330,
    '{"test": 2432232314}',
  )
  assert.equal(signed, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('the shop is told when something is back, signed, until it has heard, with one id and no address', async t => {
  const { url, heard, answers } = await receiver(t)
  answers.push(500, 302, 204)
  const all = await wishing(t, { url, secret: SECRET })
  await all.wish('ada@example.org')
  await all.room.round()
  await all.follow(linksIn(all.server.taken[0]).confirm)
  await all.stock(true)
  for (let n = 0; n < 6; n++) {
    await all.room.round()
    await all.services.outward.round()
    later(all.env, HOUR)
  }
  assert.equal(heard.length, 3)
  assert.equal(all.server.taken.length, 2, 'and nobody is written to again for that')
  assert.equal(new Set(heard.map(({ headers }) => headers['webhook-id'])).size, 1)
  for (const { headers, body } of heard) {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const key = Buffer.from(SECRET.slice(6), 'base64')
    const expected = createHmac('sha256', key).update(signed).digest('base64')
    assert.equal(headers['webhook-signature'], `v1,${expected}`)
    const { type, data } = JSON.parse(body)
    assert.equal(type, 'wish.back_in_stock')
    assert.deepEqual([data.item, data.sku, data.market], ['shoe', 'shoe-42', 'FR-fr'])
    assert.doesNotMatch(body, /ada|@/)
  }
  assert.equal(all.shop.engine.wishes.size, 0)
})

test('a shop that never answers is given up, and the address does not wait for it', async t => {
  const { url, heard } = await receiver(t, 500)
  const all = await wishing(t, { url, secret: SECRET })
  await all.wish('ada@example.org')
  await all.room.round()
  await all.follow(linksIn(all.server.taken[0]).confirm)
  await all.stock(true)
  await all.room.round()
  await all.room.round()
  await all.services.outward.round()
  assert.doesNotMatch(await toldIn(all), /ada@example/)
  for (let n = 0; n < 60; n++) {
    later(all.env, HOUR)
    await all.services.outward.round()
  }
  assert.equal(heard.length, 8)
  assert.equal(all.shop.engine.wishes.size, 0)
  assert.equal(all.services.outward.told()[0].waiting, 0)
})
