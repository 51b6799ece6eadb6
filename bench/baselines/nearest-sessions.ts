import type { Session } from '../recommend/session-file.ts'
import type { Baseline } from './baseline.ts'

/** Where the four methods of nearest sessions differ. */
export interface NearestOptions {
  name: string
  /** Newest sessions that share an item: of all together, or of each item (VMIS). */
  sample: number
  samplePer: 'session' | 'item'
  neighbours: number
  /** Weight of a click of the session at hand, `position` of `length`, from 1. */
  weigh: (position: number, length: number) => number
  /** Divide similarity by this of the weights and of the neighbour's number of items. */
  norm?: (weights: number[], size: number) => number
  /** Weight of a neighbour by its age in shares of the train span. */
  byAge?: (age: number) => number
  /** Weight of a neighbour by how many steps back the newest shared item lies, from 1. */
  byStep: (step: number) => number
  /** Weight of an item by its distance from the shared item, in the neighbour. */
  byDistance?: (distance: number) => number
  /** Added weight of rare items. */
  idf: (idf: number) => number
}

/** Sessions like the one at hand vote for their items. */
export class NearestSessions implements Baseline {
  readonly name: string
  readonly #options: NearestOptions
  #sessions: Session[] = []
  #distinct: number[][] = []
  readonly #sessionsOf = new Map<number, number[]>()
  #span = 1

  constructor(options: NearestOptions) {
    this.name = options.name
    this.#options = options
  }

  learn(sessions: Session[]): void {
    this.#sessions = sessions
    this.#span = sessions[sessions.length - 1].time - sessions[0].time || 1
    this.#distinct = sessions.map(({ items }) => [...new Set(items)])
    for (const [s, items] of this.#distinct.entries()) {
      for (const item of items) {
        const list = this.#sessionsOf.get(item)
        if (list === undefined) this.#sessionsOf.set(item, [s])
        else list.push(s)
      }
    }
  }

  scores(items: readonly number[], count: number, now: number): Map<number, number> {
    const scores = new Map<number, number>()
    const weights = this.#weights(items, count)
    const steps = stepsBack(items, count)
    const all = [...weights.values()]
    for (const [s, shared] of this.#neighbours(weights, all, now)) {
      const distinct = this.#distinct[s]
      const star = newestShared(distinct, steps)
      const vote = shared * this.#options.byStep(steps.get(star)!)
      this.#vote(s, star, vote, scores)
    }
    return scores
  }

  #weights(items: readonly number[], count: number): Map<number, number> {
    const weights = new Map<number, number>()
    for (let i = 0; i < count; i++) weights.set(items[i], this.#options.weigh(i + 1, count))
    return weights
  }

  /** The most similar sessions, with their similarity. */
  #neighbours(weights: Map<number, number>, all: number[], now: number): [number, number][] {
    const { sample, samplePer, neighbours, norm, byAge } = this.#options
    const shared = new Map<number, number>()
    const newestFirst = [...weights].reverse()
    for (const [item, weight] of newestFirst) {
      const list = this.#sessionsOf.get(item) ?? []
      const from = samplePer === 'item' ? Math.max(0, list.length - sample) : 0
      for (let i = list.length - 1; i >= from; i--) {
        shared.set(list[i], (shared.get(list[i]) ?? 0) + weight)
      }
    }
    let found = [...shared]
    if (samplePer === 'session' && found.length > sample) {
      found = found.sort((a, b) => b[0] - a[0]).slice(0, sample)
    }
    for (const entry of found) {
      if (norm) entry[1] /= norm(all, this.#distinct[entry[0]].length)
      if (byAge) entry[1] *= byAge((now - this.#sessions[entry[0]].time) / this.#span)
    }
    return found.sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, neighbours)
  }

  #vote(session: number, star: number, vote: number, scores: Map<number, number>): void {
    const { byDistance, idf } = this.#options
    const { items } = this.#sessions[session]
    const center = items.lastIndexOf(star)
    for (const item of this.#distinct[session]) {
      const rare = Math.log(this.#sessions.length / this.#sessionsOf.get(item)!.length)
      let score = vote * idf(rare)
      if (byDistance) score *= byDistance(nearestDistance(items, item, center))
      scores.set(item, (scores.get(item) ?? 0) + score)
    }
  }
}

function stepsBack(items: readonly number[], count: number): Map<number, number> {
  const steps = new Map<number, number>()
  for (let i = 0; i < count; i++) steps.set(items[i], count - i)
  return steps
}

function newestShared(distinct: number[], steps: Map<number, number>): number {
  let star = -1
  let least = Infinity
  for (const item of distinct) {
    const step = steps.get(item) ?? Infinity
    if (step < least) {
      star = item
      least = step
    }
  }
  return star
}

function nearestDistance(items: readonly number[], item: number, center: number): number {
  let nearest = Infinity
  for (let i = 0; i < items.length; i++) {
    if (items[i] === item) nearest = Math.min(nearest, Math.abs(i - center))
  }
  return nearest
}
