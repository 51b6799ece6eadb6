import type { LogRecord } from '../../schema/record.ts'

/** Whoever a record names, by any of the keys they go by; an address is its owner's, whoever typed it. */
export function keysIn({ body }: Pick<LogRecord, 'body'>): string[] {
  const { visitor, from, into, address } = body as Partial<
    Record<'visitor' | 'from' | 'into' | 'address', unknown>
  >
  return [visitor, from, into, address].filter(key => typeof key === 'string')
}
