/** What a clock on the wall of some place shows. */
export interface WallClock {
  year: number
  /** 1 to 12 */
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

const DAY_MS = 86_400_000
const QUARTER_MS = 15 * 60_000
const MOST_KNOWN = 50_000

/**
 * The moment at which the clocks of a zone show this, ms. An hour that comes twice is taken
 * the first time; one that is left out in spring counts on from the hour before it.
 * @returns undefined for a day that no calendar has
 * @throws RangeError for a zone that is not in the IANA list
 */
export function momentOf(clock: WallClock, zone: string): number | undefined {
  const shown = asIfUtc(clock)
  if (shown === undefined) return undefined
  const before = shown - offsetOf(shown - DAY_MS, zone)
  const after = shown - offsetOf(shown + DAY_MS, zone)
  const real = [before, after].filter(time => time + offsetOf(time, zone) === shown)
  return real.length === 0 ? before : Math.min(...real)
}

export function isZone(name: string): boolean {
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

function asIfUtc({ year, month, day, hour, minute, second }: WallClock): number | undefined {
  const time = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(time)
  const isReal =
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day
  return isReal ? time : undefined
}

const known = new Map<string, number>()

/** How far a zone's clocks are ahead of UTC, ms. Zones change it on quarters of an hour. */
function offsetOf(time: number, zone: string): number {
  const quarter = Math.floor(time / QUARTER_MS)
  const key = `${zone} ${quarter}`
  let offset = known.get(key)
  if (offset === undefined) {
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(key, (offset = readOffset(quarter * QUARTER_MS, zone)))
  }
  return offset
}

function readOffset(time: number, zone: string): number {
  const parts = formatOf(zone).formatToParts(time)
  const told = (type: string) => Number(parts.find(part => part.type === type)!.value)
  const shown = Date.UTC(
    told('year'),
    told('month') - 1,
    told('day'),
    told('hour'),
    told('minute'),
    told('second'),
  )
  return shown - time
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
    formats.set(timeZone, format)
  }
  return format
}
