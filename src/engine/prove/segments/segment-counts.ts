import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { DAY, HOUR } from '../../../core/clock.ts'
import { VISIT_TYPES } from '../../genome/shape.ts'
import { MOST_SEGMENTS, TOUCHPOINTS } from './bounds.ts'

/** Days that are counted, today among them. */
export const SEGMENT_DAYS = 28

/** How far a visitor came on one day, each a step of the one before or not. */
export const STEPS = ['visited', 'looked', 'carted', 'ordered'] as const
/** What became of one place of a page: chosen for it, seen, clicked. Never seen is missed. */
export const FATES = ['moments', 'shown', 'answered'] as const
type Step = (typeof STEPS)[number]
type Fate = (typeof FATES)[number]

const TOUCHES = VISIT_TYPES.length * TOUCHPOINTS.length * FATES.length
const A_DAY = STEPS.length + TOUCHES

/**
 * What each segment did, day by day and hour by hour, in bounded room: 28 days of steps and
 * touchpoints, and as many hours of how many were here. It names nobody.
 */
export class SegmentCounts {
  /** Day → per segment its steps, then its touchpoints. */
  readonly #days = new Map<number, Float64Array>()
  /** Hour → visitors per segment. */
  readonly #hours = new Map<number, Float64Array>()

  step(place: number, step: Step, time: number): void {
    this.#day(time)[place * A_DAY + STEPS.indexOf(step)]++
  }

  touch(place: number, need: number, placement: number, fate: Fate, time: number): void {
    this.#day(time)[place * A_DAY + touchAt(need, placement, fate)]++
  }

  hour(place: number, time: number): void {
    const hour = Math.floor(time / HOUR)
    rowOf(this.#hours, hour, SEGMENT_DAYS * 24, MOST_SEGMENTS)[place]++
  }

  visitorsIn(place: number, hour: number): number {
    return this.#hours.get(hour)?.[place] ?? 0
  }

  stepsOf(place: number, step: Step, day: number): number {
    return this.#days.get(day)?.[place * A_DAY + STEPS.indexOf(step)] ?? 0
  }

  touchesOf(place: number, need: number, placement: number, fate: Fate, day: number): number {
    return this.#days.get(day)?.[place * A_DAY + touchAt(need, placement, fate)] ?? 0
  }

  /** Another segment takes this place, or the same one means others now. */
  clear(place: number): void {
    for (const day of this.#days.values()) day.fill(0, place * A_DAY, (place + 1) * A_DAY)
    for (const hour of this.#hours.values()) hour[place] = 0
  }

  save(writer: ByteWriter): void {
    for (const rows of [this.#days, this.#hours]) {
      writer.count(rows.size)
      for (const [when, row] of rows) {
        writer.count(when)
        saveSparse(row, writer)
      }
    }
  }

  load(reader: ByteReader): void {
    const widths = [MOST_SEGMENTS * A_DAY, MOST_SEGMENTS]
    for (const [n, rows] of [this.#days, this.#hours].entries()) {
      for (let left = reader.count(); left > 0; left--) {
        const when = reader.count()
        rows.set(when, loadSparse(reader, widths[n]))
      }
    }
  }

  #day(time: number): Float64Array {
    return rowOf(this.#days, Math.floor(time / DAY), SEGMENT_DAYS, MOST_SEGMENTS * A_DAY)
  }
}

/** Most of a row is nothing: what is something, with its place. */
function saveSparse(row: Float64Array, writer: ByteWriter): void {
  writer.count(row.reduce((count, value) => count + Number(value !== 0), 0))
  for (let at = 0; at < row.length; at++) {
    if (row[at] === 0) continue
    writer.count(at)
    writer.count(row[at])
  }
}

function loadSparse(reader: ByteReader, width: number): Float64Array {
  const row = new Float64Array(width)
  for (let left = reader.count(); left > 0; left--) row[reader.count()] = reader.count()
  return row
}

function touchAt(need: number, placement: number, fate: Fate): number {
  const touch = need * TOUCHPOINTS.length + placement
  return STEPS.length + touch * FATES.length + FATES.indexOf(fate)
}

/** The row of a day or an hour; the oldest goes when there are too many. */
function rowOf(rows: Map<number, Float64Array>, when: number, most: number, width: number) {
  let row = rows.get(when)
  if (row === undefined) {
    for (const old of rows.keys()) if (old <= when - most) rows.delete(old)
    rows.set(when, (row = new Float64Array(width)))
  }
  return row
}
