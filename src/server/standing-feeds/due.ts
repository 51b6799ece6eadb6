import { DAY, HOUR, MINUTE } from '../../core/clock.ts'
import type { FeedRhythm } from '../../schema/standing-feed.ts'
import type { StandingFeed } from './list.ts'

const QUARTER = 15 * MINUTE
const PERIOD: Record<FeedRhythm, number> = {
  quarter: QUARTER,
  hour: HOUR,
  six_hours: 6 * HOUR,
  day: DAY,
}

/**
 * When a feed is read next, ms; 0 for one that never was. One that did not answer is asked again
 * after a quarter of an hour, then after twice as long each time, but never later than its turn.
 */
export function dueAt(feed: StandingFeed, zone: string): number {
  const { every, hour = 0, tried, failures = 0 } = feed
  if (tried === undefined) return 0
  const turn = every === 'day' ? nextHour(tried, hour, zone) : tried + PERIOD[every]
  if (failures === 0) return turn
  return Math.min(turn, tried + QUARTER * 2 ** Math.min(failures - 1, 10))
}

/** The first time after this moment that the shop's clock shows this hour, and none before it. */
function nextHour(after: number, hour: number, zone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    hourCycle: 'h23',
  })
  const shows = (time: number) => Number(clock.format(time)) === hour
  let at = Math.floor(after / QUARTER) * QUARTER
  let was = shows(at)
  for (let quarters = 0; quarters < 2 * (DAY / QUARTER); quarters++) {
    at += QUARTER
    const is = shows(at)
    if (is && !was) return at
    was = is
  }
  return after + DAY
}
