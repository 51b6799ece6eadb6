/** What o'clock it is in a shop. */
export interface ShopHour {
  daypart: 'night' | 'morning' | 'midday' | 'afternoon' | 'evening'
  weekday: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
}

/** Zones change their offset on quarters of an hour, so a quarter has one answer. */
const QUARTER_MS = 15 * 60_000

const formats = new Map<string, Intl.DateTimeFormat>()
let last: { zone: string; quarter: number; hour: ShopHour } | undefined

/** @throws RangeError for a zone that is not in the IANA list. */
export function shopHour(time: number, zone: string): ShopHour {
  const quarter = Math.floor(time / QUARTER_MS)
  if (last?.quarter !== quarter || last.zone !== zone) {
    last = { zone, quarter, hour: read(time, formatOf(zone)) }
  }
  return last.hour
}

function read(time: number, format: Intl.DateTimeFormat): ShopHour {
  const parts = format.formatToParts(time)
  const told = (type: string) => parts.find(part => part.type === type)!.value
  return {
    daypart: daypartOf(Number(told('hour'))),
    weekday: told('weekday').toLowerCase() as ShopHour['weekday'],
  }
}

function daypartOf(hour: number): ShopHour['daypart'] {
  if (hour < 6) return 'night'
  if (hour < 12) return 'morning'
  if (hour < 14) return 'midday'
  return hour < 18 ? 'afternoon' : 'evening'
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: 'numeric',
      weekday: 'short',
      hourCycle: 'h23',
    })
    formats.set(timeZone, format)
  }
  return format
}
