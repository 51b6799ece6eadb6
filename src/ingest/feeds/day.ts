import type { Hearing } from '../hearing.ts'

/** A day of the calendar, `2026-11-22`. */
export function readDay(value: unknown, hearing: Hearing): string {
  const text = hearing.text(value, 'day', 10) ?? ''
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  // Some engines take 30 February for 2 March.
  if (time >= 0 && new Date(time).toISOString().startsWith(text)) return text
  return hearing.refuse('day', text === '' ? 'missing' : 'bad_time', 'Write the day as 2026-11-22.')
}
