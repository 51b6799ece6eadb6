import { DAY, MINUTE } from '../core/clock.ts'
import { uuidV7 } from '../core/ids.ts'
import { partitionOf } from '../core/partition.ts'
import type { TraitCorrected } from '../schema/correction.ts'
import type { DecisionMade } from '../schema/decision.ts'
import type { NudgeShown } from '../schema/nudge-terms.ts'
import type { OfferReserved } from '../schema/offer.ts'
import {
  type NewRecord,
  RECORD_VERSIONS,
  type RecordBodies,
  type RecordType,
  type Settings,
  SHOP_PARTITION,
} from '../schema/record.ts'
import type { Env } from '../store/ports.ts'

/** The records the server writes of its own accord. */

export const FIRST_SETTINGS: Settings = {
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  holdout: 0.05,
  uniform: 0.05,
  clickWindowMs: 30 * MINUTE,
  purchaseWindowMs: 7 * DAY,
}

export function openedRecord(shop: string, env: Env, first: Partial<Settings> = {}): NewRecord {
  const salt = Buffer.from(env.random(32)).toString('hex')
  return shopRecord('shop_opened', { shop, salt, settings: { ...FIRST_SETTINGS, ...first } }, env)
}

export function tickRecord(time: number, env: Env): NewRecord {
  return shopRecord('tick', { time }, env)
}

/** A new record of the shop's own partition. */
export function shopRecord<T extends RecordType>(
  type: T,
  body: RecordBodies[T],
  env: Env,
): NewRecord {
  return {
    id: uuidV7(env.now(), env.random(10)),
    partition: SHOP_PARTITION,
    type,
    version: RECORD_VERSIONS[type],
    receivedAt: env.now(),
    body,
  } as NewRecord
}

/** @param reserved an offer that was shown: it lies beside the decision that showed it. */
export function reservedRecord(reserved: OfferReserved, env: Env): NewRecord {
  const partition = partitionOf(reserved.visitor)
  return { ...shopRecord('offer_reserved', reserved, env), partition }
}

/** @param said what a visitor says of themselves: it lies among their own records. */
export function correctedRecord(said: TraitCorrected, env: Env): NewRecord {
  return { ...shopRecord('trait_corrected', said, env), partition: partitionOf(said.visitor) }
}

/** A browser came that was somebody's, and says that it is nobody's any more. */
export function withdrawnRecord(visitor: string, env: Env): NewRecord {
  const body = { visitor, time: env.now() }
  return { ...shopRecord('consent_withdrawn', body, env), partition: partitionOf(visitor) }
}

/** A dialog was let stand over somebody's page. */
export function nudgeRecord(shown: NudgeShown, env: Env): NewRecord {
  const partition = partitionOf(shown.visitor)
  return { ...shopRecord('nudge_shown', shown, env), partition }
}

/** @param made a decision with a visitor: without one there is nothing to keep. */
export function decisionRecord(id: string, made: DecisionMade, receivedAt: number): NewRecord {
  return {
    id,
    partition: partitionOf(made.visitor ?? id),
    type: 'decision',
    version: RECORD_VERSIONS.decision,
    receivedAt,
    body: made,
  }
}
