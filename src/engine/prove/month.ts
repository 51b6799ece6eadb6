import { localDay } from '../../core/local-day.ts'

/**
 * The month a moment lies in where the shop is, `2011-12`.
 * @throws RangeError for a zone that is not in the IANA list.
 */
export function monthOf(time: number, zone: string): string {
  return localDay(time, zone).slice(0, 7)
}

/** Every month from this one to that, both of them too. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  const month = new Date(`${first}-01`)
  while (month.toISOString().slice(0, 7) <= last) {
    months.push(month.toISOString().slice(0, 7))
    month.setUTCMonth(month.getUTCMonth() + 1)
  }
  return months
}
