import type { Hearing } from '../hearing.ts'
import { momentOf, type WallClock } from '../local-time.ts'
import { readMoment } from '../time.ts'

/** How times of a file are to be read. */
export interface Clockwork {
  /** IANA zone of times that name none. */
  timeZone: string
  /** What comes first in `01/12/2010`; nobody can know it from one line. */
  dates?: 'dmy' | 'mdy'
}

const CLOCK = String.raw`(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?)?`
const ISO = new RegExp(String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})${CLOCK}$`, 'i')
const DOTTED = new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4})${CLOCK}$`, 'i')
const SLASHED = new RegExp(String.raw`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})${CLOCK}$`, 'i')

/** The lines of an order have one time, mostly: the last one read is at hand. */
let last: { text: string; how: Clockwork; time: number } | undefined

/**
 * The moment of a line: ISO 8601 with a zone, a number since 1970, or what the clocks of the
 * shop showed.
 * @throws Refused `bad_time`, `missing`
 */
export function readOrderTime(value: unknown, how: Clockwork, hearing: Hearing): number {
  const text = typeof value === 'string' && value.length <= 40 ? value.trim() : ''
  if (text !== '' && last?.text === text && last.how === how) return last.time
  const clock = clockIn(text, how, hearing)
  const time = clock ? momentOf(clock, how.timeZone) : readMoment(value, 'time', hearing)
  if (time === undefined && clock === undefined) {
    return hearing.refuse('time', 'missing', 'An order needs its time.')
  }
  if (time === undefined || time < 0) {
    return hearing.refuse('time', 'bad_time', 'No calendar has this day and hour.')
  }
  last = { text, how, time }
  return time
}

function clockIn(text: string, how: Clockwork, hearing: Hearing): WallClock | undefined {
  const iso = ISO.exec(text)
  if (iso) return clockOf(iso[1], iso[2], iso[3], iso)
  const dotted = DOTTED.exec(text)
  if (dotted) return clockOf(dotted[3], dotted[2], dotted[1], dotted)
  const slashed = SLASHED.exec(text)
  if (!slashed) return undefined
  const [, first, second, year] = slashed
  if (how.dates === 'dmy') return clockOf(year, second, first, slashed)
  if (how.dates === 'mdy') return clockOf(year, first, second, slashed)
  const reason = 'Is the day first or the month? Say dates=dmy or dates=mdy.'
  return hearing.refuse('time', 'bad_time', reason)
}

function clockOf(year: string, month: string, day: string, match: RegExpExecArray): WallClock {
  const [hour, minute, second] = match.slice(4).map(digits => Number(digits ?? 0))
  return { year: Number(year), month: Number(month), day: Number(day), hour, minute, second }
}
