import { MINUTE, SECOND } from '../../core/clock.ts'
import type { PulseBeat } from '../../schema/live.ts'

const BEAT_MS = 10 * SECOND
const BEATS = 90

/** Traffic of the last quarter of an hour in 90 beats of ten seconds. */
export class Pulse {
  readonly #stamps = new Float64Array(BEATS) // number of the beat a slot holds
  readonly #events = new Float64Array(BEATS)
  readonly #decisions = new Float64Array(BEATS)
  readonly #purchases = new Float64Array(BEATS)

  event(time: number): void {
    this.#events[this.#slot(time)]++
  }

  decision(time: number): void {
    this.#decisions[this.#slot(time)]++
  }

  purchase(time: number): void {
    this.#purchases[this.#slot(time)]++
  }

  /** Oldest first; the last one is still filling. */
  beats(now: number): PulseBeat[] {
    const last = Math.floor(now / BEAT_MS)
    return Array.from({ length: BEATS }, (_, i) => this.#beat(last - BEATS + 1 + i))
  }

  latest(now: number): PulseBeat {
    return this.#beat(Math.floor(now / BEAT_MS))
  }

  #beat(stamp: number): PulseBeat {
    const slot = stamp % BEATS
    const live = this.#stamps[slot] === stamp
    return {
      time: stamp * BEAT_MS,
      events: live ? this.#events[slot] : 0,
      decisions: live ? this.#decisions[slot] : 0,
      purchases: live ? this.#purchases[slot] : 0,
    }
  }

  #slot(time: number): number {
    const stamp = Math.floor(time / BEAT_MS)
    const slot = stamp % BEATS
    if (this.#stamps[slot] < stamp) {
      this.#stamps[slot] = stamp
      this.#events[slot] = this.#decisions[slot] = this.#purchases[slot] = 0
    }
    return slot
  }
}

/** Counts by name over a sliding window, forgotten slot by slot. Names are few and bounded. */
export class RecentCounts {
  readonly #slotMs: number
  readonly #slots: { stamp: number; counts: Map<string, number> }[]
  readonly #maxNames: number

  constructor(windowMs: number, slots: number, maxNames = 200) {
    this.#slotMs = windowMs / slots
    this.#slots = Array.from({ length: slots }, () => ({ stamp: -1, counts: new Map() }))
    this.#maxNames = maxNames
  }

  add(name: string, time: number): void {
    const stamp = Math.floor(time / this.#slotMs)
    const slot = this.#slots[stamp % this.#slots.length]
    if (stamp < slot.stamp) return // older than the window
    if (stamp > slot.stamp) {
      slot.stamp = stamp
      slot.counts.clear()
    }
    const known = slot.counts.get(name)
    if (known === undefined && slot.counts.size >= this.#maxNames) return
    slot.counts.set(name, (known ?? 0) + 1)
  }

  totals(now: number): Map<string, number> {
    const newest = Math.floor(now / this.#slotMs)
    const totals = new Map<string, number>()
    for (const slot of this.#slots) {
      if (slot.stamp <= newest - this.#slots.length || slot.stamp > newest) continue
      for (const [name, count] of slot.counts) totals.set(name, (totals.get(name) ?? 0) + count)
    }
    return totals
  }
}

const STEPS = 96
const GROWTH = 1.15

/** How long answers took over the last minute, in steps of 15 % from 0.02 ms to 13 s. */
export class AnswerTimes {
  readonly #slots = Array.from({ length: 6 }, () => ({ stamp: -1, steps: new Uint32Array(STEPS) }))

  add(ms: number, now: number): void {
    const stamp = Math.floor(now / BEAT_MS)
    const slot = this.#slots[stamp % 6]
    if (stamp > slot.stamp) {
      slot.stamp = stamp
      slot.steps.fill(0)
    }
    const step = Math.ceil(Math.log(Math.max(ms, 0.02) / 0.02) / Math.log(GROWTH))
    slot.steps[Math.min(step, STEPS - 1)]++
  }

  /** The edge below which half, and 99 of 100, of the answers fell; 0 when there was none. */
  read(now: number): { p50: number; p99: number } {
    const newest = Math.floor(now / BEAT_MS)
    const sum = new Float64Array(STEPS)
    for (const { stamp, steps } of this.#slots) {
      if ((newest - stamp) * BEAT_MS >= MINUTE) continue
      for (let i = 0; i < STEPS; i++) sum[i] += steps[i]
    }
    return { p50: edgeOf(sum, 0.5), p99: edgeOf(sum, 0.99) }
  }
}

function edgeOf(steps: Float64Array, share: number): number {
  const total = steps.reduce((a, b) => a + b, 0)
  if (total === 0) return 0
  let seen = 0
  for (let i = 0; i < STEPS; i++) {
    seen += steps[i]
    if (seen >= share * total) return Math.round(0.02 * GROWTH ** i * 100) / 100
  }
  return 0
}
