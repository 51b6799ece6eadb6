import type { Baseline } from './baseline.ts'
import type { Past } from './past.ts'
import { Scores } from './scores.ts'

export interface RulesOptions {
  name: string
  /** Weight of a pair of items by their distance; 0 beyond the method's reach. */
  weigh: (distance: number) => number
  /** Whether a pair of a session counts for both its items, however far apart. */
  bothWays?: boolean
}

const REACH = 10

/**
 * Rules from one item to the next ones (Ludewig & Jannach, "Evaluation of session-based
 * recommendation algorithms", UMUAI 2018): Markov chains count direct successors, sequential
 * rules (SR) weigh a pair by its distance, association rules (AR) count pairs of a session.
 */
export class Rules implements Baseline {
  readonly name: string
  readonly #options: RulesOptions
  readonly #rules = new Map<number, Map<number, number>>()
  readonly #scores = new Scores()

  constructor(options: RulesOptions) {
    this.name = options.name
    this.#options = options
  }

  learn(past: Past): void {
    for (const { items } of past.sessions) {
      for (let i = 0; i < items.length; i++) {
        const reach = Math.min(i, this.#options.bothWays ? items.length : REACH)
        for (let d = 1; d <= reach; d++) this.#pair(items[i - d], items[i], d)
      }
    }
  }

  ask(items: readonly number[], count: number): Scores {
    this.#scores.clear()
    const rules = this.#rules.get(items[count - 1]) ?? []
    for (const [item, weight] of rules) this.#scores.add(item, weight)
    return this.#scores
  }

  #pair(before: number, after: number, distance: number): void {
    const weight = this.#options.weigh(distance)
    if (weight === 0) return
    this.#add(before, after, weight)
    if (this.#options.bothWays) this.#add(after, before, weight)
  }

  #add(a: number, b: number, weight: number): void {
    const row = this.#rules.get(a)
    if (row === undefined) this.#rules.set(a, new Map([[b, weight]]))
    else row.set(b, (row.get(b) ?? 0) + weight)
  }
}
