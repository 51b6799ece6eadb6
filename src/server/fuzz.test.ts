import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../core/random.ts'
import { hostileBatch, hostileBody } from '../ingest/fixtures/hostile.ts'
import { BROWSER, cookieFor, setUp } from './fixtures/set-up.ts'

const BODIES = 20_000
const PATHS = [
  '/v1/events',
  '/v1/events',
  '/v1/decisions',
  '/v1/track',
  '/v1/batch',
  '/v1/identify',
]

test(`${BODIES} hostile bodies: no 5xx, and every refusal names a field and a reason`, async t => {
  const server = await setUp()
  t.after(server.close)
  const random = new Random(7)
  const statuses = new Map<number, number>()
  for (let n = 0; n < BODIES; n++) {
    const url = random.pick(PATHS)
    const payload = bodyFor(url, random)
    const key = random.chance(0.5) ? server.keys.publicKey : server.keys.firstServerKey
    const answer = await server.app.inject({
      method: 'POST',
      url,
      payload,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': random.chance(0.9) ? 'application/json' : 'text/plain',
        'user-agent': BROWSER,
        ...cookieFor(`person-${random.below(50)}`),
      },
    })
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
    const said = `${url} ${answer.statusCode} ${answer.body.slice(0, 400)} for ${String(payload).slice(0, 400)}`
    assert.ok(answer.statusCode < 500, said)
    if (answer.statusCode >= 400) explainsItself(answer, said)
    else for (const refused of answer.json().refused ?? []) explains(refused, said)
  }
  assert.deepEqual(server.broken, [])
  assert.ok((statuses.get(202) ?? 0) > 1_000, 'some bodies did get in')
  assert.equal((await server.app.inject('/readyz')).statusCode, 200)
  const nothing: { polluted?: boolean } = {}
  assert.equal(nothing.polluted, undefined)
})

function bodyFor(url: string, random: Random): string | Buffer {
  if (url !== '/v1/decisions' || random.chance(0.3)) return hostileBody(random)
  const { events, ...rest } = hostileBatch(random) as { events: unknown[] }
  return text({
    page: { type: 'home' },
    placements: [{ placement: 'home' }],
    event: events[0],
    ...(random.chance(0.3) ? rest : {}),
  })
}

/** JSON.stringify, for values that it cannot write too. */
function text(value: object): string {
  try {
    return JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one))
  } catch {
    return '{}'
  }
}

function explainsItself(answer: { headers: object; json(): unknown }, said: string): void {
  const problem = answer.json() as { detail: string; code: string; field?: string }
  assert.ok(problem.detail.length > 5 && problem.code, said)
  assert.equal(typeof problem.field, 'string', said)
}

function explains(refused: { field: unknown; code: unknown; reason: string }, said: string): void {
  assert.equal(typeof refused.field, 'string', said)
  assert.equal(typeof refused.code, 'string', said)
  assert.ok(refused.reason.length > 5, said)
}
