import { partitionOf } from '../../core/partition.ts'
import type { PrivacyAsked, RequestsTold, RequestTold } from '../../schema/privacy-request.ts'
import type { NewRecord } from '../../schema/record.ts'
import { LISTED_MS } from '../erasure/forget-listed.ts'
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

export type ErasureAsked = Pick<PrivacyAsked, 'tombstones' | 'time'>

/** The request of this id, or the erasure that nobody at the desk asked for. */
export function erasureAsked(id: string, { shop }: Services): ErasureAsked | undefined {
  const erased = shop.engine.erased.get(id)
  if (erased) return { tombstones: [id], time: erased.time }
  const asked = shop.engine.privacyRequests.all().find(one => one.id === id)
  return asked?.kind === 'erase' ? asked : undefined
}

/**
 * How far the erasures of a request are. One that was asked for and is nowhere to be seen was cut
 * short, and the next start does it; after 13 months nothing would be seen of it anyway.
 */
export async function standingOf({ tombstones, time }: ErasureAsked, services: Services) {
  const { erasure, env } = services
  const each = await Promise.all(tombstones.map(one => erasure.statusOf(one)))
  const known = each.filter(({ state }) => state !== 'none')
  const isCutShort = known.length < each.length && env.now() - time <= LISTED_MS
  const isDone = !isCutShort && known.every(({ state }) => state === 'done')
  return { known, state: isDone ? ('done' as const) : ('under way' as const) }
}

async function told(asked: PrivacyAsked, services: Services): Promise<RequestTold> {
  const { tombstones, ...request } = asked
  if (asked.kind === 'export') return { ...request, state: 'done' }
  const { known, state } = await standingOf(asked, services)
  const doneBy = known[0]?.doneBy
  return { ...request, state, ...(doneBy && { doneBy }) }
}

async function ofOther(tombstone: string, { erasure }: Services): Promise<RequestTold> {
  const { state, erasedAt = 0, doneBy } = await erasure.statusOf(tombstone)
  const isDone = state === 'done'
  const when = { time: erasedAt, ...(doneBy && { doneBy }) }
  return { id: tombstone, kind: 'erase', ...when, state: isDone ? 'done' : 'under way' }
}
