import { uuidV7 } from '../../core/ids.ts'
import { partitionOf } from '../../core/partition.ts'
import { type NewRecord, RECORD_VERSIONS } from '../../schema/record.ts'
import type { Env } from '../../store/ports.ts'
import type { Shop } from '../shop.ts'

/** The record that forgets one key of a person. */
export function erasedRecord(visitor: string, shop: Shop, env: Env): NewRecord {
  const ghost = drawGhost(visitor, shop, env)
  return recordOf(visitor, ghost, shop.forgotten.tombstoneOf(visitor), env)
}

/** The record that keeps a tombstone whose key nobody knows any more. */
export function entombedRecord(tombstone: string, env: Env): NewRecord {
  const [nobody, ghost] = [1, 2].map(() => Buffer.from(env.random(16)).toString('base64url'))
  return recordOf(nobody, ghost, tombstone, env)
}

function recordOf(visitor: string, ghost: string, tombstone: string, env: Env): NewRecord {
  const now = env.now()
  return {
    id: uuidV7(now, env.random(10)),
    partition: partitionOf(visitor),
    type: 'visitor_erased',
    version: RECORD_VERSIONS.visitor_erased,
    receivedAt: now,
    body: { visitor, ghost, tombstone, time: now },
  }
}

/**
 * A name drawn by lot until it falls in the same partition and, by whatever shares anybody was
 * drawn, in the same slice of the split: then what stands in the log under it adds up as before.
 * A dozen or two of its bits tell something of the key, the others nothing.
 */
function drawGhost(visitor: string, { engine }: Shop, env: Env): string {
  const partition = partitionOf(visitor)
  for (;;) {
    const ghost = Buffer.from(env.random(16)).toString('base64url')
    if (partitionOf(ghost) === partition && engine.isDealtAs(ghost, visitor)) return ghost
  }
}
