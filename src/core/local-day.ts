/** Zones change their offset on quarters of an hour, so a quarter lies in one day. */
const QUARTER_MS = 15 * 60_000

const formats = new Map<string, Intl.DateTimeFormat>()
let last: { zone: string; quarter: number; day: string } | undefined

/**
 * The day a moment lies in at a place, `2011-12-24`.
 * @throws RangeError for a zone that is not in the IANA list.
 */
export function localDay(time: number, zone: string): string {
  const quarter = Math.floor(time / QUARTER_MS)
  if (last?.quarter !== quarter || last.zone !== zone) {
    last = { zone, quarter, day: formatOf(zone).format(time) }
  }
  return last.day
}

/** Swedish writes dates as ISO 8601 does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
    formats.set(timeZone, (format = new Intl.DateTimeFormat('sv-SE', { timeZone, ...parts })))
  }
  return format
}
