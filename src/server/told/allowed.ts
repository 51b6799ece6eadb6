import type { LogRecord } from '../../schema/record.ts'
import type { Allowed } from '../../schema/visitor-told.ts'

/** What an event says of the consent it came under; nothing where none was told with it. */
export function allowedBy(record: LogRecord | undefined): Allowed | undefined {
  if (record?.type !== 'event' || record.body.consent === undefined) return undefined
  const { consent, verified, time } = record.body
  return { consent, by: verified ? 'server' : 'page', time }
}
