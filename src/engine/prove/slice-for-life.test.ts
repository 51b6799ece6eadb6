import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partitionOf } from '../../core/partition.ts'
import { uuidV5 } from '../../core/visitor-key.ts'
import { type LogRecord, RECORD_VERSIONS, type RecordBodies } from '../../schema/record.ts'
import { Engine } from '../engine.ts'

const VISITORS = Array.from({ length: 60 }, (_, n) => `visitor ${n}`)

test('whoever was counted is shown what those they are counted with are shown, whatever the size of the holdout by then', () => {
  const engine = opened()
  const before = VISITORS.map(visitor => seen(engine, visitor))
  assert.deepEqual(new Set(before), new Set(['holdout', 'uniform', 'engine']))
  append(engine, 'settings_changed', { holdout: 0.02 })
  assert.deepEqual(
    VISITORS.map(visitor => seen(engine, visitor)),
    before,
  )
})

test('whoever signs in goes on being shown what they were', () => {
  const engine = opened()
  for (const visitor of VISITORS) {
    const before = seen(engine, visitor)
    append(engine, 'visitors_merged', { from: visitor, into: `account of ${visitor}`, time: 0 })
    assert.equal(seen(engine, visitor), before)
  }
})

function opened(): Engine {
  const engine = new Engine()
  const shares = { holdout: 0.4, uniform: 0.2 }
  const settings = { ...engine.settings, ...shares }
  append(engine, 'shop_opened', { shop: 'test', salt: '5a17', settings })
  return engine
}

/** The slice in which a page is decided for them, after they were told of. */
function seen(engine: Engine, visitor: string): string {
  const { made } = engine.decide({
    ...{ id: uuidV5('asked', `${engine.position}`), visitor, time: 0, page: { type: 'home' } },
    ...{ context: {}, placements: [{ placement: 'home' }], language: 'fr', consent: 'personal' },
  })
  append(engine, 'decision', made!)
  return made!.slice
}

function append<T extends 'shop_opened' | 'settings_changed' | 'visitors_merged' | 'decision'>(
  engine: Engine,
  type: T,
  body: RecordBodies[T],
): void {
  const id = uuidV5('record', `${engine.position}`)
  const place = { partition: partitionOf(id), position: engine.position + 1, receivedAt: 0 }
  engine.apply({ id, type, version: RECORD_VERSIONS[type], body, ...place } as LogRecord)
}
