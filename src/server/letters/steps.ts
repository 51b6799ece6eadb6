import { uuidV7 } from '../../core/ids.ts'
import { partitionOf } from '../../core/partition.ts'
import { uuidV5 } from '../../core/visitor-key.ts'
import { type NewRecord, RECORD_VERSIONS } from '../../schema/record.ts'
import type { WishStepped } from '../../schema/wish.ts'
import type { Env } from '../../store/ports.ts'

type Told = Omit<WishStepped, 'time'>

/**
 * The record of a step. One try of one letter is one record, whoever writes it: the log takes
 * it once, and whoever is told that it was there already sends nothing.
 */
export function stepRecord(told: Told, env: Env): NewRecord {
  const { visitor, wish, step, letter, attempt } = told
  const now = env.now()
  const isClaim = step === 'sending'
  return {
    id: isClaim
      ? uuidV5('wish letter', [wish, letter, attempt].join('\u0000'))
      : uuidV7(now, env.random(10)),
    partition: partitionOf(visitor),
    type: 'wish_stepped',
    version: RECORD_VERSIONS.wish_stepped,
    receivedAt: now,
    body: { ...told, time: now },
  }
}
