/** What is looked at, each with the most of it that is still called calm. */
export interface Signals {
  /** How late the event loop comes to what is due, ms. */
  lagMs: number
  /** Bytes accepted and not yet on disk. */
  queueBytes: number
  /** Requests that were begun and not answered. */
  inFlight: number
}

export const CALM: Readonly<Signals> = { lagMs: 20, queueBytes: 8 << 20, inFlight: 1_000 }

/** As many kinds as can be put off, one after the other. */
export const MOST_PRESSURE = 4
const WINDOW_MS = 100
const WINDOW_SAMPLES = 3
/** A loop so late that it seldom comes to look is judged by fewer looks. */
const LONGEST_WINDOW_MS = 300
/** Below this part of what is calm there is room to spare, and the pressure falls. */
const ROOM = 0.6
const RISE = 0.25
const FALL = 0.1

/**
 * How much must be put off, from 0 (nothing) to 4 (all but the dear), in fractions:
 * 2.4 puts off the first two kinds and two fifths of the third. Steps of whole kinds
 * would swing between too much and too little.
 *
 * What counts is the least of each window (CoDel: Nichols & Jacobson, 2012): a queue
 * that stands is trouble, a single pause of the collector is not. It rises fast, falls
 * slowly, and between the two marks it stays: so it comes to rest instead of swinging.
 */
export class Pressure {
  #level = 0
  #least = Infinity
  #samples = 0
  /** When the window began; the first begins with the first look. */
  #since?: number

  get level(): number {
    return this.#level
  }

  sample(signals: Signals, nowMs: number): void {
    // How late the loop was before anybody looked says nothing: it was starting.
    if (this.#since === undefined) return void (this.#since = nowMs)
    this.#least = Math.min(this.#least, strain(signals))
    this.#samples++
    const tookMs = nowMs - this.#since
    if (tookMs < WINDOW_MS) return
    if (this.#samples < WINDOW_SAMPLES && tookMs < LONGEST_WINDOW_MS) return
    this.#adjust(this.#least)
    this.#least = Infinity
    this.#samples = 0
    this.#since = nowMs
  }

  #adjust(least: number): void {
    if (least > 1) this.#level = Math.min(MOST_PRESSURE, this.#level + RISE * Math.min(4, least))
    else if (least < ROOM) this.#level = Math.max(0, this.#level - FALL)
  }
}

/** 1 where the first of the signals leaves what is calm. */
function strain({ lagMs, queueBytes, inFlight }: Signals): number {
  return Math.max(lagMs / CALM.lagMs, queueBytes / CALM.queueBytes, inFlight / CALM.inFlight)
}
