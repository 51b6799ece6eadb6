import { mix32 } from '../../src/core/hash.ts'
import { type Contest, questions } from '../recommend/contest.ts'
import type { Baseline } from './baseline.ts'
import { Past } from './past.ts'
import type { Knobs, Recipe } from './recipes.ts'

const TOP = 20
/** The newest share of train judges what the rest teaches, by about so many questions. */
const JUDGES = 0.1
const QUESTIONS = 4000

/**
 * Methods tuned as their authors would: on the newest part of train, under the rules of the
 * contest, one knob after the other. The test is never looked at.
 */
export class Tuner {
  readonly #past: Past
  readonly #judges: Contest
  readonly #share: number

  constructor(contest: Contest) {
    const cut = Math.max(1, Math.floor(contest.train.length * (1 - JUDGES)))
    const train = contest.train.slice(0, cut)
    this.#past = new Past(train)
    this.#judges = { ...contest, train, test: contest.train.slice(cut) }
    this.#share = QUESTIONS / Math.max(1, [...questions(this.#judges)].length)
  }

  tune({ usual, choices, make }: Recipe): Knobs {
    let best = usual
    let most = Object.keys(choices).length > 0 ? this.#worthOf(make(best)) : 0
    for (const [knob, values] of Object.entries(choices)) {
      for (const value of values) {
        const tried = { ...best, [knob]: value }
        const worth = this.#worthOf(make(tried))
        if (worth <= most) continue
        best = tried
        most = worth
      }
    }
    return best
  }

  /** Hits and reciprocal ranks together. */
  #worthOf(baseline: Baseline): number {
    baseline.learn(this.#past)
    let worth = 0
    let asked = 0
    for (const { session, count, without } of questions(this.#judges)) {
      if (mix32(asked++) >= this.#share * 2 ** 32) continue
      const scores = baseline.ask(session.items, count, session.times[count - 1])
      const place = scores.best(TOP, without).indexOf(session.items[count])
      if (place >= 0) worth += 1 + 1 / (place + 1)
    }
    return worth
  }
}
