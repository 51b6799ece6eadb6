import { uuidV7 } from '../../core/ids.ts'
import type { LogRecord, NewRecord } from '../../schema/record.ts'
import { isRemembered } from '../window.ts'

/** Midnight, so that days are easy to count. */
export const START = Date.UTC(2026, 10, 22)

/** The n-th record: the same n, the same id. */
export function aRecord(
  n: number,
  page: { title?: string } = {},
  ms = 0,
  partition = 0,
): NewRecord {
  const random = new Uint8Array(10)
  new DataView(random.buffer).setUint32(4, n)
  return {
    id: uuidV7(START, random),
    partition,
    type: 'event',
    version: 1,
    receivedAt: START + ms,
    body: {
      name: 'page_view',
      visitor: `visitor-${n}`,
      time: START + ms,
      channel: 'web',
      page: { type: 'product', ...page },
      verified: false,
    },
  }
}

/** The same with an id of the moment it was received, as our own records have. */
export function timedRecord(n: number, ms = 0): NewRecord {
  const random = new Uint8Array(10)
  new DataView(random.buffer).setUint32(4, n)
  return { ...aRecord(n, {}, ms), id: uuidV7(START + ms, random) }
}

export async function collect<T>(chunks: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const chunk of chunks) all.push(...chunk)
  return all
}

/** A log as a child would write it: a list, searched from end to end. */
export function modelOf(): { records: LogRecord[]; append(batch: NewRecord[]): number[] } {
  const records: LogRecord[] = []
  const take = (record: NewRecord): number => {
    const isKnown = records.some(
      held => held.id === record.id && isRemembered(held.receivedAt, record.receivedAt),
    )
    if (isKnown) return 0
    const position = records.length + 1
    records.push({ ...record, position })
    return position
  }
  return { records, append: batch => batch.map(take) }
}
