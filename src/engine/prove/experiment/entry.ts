import { SOURCES, type Source } from '../../genome/source.ts'

/** Room for ways to come that are not thought of yet. */
export const ENTRIES = 32
/**
 * How somebody came for the first time, as a small number: source, and whether they had bought
 * from the shop before. No choice of ours can have changed it, so results may be compared
 * within it. 0 is for those who have not told yet.
 */
export function entryNumber(source: Source, isCustomer: boolean): number {
  return 1 + SOURCES.indexOf(source) * 2 + (isCustomer ? 1 : 0)
}

/** Had they bought before they came? */
export function isCustomerEntry(entry: number): boolean {
  return entry > 0 && (entry - 1) % 2 === 1
}

/** Source of an entry; undefined for 0 and for what this build does not know. */
export function sourceOfEntry(entry: number): Source | undefined {
  return SOURCES[(entry - 1) >> 1]
}
