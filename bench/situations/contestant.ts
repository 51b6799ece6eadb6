import { chancesOf, drawFrom } from '../../src/engine/policy/situations/choice.ts'
import { Conjunctions } from '../../src/engine/policy/situations/conjunctions.ts'
import { customsFor, Model } from '../../src/engine/policy/situations/model.ts'
import type { Moment } from '../../src/engine/situation/moments/moment.ts'

/** A policy as the contest sees it. */
export interface Contestant {
  readonly name: string
  /** Chance of each arm at the last choice. */
  readonly chances: Float64Array
  /** @param draw in [0, 1) */
  choose(moment: Moment, draw: number): number
  learn(moment: Moment, arm: number, reward: number): void
  /** These numbers were given to other values. */
  forget?(values: readonly number[]): void
}

/** What can be believed in this way or another. */
export interface Believes {
  judge(moment: Moment, means: Float64Array, variances: Float64Array, hopes: Float64Array): void
  /** Log-odds of success whatever is shown. */
  appetite(moment: Moment): number
  learn(moment: Moment, arm: number, reward: number): void
  forget(values: readonly number[]): void
}

export const ROWS = 1 << 17

/** Chances in closed form over a model. */
export class ClosedForm<M extends Believes = Model> implements Contestant {
  readonly name: string
  readonly chances: Float64Array
  readonly model: M
  readonly #means: Float64Array
  readonly #variances: Float64Array
  readonly #hopes: Float64Array

  constructor(name: string, arms: number, model: M) {
    this.name = name
    this.chances = new Float64Array(arms)
    this.model = model
    this.#means = new Float64Array(arms)
    this.#variances = new Float64Array(arms)
    this.#hopes = new Float64Array(arms)
  }

  choose(moment: Moment, draw: number): number {
    this.model.judge(moment, this.#means, this.#variances, this.#hopes)
    chancesOf(this.#means, this.#variances, this.chances, -1, this.#hopes)
    return drawFrom(this.chances, draw)
  }

  /** Rate of success expected of the moment chosen for last, before an arm was drawn. */
  expected(moment: Moment): number {
    let sum = this.model.appetite(moment)
    for (let a = 0; a < this.chances.length; a++) sum += this.chances[a] * this.#means[a]
    return 1 / (1 + Math.exp(-sum))
  }

  learn(moment: Moment, arm: number, reward: number): void {
    this.model.learn(moment, arm, reward)
  }

  forget(values: readonly number[]): void {
    this.model.forget(values)
  }
}

/** Ours, as the engine has it. */
export function vitrine(arms: number, characteristics: number): ClosedForm {
  const model = new Model(arms, new Conjunctions(ROWS), customsFor(characteristics))
  return new ClosedForm('vitrine', arms, model)
}
