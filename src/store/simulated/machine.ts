import type { Random } from '../../core/random.ts'
import type { Env } from '../ports.ts'

interface Due {
  atMs: number
  act: () => void
}

/** The time of a simulated world: nothing happens in it but what was asked for, in order. */
export class SimulatedTime {
  #nowMs = 0
  /** Soonest first; of the same moment, whoever asked first. */
  #due: Due[] = []

  get nowMs(): number {
    return this.#nowMs
  }

  /** @returns what calls it off */
  after(ms: number, act: () => void): () => void {
    const due = { atMs: this.#nowMs + ms, act }
    let place = this.#due.length
    while (place > 0 && this.#due[place - 1].atMs > due.atMs) place--
    this.#due.splice(place, 0, due)
    return () => {
      this.#due = this.#due.filter(other => other !== due)
    }
  }

  /** Let the next thing happen, if it is due by then. */
  next(untilMs: number): boolean {
    if (this.#due.length === 0 || this.#due[0].atMs > untilMs) return false
    const due = this.#due.shift()!
    this.#nowMs = due.atMs
    due.act()
    return true
  }

  /** Nothing is due before that. */
  passTo(ms: number): void {
    this.#nowMs = Math.max(this.#nowMs, ms)
  }
}

/** What a process sees of the world, until it is killed: then nothing it waited for ever comes. */
export class SimulatedMachine implements Env {
  /** What its wall clock shows when the world begins, ms; the simulation moves it. */
  wallMs: number
  readonly #time: SimulatedTime
  readonly #random: Random
  #isKilled = false

  constructor(time: SimulatedTime, random: Random, wallMs: number) {
    this.#time = time
    this.#random = random
    this.wallMs = wallMs
  }

  now = () => this.wallMs + Math.floor(this.#time.nowMs)
  monotonic = () => this.#time.nowMs
  random = (size: number) => Uint8Array.from({ length: size }, () => this.#random.below(256))
  sleep = (ms: number) => new Promise<void>(resolve => void this.after(ms, resolve))
  after = (ms: number, act: () => void) =>
    this.#time.after(ms, () => {
      if (!this.#isKilled) act()
    })

  kill(): void {
    this.#isKilled = true
  }
}
