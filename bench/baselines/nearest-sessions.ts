import type { Baseline } from './baseline.ts'
import type { Past } from './past.ts'
import { Scores } from './scores.ts'

/** Where the four methods of nearest sessions differ. */
export interface NearestOptions {
  name: string
  /** Newest sessions that share an item. */
  sample: number
  neighbours: number
  /** Weight of a click of the session at hand, `position` of `length`, from 1. */
  weigh: (position: number, length: number) => number
  /** Weight of a neighbour by its number of items. */
  bySize?: (size: number) => number
  /** Weight of a neighbour by its age in shares of the train span. */
  byAge?: (age: number) => number
  /** Weight of a neighbour by how many steps back the newest shared item lies, from 1. */
  byStep?: (step: number) => number
  /** Weight of an item by its distance, in the neighbour, from the last one both share. */
  byDistance?: (distance: number) => number
  /** Weight of an item by how rare it is: the logarithm of all sessions to those with it. */
  byRarity?: (idf: number) => number
}

/** Sessions like the one at hand vote for their items. */
export class NearestSessions implements Baseline {
  readonly name: string
  readonly #options: NearestOptions
  #past!: Past
  readonly #scores = new Scores()
  /** Distinct items of the session at hand, newest first: weight and how many steps back. */
  readonly #items: number[] = []
  readonly #weights: number[] = []
  readonly #steps: number[] = []
  /** Sessions that share an item, newest first, their similarity, and the newest item shared. */
  readonly #found: number[] = []
  #similar = new Float64Array(1024)
  #sorted = new Float64Array(1024)
  readonly #star: number[] = []

  constructor(options: NearestOptions) {
    this.name = options.name
    this.#options = options
  }

  learn(past: Past): void {
    this.#past = past
  }

  ask(items: readonly number[], count: number, now: number): Scores {
    this.#scores.clear()
    this.#look(items, count)
    this.#meet()
    this.#compare(now)
    this.#letVote()
    return this.#scores
  }

  #look(items: readonly number[], count: number): void {
    this.#items.length = 0
    this.#weights.length = 0
    this.#steps.length = 0
    for (let i = count - 1; i >= 0; i--) {
      if (this.#items.includes(items[i])) continue
      this.#items.push(items[i])
      this.#weights.push(this.#options.weigh(i + 1, count))
      this.#steps.push(count - i)
    }
  }

  /** Walk the items' sessions together, newest first, as far as the sample goes. */
  #meet(): void {
    const lists = this.#items.map(item => this.#past.sessionsOf(item))
    const at = lists.map(list => list.length - 1)
    this.#found.length = 0
    while (this.#found.length < this.#options.sample) {
      let newest = -1
      for (let i = 0; i < lists.length; i++) {
        if (at[i] >= 0 && lists[i][at[i]] > newest) newest = lists[i][at[i]]
      }
      if (newest < 0) return
      let star = -1
      let similar = 0
      for (let i = 0; i < lists.length; i++) {
        if (at[i] < 0 || lists[i][at[i]] !== newest) continue
        at[i]--
        similar += this.#weights[i]
        if (star < 0) star = i
      }
      this.#keep(newest, star, similar)
    }
  }

  #keep(session: number, star: number, similar: number): void {
    const place = this.#found.push(session) - 1
    if (place === this.#similar.length) {
      this.#sorted = new Float64Array(2 * place)
      const larger = new Float64Array(2 * place)
      larger.set(this.#similar)
      this.#similar = larger
    }
    this.#star[place] = star
    this.#similar[place] = similar
  }

  #compare(now: number): void {
    const { bySize, byAge } = this.#options
    const { sessions, span } = this.#past
    for (const [place, session] of this.#found.entries()) {
      if (bySize) this.#similar[place] *= bySize(this.#past.itemsOf(session).length)
      if (byAge) this.#similar[place] *= byAge((now - sessions[session].time) / span)
    }
  }

  /** The most similar sessions vote, the newer of equals first. */
  #letVote(): void {
    const count = this.#found.length
    const { neighbours } = this.#options
    const sorted = this.#sorted.subarray(0, count)
    sorted.set(this.#similar.subarray(0, count))
    sorted.sort()
    const least = count > neighbours ? sorted[count - neighbours] : 0
    let equals = 0
    for (let i = Math.max(0, count - neighbours); i < count && sorted[i] === least; i++) equals++
    for (let place = 0; place < count; place++) {
      const similar = this.#similar[place]
      if (similar < least || (similar === least && equals-- <= 0)) continue
      this.#vote(this.#found[place], this.#star[place], similar)
    }
  }

  #vote(session: number, star: number, similar: number): void {
    const { byStep, byDistance, byRarity } = this.#options
    const vote = byStep ? similar * byStep(this.#steps[star]) : similar
    const { items } = this.#past.sessions[session]
    const center = byDistance ? this.#lastShared(items) : 0
    for (const item of this.#past.itemsOf(session)) {
      let score = vote
      if (byDistance) score *= byDistance(Math.abs(items.lastIndexOf(item) - center))
      if (byRarity) score *= byRarity(this.#past.rarityOf(item))
      this.#scores.add(item, score)
    }
  }

  #lastShared(items: readonly number[]): number {
    let last = items.length - 1
    while (!this.#items.includes(items[last])) last--
    return last
  }
}
