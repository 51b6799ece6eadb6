import type { Session } from '../recommend/session-file.ts'
import type { Baseline } from './baseline.ts'

const REACH = 10

/**
 * Rules from one item to the next ones (Ludewig & Jannach, "Evaluation of session-based
 * recommendation algorithms", UMUAI 2018): Markov chains count direct successors, sequential
 * rules (SR) weigh a pair by its distance, association rules (AR) count pairs of a session.
 */
export class Rules implements Baseline {
  readonly name: string
  readonly #weigh: (distance: number) => number
  readonly #bothWays: boolean
  readonly #rules = new Map<number, Map<number, number>>()

  constructor(name: string, weigh: (distance: number) => number, bothWays = false) {
    this.name = name
    this.#weigh = weigh
    this.#bothWays = bothWays
  }

  learn(sessions: Session[]): void {
    for (const { items } of sessions) {
      for (let i = 0; i < items.length; i++) {
        const reach = this.#bothWays ? items.length : REACH
        for (let d = 1; d <= reach && d <= i; d++) this.#pair(items[i - d], items[i], d)
      }
    }
  }

  scores(items: readonly number[], count: number): Map<number, number> {
    return this.#rules.get(items[count - 1]) ?? new Map()
  }

  #pair(before: number, after: number, distance: number): void {
    const weight = this.#weigh(distance)
    if (weight === 0) return
    this.#add(before, after, weight)
    if (this.#bothWays) this.#add(after, before, weight)
  }

  #add(a: number, b: number, weight: number): void {
    const row = this.#rules.get(a)
    if (row === undefined) this.#rules.set(a, new Map([[b, weight]]))
    else row.set(b, (row.get(b) ?? 0) + weight)
  }
}
