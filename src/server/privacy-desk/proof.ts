import { setImmediate as nextTurn } from 'node:timers/promises'
import { partitionOf } from '../../core/partition.ts'
import type { ErasureProof } from '../../schema/privacy-request.ts'
import { SHOP_PARTITION } from '../../schema/record.ts'
import { keysIn } from '../erasure/keys-in.ts'
import type { Services } from '../services.ts'
import { type ErasureAsked, standingOf } from './requests.ts'

/** Names of memory looked at before others have their turn. */
const A_TURN = 500

type Place = ErasureProof['places'][number]

/**
 * Look for somebody who was forgotten, in everything that is kept here. Nobody knows their
 * keys any more, so each key that is met is hashed and compared: what is found is what is
 * there, not what is remembered of the erasure.
 */
export async function proofOf(
  id: string,
  asked: ErasureAsked,
  services: Services,
): Promise<ErasureProof> {
  const { shop, env } = services
  const { tombstones } = asked
  const { known, state } = await standingOf(asked, services)
  const wanted = new Set(tombstones)
  const isTheirs = (key: string) => wanted.has(shop.forgotten.tombstoneOf(key))
  return {
    id,
    erasedAt: Math.max(0, ...known.map(({ erasedAt = 0 }) => erasedAt)),
    lookedAt: env.now(),
    state,
    doneBy: Math.max(0, ...known.map(({ doneBy = 0 }) => doneBy)),
    places: [
      await inMemory(isTheirs, services),
      await inProfiles(isTheirs, services),
      ...(await inLog(tombstones, isTheirs, services)),
    ],
  }
}

async function inMemory(isTheirs: (key: string) => boolean, { shop }: Services): Promise<Place> {
  const { visitors } = shop.engine
  const names = visitors.names(Infinity)
  // Whoever asks for a key leaves an empty place of that name: nothing is known there.
  const isKnown = (key: string) => (visitors.peek(key)?.position ?? 0) > 0
  let found = 0
  for (let n = 0; n < names.length; n++) {
    if (n % A_TURN === 0) await nextTurn()
    if (isTheirs(names[n]) && isKnown(names[n])) found++
  }
  return { place: 'memory', looked: names.length, found }
}

async function inProfiles(isTheirs: (key: string) => boolean, services: Services): Promise<Place> {
  let [looked, found] = [0, 0]
  for await (const { visitor } of services.profiles.all()) {
    if (looked++ % A_TURN === 0) await nextTurn()
    if (isTheirs(visitor)) found++
  }
  return { place: 'profiles', looked, found }
}

/** In the parts of the log that can name them: their own, of who typed their address, and what was refused. */
async function inLog(
  tombstones: readonly string[],
  isTheirs: (key: string) => boolean,
  { shop, log }: Services,
): Promise<Place[]> {
  const closed: Place = { place: 'closed days', looked: 0, found: 0 }
  const open: Place = { place: 'open days', looked: 0, found: 0 }
  const lastClosed = (await log.closedDays()).at(-1)?.last ?? 0
  const partitions = new Set<number>([SHOP_PARTITION])
  for (const tombstone of tombstones) {
    const erased = shop.engine.erased.get(tombstone)
    const record = erased && (await shop.recordAt(erased.position))
    if (record) partitions.add(record.partition)
  }
  for (const { address, visitor } of shop.engine.wishes.left().values()) {
    if (isTheirs(address)) partitions.add(partitionOf(visitor))
  }
  for (const partition of partitions) {
    for await (const records of log.read({ partition })) {
      for (const record of records) {
        const place = record.position <= lastClosed ? closed : open
        place.looked++
        if (keysIn(record).some(isTheirs)) place.found++
      }
    }
  }
  return [closed, open]
}
