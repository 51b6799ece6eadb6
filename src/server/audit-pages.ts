import { type AuditKind, type Change, changeIn, kindOf } from '../engine/audit.ts'
import { SHOP_PARTITION } from '../schema/record.ts'
import type { Services } from './services.ts'

/**
 * Changes before a place, newest first. The engine remembers the newest; older ones are looked
 * for in the shop's part of the log, from its beginning, for it reads forwards alone. What was
 * said of a visitor stands in the visitor's part: older words of that kind are on their own page.
 */
export async function changesBefore(
  before: number,
  most: number,
  kind: AuditKind | undefined,
  { shop, log }: Pick<Services, 'shop' | 'log'>,
): Promise<Change[]> {
  const { audit } = shop.engine
  const from = audit.rememberedFrom(kind)
  const known = audit.before(before, most, kind).filter(({ position }) => position >= from)
  if (known.length === most || from === 0) return known
  const older: Change[] = []
  const until = Math.min(before, from)
  for await (const records of log.read({ partition: SHOP_PARTITION })) {
    for (const record of records) {
      const change = record.position < until ? changeIn(record) : undefined
      if (change && (kind === undefined || kindOf(change) === kind)) older.push(change)
    }
    older.splice(0, older.length - (most - known.length))
    if ((records.at(-1)?.position ?? 0) >= until) break
  }
  return [...known, ...older.reverse()]
}
