/** Zones change their offset on quarters of an hour. */
const QUARTER_MS = 15 * 60_000
/** No zone is further from UTC. */
const FURTHEST_MS = 14 * 3_600_000

/** The last moment of a day, `2026-12-24`, at the shop: whoever writes may be elsewhere. */
export function endOf(day: string, timeZone: string): number {
  const dayAt = daysIn(timeZone)
  const [year, month, date] = day.split('-').map(Number)
  const next = Date.UTC(year, month - 1, date + 1)
  let before = next - FURTHEST_MS - QUARTER_MS
  let after = next + FURTHEST_MS
  while (after - before > QUARTER_MS) {
    const middle = before + Math.floor((after - before) / QUARTER_MS / 2) * QUARTER_MS
    if (dayAt(middle) > day) after = middle
    else before = middle
  }
  return after - 1
}

/** `2026-12-24`, at the shop. */
export function dayOf(time: number, timeZone: string): string {
  return daysIn(timeZone)(time)
}

/** Swedish writes dates as ISO 8601 does. */
function daysIn(timeZone: string): (time: number) => string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, ...parts })
  return time => format.format(time)
}
