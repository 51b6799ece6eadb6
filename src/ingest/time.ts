import { DAY, SECOND } from '../core/clock.ts'
import { LIMITS } from '../schema/limits.ts'
import type { Hearing, Loose } from './hearing.ts'

export interface Times {
  /** Our clock, ms. */
  now: number
  /** The sender's clock when it sent, ms; undefined when not told. */
  sentAt?: number
  /** Old times are allowed. */
  imported: boolean
}

/** A sender's clock further off than this is corrected; below it, it is the way that took time. */
const SKEW_MS = 5 * SECOND

/**
 * The event's own time, ms, on our clock.
 * @throws Refused `bad_time`, `future`, `late`
 */
export function readTime(raw: Loose, times: Times, hearing: Hearing): number {
  const field = raw.time !== undefined ? 'time' : raw.timestamp !== undefined ? 'timestamp' : 'time'
  const told = readMoment(raw[field], field, hearing)
  if (told === undefined) {
    if (times.imported) hearing.refuse('time', 'missing', 'An imported event needs its time.')
    hearing.repair('time_missing', 'time', undefined, times.now)
    return times.now
  }
  const time = correct(told, field, times, hearing)
  if (time > times.now + LIMITS.futureMs) {
    const reason = 'The time lies more than 24 hours ahead: check the clock, or send sentAt.'
    hearing.refuse(field, 'future', reason)
  }
  if (time < times.now - LIMITS.lateMs && !times.imported) {
    const reason = 'The event is older than 8 days: send history through the import instead.'
    hearing.refuse(field, 'late', reason)
  }
  return Math.max(0, time)
}

function correct(told: number, field: string, times: Times, hearing: Hearing): number {
  if (times.sentAt === undefined) return told
  const skew = times.now - times.sentAt
  if (Math.abs(skew) <= SKEW_MS) return told
  hearing.repair('clock_skew', field, told, told + skew)
  return told + skew
}

/** 1973 in milliseconds and 5138 in seconds: below it, seconds are meant. */
const SECONDS_BELOW = 1e11
const MICROS_ABOVE = 1e14
const ISO =
  /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:\s?(?:Z|[+-]\d\d:?\d\d))?)?$/i

/** Milliseconds, seconds, microseconds or ISO 8601; ISO without a zone is UTC. */
export function readMoment(value: unknown, field: string, hearing: Hearing): number | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'number') return readCount(value, field, hearing)
  const text = typeof value === 'string' && value.length <= 40 ? value.trim() : ''
  if (/^\d{9,17}(\.\d+)?$/.test(text)) {
    hearing.repair('time_text', field, text, Number(text))
    return readCount(Number(text), field, hearing)
  }
  const time = ISO.test(text) ? Date.parse(inUtc(text)) : Number.NaN
  if (time >= 0) return time
  return hearing.refuse(field, 'bad_time', 'Send milliseconds since 1970, or ISO 8601.')
}

/** Until when: a day without an hour is over when it is. */
export function readEnd(value: unknown, field: string, hearing: Hearing): number | undefined {
  const time = readMoment(value, field, hearing)
  const isDay = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value.trim())
  return isDay && time !== undefined ? time + DAY - 1 : time
}

function readCount(value: number, field: string, hearing: Hearing): number {
  if (!Number.isFinite(value) || value < 0 || value > 1e17) {
    return hearing.refuse(field, 'bad_time', 'Send milliseconds since 1970, or ISO 8601.')
  }
  if (value < SECONDS_BELOW) {
    hearing.repair('time_seconds', field, value, Math.round(value * 1000))
    return Math.round(value * 1000)
  }
  if (value > MICROS_ABOVE) {
    hearing.repair('time_micros', field, value, Math.round(value / 1000))
    return Math.round(value / 1000)
  }
  return Math.round(value)
}

function inUtc(text: string): string {
  const iso = text.replace(' ', 'T').replace(',', '.').replace(/\s/g, '')
  return /T/i.test(iso) && !/(Z|[+-]\d\d:?\d\d)$/i.test(iso) ? `${iso}Z` : iso
}
