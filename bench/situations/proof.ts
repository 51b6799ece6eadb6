import { Uses } from '../../src/engine/policy/situations/uses.ts'
import { observedCount, proven } from '../../src/engine/prove/ledger/claims.ts'
import { intervalOf } from '../../src/engine/prove/ledger/evidence.ts'
import { Ledger } from '../../src/engine/prove/ledger/ledger.ts'
import { isTold } from '../../src/engine/prove/ledger/told.ts'
import type { Visit, Watcher } from './contest.ts'
import type { ClosedForm } from './contestant.ts'
import { Truth } from './truth.ts'

/** The experience the others are compared with. */
export const STANDARD_ARM = 0
/** Looks at every claim, evenly over the visits. */
export const LOOKS = 20
/** Visits of which one is asked what decided it. */
const ASKED_EVERY = 20
const TIMED_EVERY = 8

export interface Proven {
  observed: number
  used: number
  proven: number
  false: number
  /** Intervals shown at each look, and how many of them were right. */
  shown: number[]
  right: number[]
  bytes: number
  ledgerUs: number
}

/** Keeps the ledger of one world, and holds its claims against the truth at every look. */
export class Proof implements Watcher {
  readonly #policy: ClosedForm
  readonly #ledger: Ledger
  readonly #uses: Uses
  readonly #truth: Truth
  readonly #every: number
  readonly #shown: number[] = []
  readonly #right: number[] = []
  readonly #timings: number[] = []

  constructor(policy: ClosedForm, arms: number, visits: number) {
    this.#policy = policy
    this.#ledger = new Ledger(arms, STANDARD_ARM)
    this.#uses = new Uses(policy.model, STANDARD_ARM)
    this.#truth = new Truth(arms, STANDARD_ARM)
    this.#every = Math.ceil(visits / LOOKS)
  }

  watch({ index, moment, arm, reward, chances, world }: Visit): void {
    const expected = this.#policy.expected(moment)
    const start = performance.now()
    this.#ledger.record(moment, chances, arm, reward, expected)
    if (index % TIMED_EVERY === 0) this.#timings.push(performance.now() - start)
    this.#truth.add(this.#ledger, moment, chances, world)
    if (index % ASKED_EVERY === 0) this.#uses.look(moment)
    if ((index + 1) % this.#every === 0) this.#look()
  }

  forget(values: readonly number[]): void {
    this.#truth.forget(this.#ledger.rowsWith(values))
    this.#ledger.forget(values)
  }

  result(): Proven {
    const claims = proven(this.#ledger)
    const wrong = claims.filter(
      ({ row, arm, interval }) =>
        Math.sign(this.#truth.effect(row, arm)) !== Math.sign(interval!.low + interval!.high),
    )
    return {
      observed: observedCount(this.#ledger),
      used: this.#uses.size,
      proven: claims.length,
      false: wrong.length,
      shown: this.#shown,
      right: this.#right,
      bytes: this.#ledger.bytes + this.#policy.model.bytes + this.#policy.model.conjunctions.bytes,
      ledgerUs: 1000 * usual(this.#timings),
    }
  }

  #look(): void {
    let shown = 0
    let right = 0
    for (let row = 0; row < this.#ledger.size; row++) {
      for (let arm = 0; arm < this.#ledger.arms; arm++) {
        if (arm === STANDARD_ARM || !isTold(this.#ledger, row, arm)) continue
        const { low, high } = intervalOf(this.#ledger.sums(row, arm))
        const effect = this.#truth.effect(row, arm)
        shown++
        if (low <= effect && effect <= high) right++
      }
    }
    this.#shown.push(shown)
    this.#right.push(right)
  }
}

function usual(timings: number[]): number {
  const kept = timings.sort((a, b) => a - b).slice(0, Math.ceil(timings.length * 0.99))
  return kept.reduce((sum, t) => sum + t, 0) / kept.length
}
