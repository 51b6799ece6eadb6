import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { DAY, HOUR } from '../../../core/clock.ts'
import { STEPS, type Step } from '../../policy/situations/heads.ts'
import { MOST_CHARACTERISTICS, type Moment } from '../../situation/moments/moment.ts'

/** How long after a decision a step may still come, ms. */
export const WINDOWS: Record<Step, number> = { click: HOUR / 2, cart: DAY, purchase: 7 * DAY }

/** What is known of a decision whose last window has closed. */
export interface Outcome {
  moment: Moment
  /** Over all slices, as logged. */
  chances: Float64Array
  arm: number
  expected: number
  clicked: boolean
  carted: boolean
  bought: boolean
  /** Minor units, 0 without a purchase. */
  margin: number
}

/** Who hears what came of decisions. */
export interface Listener {
  /** A step's window has closed for somebody who had taken all steps before it. */
  learn(step: Step, moment: Moment, arm: number, success: boolean): void
  /** The last window has closed: the ledger may count it. */
  close(outcome: Outcome): void
}

/**
 * Decisions of one placement whose outcome is not final, in a ring, oldest first.
 *
 * Successes wait until their window closes, as failures must: told at once, they would come before
 * the failures of the same hour, and whatever is shown more today would look better than it is.
 * When more wait than there is room for, the oldest closes early.
 */
export class Awaited {
  readonly arms: number
  readonly capacity: number
  readonly #times: Float64Array
  readonly #moments: Uint16Array
  readonly #sizes: Uint8Array
  readonly #chances: Float64Array
  readonly #arms: Uint8Array
  readonly #expected: Float64Array
  readonly #taken: Uint8Array
  readonly #margins: Float64Array
  /** Running number of the next decision, and of the first whose window is open, by step. */
  #next = 0
  readonly #open: Record<Step, number> = { click: 0, cart: 0, purchase: 0 }

  constructor(arms: number, capacity = 1 << 16) {
    this.arms = arms
    this.capacity = capacity
    this.#times = new Float64Array(capacity)
    this.#moments = new Uint16Array(capacity * MOST_CHARACTERISTICS)
    this.#sizes = new Uint8Array(capacity)
    this.#chances = new Float64Array(capacity * arms)
    this.#arms = new Uint8Array(capacity)
    this.#expected = new Float64Array(capacity)
    this.#taken = new Uint8Array(capacity)
    this.#margins = new Float64Array(capacity)
  }

  /** @returns the number to tell its steps by */
  add(
    time: number,
    moment: Moment,
    chances: Float64Array,
    arm: number,
    expected: number,
    listener: Listener,
  ): number {
    if (this.#next - this.#open.purchase === this.capacity) this.#closeOldest(listener)
    const at = this.#next % this.capacity
    this.#times[at] = time
    this.#moments.set(moment, at * MOST_CHARACTERISTICS)
    this.#sizes[at] = moment.length
    this.#chances.set(chances, at * this.arms)
    this.#arms[at] = arm
    this.#expected[at] = expected
    this.#taken[at] = 0
    this.#margins[at] = 0
    return this.#next++
  }

  /**
   * A step was taken. One that is told without those before implies them: somebody who bought
   * has clicked, whether the click was told or not.
   *
   * @returns whether its window was open
   */
  take(number: number, step: Step, margin = 0): boolean {
    if (number < this.#open[step] || number >= this.#next) return false
    const at = number % this.capacity
    this.#taken[at] |= (1 << (STEPS.indexOf(step) + 1)) - 1
    this.#margins[at] += margin
    return true
  }

  /** Closes what is over by now. */
  pass(now: number, listener: Listener): void {
    for (const step of STEPS) {
      while (this.#open[step] < this.#next && this.#isOver(this.#open[step], step, now)) {
        this.#close(step, listener)
      }
    }
  }

  save(writer: ByteWriter): void {
    writer.count(this.arms)
    writer.count(this.capacity)
    writer.count(this.#next)
    for (const step of STEPS) writer.count(this.#open[step])
    for (let n = this.#open.purchase; n < this.#next; n++) this.#saveOne(writer, n % this.capacity)
  }

  static load(reader: ByteReader): Awaited {
    const awaited = new Awaited(reader.count(), reader.count())
    awaited.#next = reader.count()
    for (const step of STEPS) awaited.#open[step] = reader.count()
    const { purchase } = awaited.#open
    if (awaited.#next - purchase > awaited.capacity) throw new RangeError('more wait than can')
    for (let n = purchase; n < awaited.#next; n++) awaited.#loadOne(reader, n % awaited.capacity)
    return awaited
  }

  #isOver(number: number, step: Step, now: number): boolean {
    return now - this.#times[number % this.capacity] >= WINDOWS[step]
  }

  #closeOldest(listener: Listener): void {
    const oldest = this.#open.purchase
    for (const step of STEPS) if (this.#open[step] === oldest) this.#close(step, listener)
  }

  #close(step: Step, listener: Listener): void {
    const at = this.#open[step]++ % this.capacity
    const before = (1 << STEPS.indexOf(step)) - 1
    const success = 1 << STEPS.indexOf(step)
    if ((this.#taken[at] & before) === before) {
      const isTaken = (this.#taken[at] & success) !== 0
      listener.learn(step, this.#momentAt(at), this.#arms[at], isTaken)
    }
    if (step === 'purchase') listener.close(this.#outcome(at))
  }

  #outcome(at: number): Outcome {
    return {
      moment: this.#momentAt(at),
      chances: this.#chances.slice(at * this.arms, (at + 1) * this.arms),
      arm: this.#arms[at],
      expected: this.#expected[at],
      clicked: (this.#taken[at] & 1) !== 0,
      carted: (this.#taken[at] & 2) !== 0,
      bought: (this.#taken[at] & 4) !== 0,
      margin: this.#margins[at],
    }
  }

  #momentAt(at: number): Moment {
    const start = at * MOST_CHARACTERISTICS
    return this.#moments.slice(start, start + this.#sizes[at])
  }

  #saveOne(writer: ByteWriter, at: number): void {
    const { moment, chances, arm, expected, margin } = this.#outcome(at)
    writer.f64(this.#times[at])
    writer.count(moment.length)
    for (const value of moment) writer.count(value)
    for (const chance of chances) writer.f64(chance)
    writer.u8(arm)
    writer.f64(expected)
    writer.u8(this.#taken[at])
    writer.f64(margin)
  }

  #loadOne(reader: ByteReader, at: number): void {
    this.#times[at] = reader.f64()
    this.#sizes[at] = reader.count()
    if (this.#sizes[at] > MOST_CHARACTERISTICS) throw new RangeError('a saved moment is too long')
    for (let i = 0; i < this.#sizes[at]; i++) {
      this.#moments[at * MOST_CHARACTERISTICS + i] = reader.count()
    }
    for (let a = 0; a < this.arms; a++) this.#chances[at * this.arms + a] = reader.f64()
    this.#arms[at] = reader.u8()
    this.#expected[at] = reader.f64()
    this.#taken[at] = reader.u8()
    this.#margins[at] = reader.f64()
  }
}
