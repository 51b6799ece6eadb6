import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Compile } from 'typebox/compile'
import { Random } from '../core/random.ts'
import { ShopEvent } from '../schema/event.ts'
import { hostileBatch, hostileBody } from './fixtures/hostile.ts'
import { type Door, judgeEvents, judgeSegment, SEGMENT_CALLS } from './index.ts'
import { REFUSALS } from './refusals.ts'
import { REPAIRS } from './repairs.ts'

const now = Date.UTC(2026, 0, 15)
const door: Door = {
  now,
  visitor: 'v',
  channel: 'web',
  verified: false,
  nameSecret: 'secret',
  defaultCurrency: 'EUR',
}
const shopEvent = Compile(ShopEvent)

test('of 20,000 hostile bodies none makes the judge throw, and kept and refused together are what was sent', () => {
  const random = new Random(20_000)
  let kept = 0
  let refused = 0
  for (let i = 0; i < 20_000; i++) {
    const batch = parsed(random)
    const judged = judgeEvents(batch, { ...door, verified: i % 2 === 0 })
    const indexes = [...judged.kept, ...judged.refused].map(one => one.index).sort((a, b) => a - b)
    assert.deepEqual(
      indexes,
      batch.events.map((_, index) => index),
    )
    for (const one of judged.kept) assertKept(one)
    for (const one of judged.refused) assertExplained(one)
    kept += judged.kept.length
    refused += judged.refused.length
  }
  // Both paths were walked, or the test proves nothing.
  assert.ok(kept > 3_000 && refused > 10_000, `${kept} kept, ${refused} refused`)
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})

test('hostile Segment bodies are judged without throwing, each call once', () => {
  const random = new Random(7)
  for (let i = 0; i < 4_000; i++) {
    const { events: batch, ...rest } = hostileBatch(random)
    const body = { ...rest, batch }
    for (const one of batch as unknown[]) Object.assign(one ?? {}, typed(random, one))
    const judged = judgeSegment('batch', body, door)
    const told = judged.kept.length + judged.refused.length + judged.merges.length + judged.noted
    assert.equal(told, (batch as unknown[]).length)
    for (const one of judged.kept) assertKept(one)
    for (const one of judged.refused) assertExplained(one)
  }
})

function typed(random: Random, one: unknown): object {
  return typeof one === 'object' && !Array.isArray(one) ? { type: random.pick(SEGMENT_CALLS) } : {}
}

function parsed(random: Random): { events: unknown[] } {
  const body = hostileBody(random)
  try {
    const value = JSON.parse(body.toString())
    if (Array.isArray(value?.events)) return value
  } catch {}
  return hostileBatch(random) as { events: unknown[] }
}

function assertKept(one: { id: string; event: unknown; repairs: { code: string }[] }): void {
  if (!shopEvent.Check(one.event)) {
    assert.fail(`${JSON.stringify(shopEvent.Errors(one.event))} in ${JSON.stringify(one.event)}`)
  }
  assert.match(one.id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  for (const { code } of one.repairs) assert.ok(Object.hasOwn(REPAIRS, code), code)
  const text = JSON.stringify(one.event)
  assert.doesNotMatch(text, /jean\.dupont|6 12 34 56 78/)
  assert.ok(text.isWellFormed())
}

function assertExplained(one: { field: string; code: string; reason: string; sample: string }) {
  assert.ok(one.field === '' || one.field.startsWith('/'), one.field)
  assert.ok(Object.hasOwn(REFUSALS, one.code), one.code)
  assert.ok(one.reason.length >= 10, one.reason)
  assert.ok(one.sample.length <= 2_000)
  assert.doesNotMatch(one.sample, /jean\.dupont|6 12 34 56 78/)
}
