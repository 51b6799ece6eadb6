/** What any world has to be: `--world MODULE` brings one from outside. */
export interface World {
  characteristics: string[]
  arms: string[]
  /** The next visit; what it is does not depend on the arms asked for. */
  next(): { values: Record<string, string>; time?: number }
  /** Outcome of the visit `next` told last. */
  reward(arm: number): 0 | 1
  /** Its hidden rate. */
  expected(arm: number): number
  /** Visits until a success is known; absent: at once. */
  delay?(): number
}

export interface WorldModule {
  createWorld(seed: number, visits?: number): World
}

export type MakeWorld = (seed: number, visits: number) => World
