import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { ShopEvent } from '../../schema/event.ts'
import { WaitingForRate } from './waiting-for-rate.ts'

test('long orders of a public key fill half the room and no more, over a restart too', () => {
  const waiting = new WaitingForRate()
  for (let n = 0; n < 100; n++) waiting.add(order(n, 200, false))
  assert.equal(saved(waiting).byteLength < 1_000_000, true)
  assert.deepEqual(waiting.byCurrency, [{ currency: 'GBP', count: 100 }])
  const again = WaitingForRate.load(new ByteReader(saved(waiting)))
  again.add(order(100, 1, false))
  for (let n = 101; n < 131; n++) again.add(order(n, 200, true))
  again.release(() => true, 'UTC')
  const letIn = []
  for (let some = again.take(); some.length > 0; some = again.take()) letIn.push(...some)
  assert.equal(letIn.filter(({ verified }) => !verified).length, 41)
  assert.equal(letIn.filter(({ verified }) => verified).length, 30)
  assert.deepEqual(again.byCurrency, [{ currency: 'GBP', count: 60 }])
})

function order(n: number, lines: number, verified: boolean): ShopEvent {
  const items = Array.from({ length: lines }, (_, i) => ({ id: `i${i}`, price: 100 }))
  const told = { name: 'purchase', visitor: 'v', time: 0, channel: 'web', currency: 'GBP' } as const
  return { ...told, items, verified, transaction: { id: `o${n}` } }
}

function saved(waiting: WaitingForRate): Uint8Array {
  const writer = new ByteWriter()
  waiting.save(writer)
  return writer.done()
}
