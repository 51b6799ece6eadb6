import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { DAY, MINUTE, SECOND } from '../../../core/clock.ts'
import { fingerprint } from '../../../core/fingerprint.ts'
import type { Minds } from '../../policy/minds.ts'
import { STEPS, type Step } from '../../policy/situations/heads.ts'
import { type Open, type Outcome, Waiting } from './waiting.ts'

/** How long after a decision a step may come, ms. Most clicks come in the first minute or never. */
export const WINDOWS: Record<Step, number> = { click: 2 * MINUTE, cart: DAY, purchase: 7 * DAY }
/** What happened in the last moment of a window is heard of a little later. */
const GRACE_MS = 15 * SECOND
/** Choices that may wait for a step: beyond, the oldest closes early. */
const MOST_WAITING = 1 << 17

/** What came of a choice, as bits. */
const CLICKED = 1
const CARTED = 2
const ORDERED = 4
/** They turned out to be a robot. */
const VOID = 8

/**
 * What the minds learn from, step by step: every choice waits until its click window closes,
 * those clicked wait for a cart, and those in a cart for an order.
 *
 * Successes wait until their window closes, as failures must: told at once, they would come before
 * the failures of the same hour, and whatever is shown more today would look better than it is.
 */
export class Lessons {
  readonly #waiting: Record<Step, Waiting>

  constructor(waiting = { click: room(), cart: room(), purchase: room() }) {
    this.#waiting = waiting
  }

  get bytes(): number {
    return STEPS.reduce((sum, step) => sum + this.#waiting[step].bytes, 0)
  }

  await(open: Open): void {
    this.#waiting.click.add(open)
  }

  clicked(number: number, time: number): void {
    this.#mark(number, CLICKED, time, WINDOWS.click)
  }

  /** What is in the cart was clicked, whether the click was told or not. */
  carted(number: number, time: number): void {
    this.clicked(number, time)
    this.#mark(number, CARTED, time, WINDOWS.cart)
  }

  /** Counts for whatever they clicked before; `margin` may be less than nothing, when it is given back. */
  ordered(visitor: string, time: number, margin: number): void {
    for (const { waiting, row } of this.#of(visitor)) {
      const after = time - waiting.timeOf(row)
      if (after >= 0 && after <= WINDOWS.purchase) waiting.mark(row, ORDERED, margin)
    }
  }

  /** Part of what they ordered came back. */
  returned(visitor: string, margin: number): void {
    for (const { waiting, row } of this.#of(visitor)) {
      if ((waiting.marksOf(row) & ORDERED) !== 0) waiting.mark(row, 0, -margin)
    }
  }

  /** A robot teaches nothing, as far as nothing was learned yet. */
  leaveOut(visitor: string): void {
    for (const { waiting, row } of this.#of(visitor)) waiting.mark(row, VOID)
  }

  /** Teaches what is over by now, so many of each step at most: the rest follows with the next record. */
  pass(now: number, minds: Minds, most: number): void {
    for (const step of STEPS) {
      for (let left = most; left > 0; left--) {
        const outcome = this.#waiting[step].takeDue(now, WINDOWS[step] + GRACE_MS)
        if (outcome === undefined) break
        if ((outcome.marks & VOID) === 0) this.#teach(step, outcome, minds)
      }
    }
  }

  merge(from: string, into: string): void {
    for (const step of STEPS) this.#waiting[step].merge(fingerprint(from), fingerprint(into))
  }

  forget(visitor: string): void {
    for (const step of STEPS) this.#waiting[step].forget(fingerprint(visitor))
  }

  strip(values: readonly number[]): void {
    for (const step of STEPS) this.#waiting[step].strip(values)
  }

  save(writer: ByteWriter): void {
    for (const step of STEPS) this.#waiting[step].save(writer)
  }

  static load(reader: ByteReader): Lessons {
    return new Lessons({ click: room(reader), cart: room(reader), purchase: room(reader) })
  }

  #teach(step: Step, outcome: Outcome, minds: Minds): void {
    const { kind, moment, arm, marks, margin } = outcome
    const { heads } = minds.at(kind)
    const isTaken = (marks & SUCCESS[step]) !== 0
    heads.learn(step, moment, arm, isTaken)
    if (!isTaken) return
    if (step === 'purchase') heads.learnMargin(arm, margin)
    else this.#waiting[step === 'click' ? 'cart' : 'purchase'].add(outcome, marks, margin)
  }

  #mark(number: number, marks: number, time: number, windowMs: number): void {
    for (const step of STEPS) {
      const waiting = this.#waiting[step]
      const row = waiting.find(number)
      if (row >= 0 && time - waiting.timeOf(row) <= windowMs) waiting.mark(row, marks)
    }
  }

  *#of(visitor: string): Generator<{ waiting: Waiting; row: number }> {
    const key = fingerprint(visitor)
    for (const step of STEPS) {
      const waiting = this.#waiting[step]
      for (const row of waiting.of(key)) yield { waiting, row }
    }
  }
}

/** Marks that make a step a success. Who ordered had it in a cart, whether that was told or not. */
const SUCCESS: Record<Step, number> = {
  click: CLICKED,
  cart: CARTED | ORDERED,
  purchase: ORDERED,
}

function room(reader?: ByteReader): Waiting {
  return reader ? Waiting.load(reader, MOST_WAITING) : new Waiting(MOST_WAITING)
}
