import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../core/random.ts'
import { assertExplained, hostileRequest } from './fixtures/hostile-requests.ts'
import { setUp } from './fixtures/set-up.ts'

const BODIES = 100_000
/** Forty seconds of a processor, of which a busy machine may give a fifth. */
const WITHIN = { timeout: 10 * 60_000 }
const CLAIM = `${BODIES} hostile bodies: no 5xx, and every refusal names a field and a reason`

test(CLAIM, WITHIN, async t => {
  const server = await setUp()
  t.after(server.close)
  const random = new Random(7)
  const statuses = new Map<number, number>()
  for (let n = 0; n < BODIES; n++) {
    const request = hostileRequest(random, server.keys)
    const answer = await server.app.inject(request)
    assertExplained(answer, request)
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
  }
  assert.deepEqual(server.broken, [])
  assert.ok((statuses.get(202) ?? 0) > BODIES / 20, 'some bodies did get in')
  assert.equal((await server.app.inject('/readyz')).statusCode, 200)
  const nothing: { polluted?: boolean } = {}
  assert.equal(nothing.polluted, undefined)
})
