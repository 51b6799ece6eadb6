import { localDay } from '../../core/local-day.ts'

/**
 * The month a moment lies in where the shop is, `2011-12`.
 * @throws RangeError for a zone that is not in the IANA list.
 */
export function monthOf(time: number, zone: string): string {
  return localDay(time, zone).slice(0, 7)
}
