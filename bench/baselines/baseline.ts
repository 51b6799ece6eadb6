import type { Past } from './past.ts'
import type { Scores } from './scores.ts'

/** A method that learns from the past, once, and then only answers. */
export interface Baseline {
  name: string
  learn(past: Past): void
  /** Scores of items after the first `count` clicks of a session, at a time; good until the next. */
  ask(items: readonly number[], count: number, now: number): Scores
}
