import type { NewRecord } from '../schema/record.ts'

/** The visitors whose profiles these records change. */
export function visitorsOf(records: readonly NewRecord[]): string[] {
  const found = new Set<string>()
  for (const { type, body } of records) {
    if ((type === 'event' || type === 'decision') && body.visitor !== undefined) {
      found.add(body.visitor)
    } else if (
      type === 'visitor_erased' ||
      type === 'trait_corrected' ||
      type === 'nudge_shown' ||
      type === 'offer_reserved'
    ) {
      found.add(body.visitor)
    } else if (type === 'visitors_merged') {
      found.add(body.from)
      found.add(body.into)
    }
  }
  return [...found]
}
