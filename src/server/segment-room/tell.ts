import { DAY, HOUR } from '../../core/clock.ts'
import type { Engine } from '../../engine/engine.ts'
import { VISIT_TYPES } from '../../engine/genome/shape.ts'
import { TOUCHPOINTS } from '../../engine/prove/segments/bounds.ts'
import { FATES, SEGMENT_DAYS, STEPS } from '../../engine/prove/segments/segment-counts.ts'
import { whoOf } from '../../engine/situation/wording.ts'
import type { Segment } from '../../schema/segment.ts'
import type { CoverageCell, SegmentRoom, SegmentTold } from '../../schema/segment-told.ts'
import { both } from '../live/words.ts'

/** One segment as a list tells it. */
export function tellSegment(segment: Segment, engine: Engine, now: number): SegmentTold {
  const { segments, catalogue } = engine
  const place = segments.held.placeOf(segment.id)
  const hours = hoursOf(segment, engine, now)
  const all = coverageOf(segment, engine, now).at(-1)!.cells
  const moments = all.reduce((sum, cell) => sum + cell.moments, 0)
  const shown = all.reduce((sum, cell) => sum + cell.shown, 0)
  return {
    ...segment,
    says: both(l => whoOf(segment.when, l, catalogue)),
    here: segments.here(place, now).length,
    lately: sumOf(hours.slice(24)),
    before: sumOf(hours.slice(0, 24)),
    missed: moments - shown,
    moments,
  }
}

/** Visitors of the last 48 hours, the oldest first. */
export function hoursOf({ id }: Segment, { segments }: Engine, now: number): number[] {
  const place = segments.held.placeOf(id)
  const hour = Math.floor(now / HOUR)
  return Array.from({ length: 48 }, (_, n) => segments.counts.visitorsIn(place, hour - 47 + n))
}

export function daysOf({ id }: Segment, { segments }: Engine, now: number): SegmentRoom['days'] {
  const place = segments.held.placeOf(id)
  const today = Math.floor(now / DAY)
  return Array.from({ length: SEGMENT_DAYS }, (_, n) => {
    const day = today - SEGMENT_DAYS + 1 + n
    const steps = STEPS.map(step => [step, segments.counts.stepsOf(place, step, day)])
    return { day, ...Object.fromEntries(steps) }
  })
}

/** Each need at each touchpoint, yesterday and today; the last row is all needs together. */
export function coverageOf(
  { id }: Segment,
  { segments }: Engine,
  now: number,
): SegmentRoom['coverage'] {
  const place = segments.held.placeOf(id)
  const today = Math.floor(now / DAY)
  const cellOf = (need: number, placement: number): CoverageCell => {
    const each = FATES.map(fate => {
      const on = (day: number) => segments.counts.touchesOf(place, need, placement, fate, day)
      return [fate, on(today) + on(today - 1)]
    })
    return Object.fromEntries(each)
  }
  const rows = VISIT_TYPES.map((need, n) => ({
    need,
    cells: TOUCHPOINTS.map((placement, p) => ({ placement, ...cellOf(n, p) })),
  }))
  const all = TOUCHPOINTS.map((placement, p) => {
    const sum = (of: keyof CoverageCell) => sumOf(rows.map(({ cells }) => cells[p][of]))
    return { placement, moments: sum('moments'), shown: sum('shown'), answered: sum('answered') }
  })
  return [...rows, { need: 'all', cells: all }]
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
