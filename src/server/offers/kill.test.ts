import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { machine } from '../../store/machine.ts'
import { openShop } from '../../store/open.ts'
import { callTo, serve, stop } from '../fixtures/killed.ts'
import { type Ask, stocked, untilOffered } from '../fixtures/offers.ts'
import { Keys } from '../keys.ts'
import { Shop } from '../shop.ts'

const folder = mkdtempSync(join(tmpdir(), 'vitrine-offers-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('what was offered and what was redeemed outlive kill -9, and nothing counts twice', async t => {
  await stock()
  const ask: Ask = (...call) => callTo(folder, ...call)
  const first = await started(t)
  const { voucher } = await untilOffered(ask, Date.now, 'v')
  await stop(first.child, 'SIGKILL')

  const { code, value } = voucher
  const second = await started(t)
  const kept = await ask('POST', '/v1/offers/verify', { code })
  assert.deepEqual([kept.good, kept.value], [true, value])
  const { committed } = await ask('GET', '/v1/offers')
  await ask('POST', '/v1/offers/redeem', { code, order: 'A-1' })
  await stop(second.child, 'SIGKILL')

  const third = await started(t)
  const settled = await ask('POST', '/v1/offers/redeem', { code, order: 'A-1' })
  assert.deepEqual([settled.state, settled.order, settled.settled], ['settled', 'A-1', value])
  const told = await ask('GET', '/v1/offers')
  assert.deepEqual([told.committed, told.counts.settled], [committed, 1])
  await stop(third.child)
})

/** Whatever fails, no server is left behind. */
async function started(t: TestContext) {
  const server = await serve(folder)
  t.after(() => server.child.kill('SIGKILL'))
  return server
}

/** A shop that has been open for forty days: prices younger than thirty make no offer. */
async function stock(): Promise<void> {
  const stores = await openShop(folder, 'shop', machine)
  const secret = new Keys(join(folder, 'shops', 'shop'), machine).nameSecret
  const onBroken = (error: unknown) => assert.fail(String(error))
  const shop = await Shop.open({ shop: 'shop', stores, env: machine, secret, onBroken })
  await shop.take(stocked(Date.now() - 40 * DAY))
  await shop.close()
  await stores.close()
}
