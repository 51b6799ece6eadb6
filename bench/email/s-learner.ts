import { MOST_VALUES, type Moment } from '../../src/engine/situation/moments/moment.ts'

const PASSES = 20
const RIDGE = 1e-4

export interface Example {
  moment: Moment
  arm: number
  reward: number
}

/**
 * The usual way: one logistic regression of values, arms and values × arms, fitted on what is known
 * beforehand by gradient descent; whoever comes gets the arm it likes best.
 */
export class SLearner {
  readonly #arms: number
  readonly #weights: Float64Array

  constructor(arms: number, examples: readonly Example[]) {
    this.#arms = arms
    this.#weights = new Float64Array((MOST_VALUES + 1) * (arms + 1))
    for (let pass = 0; pass < PASSES; pass++) {
      const rate = 0.05 / (1 + pass)
      for (const example of examples) this.#learn(example, rate)
    }
  }

  best(moment: Moment): number {
    let best = 0
    for (let a = 1; a < this.#arms; a++) {
      if (this.#score(moment, a) > this.#score(moment, best)) best = a
    }
    return best
  }

  #learn({ moment, arm, reward }: Example, rate: number): void {
    const step = rate * (reward - 1 / (1 + Math.exp(-this.#score(moment, arm))))
    for (const at of this.#places(moment, arm)) {
      this.#weights[at] += step - rate * RIDGE * this.#weights[at]
    }
  }

  #score(moment: Moment, arm: number): number {
    let sum = 0
    for (const at of this.#places(moment, arm)) sum += this.#weights[at]
    return sum
  }

  *#places(moment: Moment, arm: number): Generator<number> {
    for (const value of [MOST_VALUES, ...moment]) {
      yield value * (this.#arms + 1)
      yield value * (this.#arms + 1) + 1 + arm
    }
  }
}
