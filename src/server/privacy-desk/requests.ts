import { partitionOf } from '../../core/partition.ts'
import type { PrivacyAsked, RequestsTold, RequestTold } from '../../schema/privacy-request.ts'
import type { NewRecord } from '../../schema/record.ts'
import { shopRecord } from '../own-records.ts'
import type { Services } from '../services.ts'

/** Requests told at once, newest first. */
const MOST_TOLD = 200

/**
 * The record of a request. It names nobody: the person is a keyed hash, and it lies in a part
 * of the log whose days are let go of with those of visitors.
 */
export function askedRecord(
  { visitor, reference }: { visitor: string; reference?: string },
  kind: PrivacyAsked['kind'],
  by: string,
  { shop, env }: Services,
): NewRecord & { body: PrivacyAsked } {
  const tombstones = shop.engine.keysOf(visitor).map(key => shop.forgotten.tombstoneOf(key))
  const time = env.now()
  const said = { kind, tombstones: tombstones.slice(-64), by, time }
  const record = shopRecord('privacy_asked', { id: '', ...said }, env)
  const body = { ...said, id: record.id, ...(reference && { reference }) }
  return { ...record, partition: partitionOf(tombstones[0]), body } as NewRecord & {
    body: PrivacyAsked
  }
}

/** Every request, and every erasure that a shopper or the shop's server asked for. */
export async function tellRequests(services: Services): Promise<RequestsTold> {
  const { shop } = services
  const asked = shop.engine.privacyRequests.all()
  const named = new Set(
    asked.flatMap(({ kind, tombstones }) => (kind === 'erase' ? tombstones : [])),
  )
  const others = [...shop.engine.erased.keys()].filter(tombstone => !named.has(tombstone))
  const all = [
    ...(await Promise.all(asked.slice(-MOST_TOLD).map(one => told(one, services)))),
    ...(await Promise.all(others.slice(-MOST_TOLD).map(one => ofOther(one, services)))),
  ]
  all.sort((a, b) => b.time - a.time)
  return { requests: all.slice(0, MOST_TOLD) }
}

/** The erasures a request led to. */
export function tombstonesOf(id: string, { shop }: Services): readonly string[] | undefined {
  if (shop.engine.erased.has(id)) return [id]
  const asked = shop.engine.privacyRequests.all().find(one => one.id === id)
  return asked?.kind === 'erase' ? asked.tombstones : undefined
}

async function told(asked: PrivacyAsked, { erasure }: Services): Promise<RequestTold> {
  const { tombstones, ...request } = asked
  if (asked.kind === 'export') return { ...request, state: 'done' }
  const each = await Promise.all(tombstones.map(one => erasure.statusOf(one)))
  const known = each.filter(({ state }) => state !== 'none')
  const isDone = known.every(({ state }) => state === 'done')
  const doneBy = known[0]?.doneBy
  return { ...request, state: isDone ? 'done' : 'under way', ...(doneBy && { doneBy }) }
}

async function ofOther(tombstone: string, { erasure }: Services): Promise<RequestTold> {
  const { state, erasedAt = 0, doneBy } = await erasure.statusOf(tombstone)
  const isDone = state === 'done'
  const when = { time: erasedAt, ...(doneBy && { doneBy }) }
  return { id: tombstone, kind: 'erase', ...when, state: isDone ? 'done' : 'under way' }
}
