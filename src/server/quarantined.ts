import { uuidV5 } from '../core/visitor-key.ts'
import { quarantinedIn } from '../engine/quarantine.ts'
import { type LogRecord, type NewRecord, SHOP_PARTITION } from '../schema/record.ts'
import type { BlobStore, Env, EventLog } from '../store/ports.ts'
import { shopRecord } from './own-records.ts'
import { reasonOf, type Stumbled, Stumbles, TRIES } from './stumbles.ts'

type Read = (from: { after: number; partition: number }) => AsyncIterable<LogRecord[]>

/** Places that the log tells to pass over, further on than where they stand. */
export async function quarantinedAfter(after: number, read: Read): Promise<number[]> {
  const found: number[] = []
  for await (const records of read({ after, partition: SHOP_PARTITION })) {
    found.push(...quarantinedIn(records))
  }
  return found
}

/** Count the try; after the last one the log says that this record is passed over. */
export async function setAsideIfDue(
  stumbled: Stumbled,
  { log, blobs }: { log: EventLog; blobs: BlobStore },
  env: Env,
): Promise<void> {
  const tries = await new Stumbles(blobs).count(stumbled)
  process.emitWarning(`${stumbled.message} (try ${tries} of ${TRIES})`)
  if (tries < TRIES) return
  const { position, type } = stumbled.record
  const body = { position, type, reason: reasonOf(stumbled.cause), time: env.now() }
  await log.append([shopRecord('record_quarantined', body, env)]).durable
}

/** The record once more, under an id that tells of the first, and that the first is done with. */
export function releasedRecords(record: LogRecord, env: Env): NewRecord[] {
  const { position, ...rest } = record
  const id = uuidV5('released', record.id)
  const again = { ...rest, id, receivedAt: env.now() } as NewRecord
  return [again, shopRecord('record_released', { position, as: id, time: env.now() }, env)]
}
