import { spread } from '../../../core/hash.ts'
import type { Knowledge } from './knowledge.ts'
import { fade, type NeighbourSettings } from './neighbour-settings.ts'
import { nthHighest } from './nth-highest.ts'
import { MOST_CLICKS, type SessionIndex } from './session-index.ts'
import { MOST_STEPS, type Trail } from './trail.ts'

export const MOST_FOUND = 8192
const SLOT_BITS = 15
const SLOTS = 1 << SLOT_BITS
const AGE_STEPS = 256
/** How much more a session of the same visitor weighs. */
const OWN = 2

/** A session at hand, what is known, and how neighbours are to be found. */
export interface Search {
  trail: Trail
  knowledge: Knowledge
  settings: NeighbourSettings
  /** The session that asks, when the index knows it: it is no neighbour of its own. */
  self: number
  /** Sessions of the same visitor before it. */
  own?: readonly number[]
}

/**
 * Which past sessions are most like this one.
 *
 * The walk is that of VMIS-kNN (Kersbergen et al., SIGMOD 2022): from the newest item of the
 * session backwards, each item's newest sessions, bounded. Every decay is one of STAN (Garg et
 * al., SIGIR 2019) or VSTAN (Ludewig et al., UMUAI 2021), and can be switched off.
 */
export class NearSessions {
  /** The nearest: their places in the columns below, in the order they were met. */
  readonly nearest = new Int32Array(MOST_FOUND)
  count = 0
  /** By session met: its place in the index, and its similarity with every decay, and with few. */
  readonly places = new Int32Array(MOST_FOUND)
  readonly near = new Float32Array(MOST_FOUND)
  readonly plain = new Float32Array(MOST_FOUND)
  /** The newest item shared, as its place in the trail, and how many are. */
  readonly star = new Uint8Array(MOST_FOUND)
  readonly shared = new Uint8Array(MOST_FOUND)
  readonly #slots = new Int16Array(SLOTS).fill(-1)
  readonly #slotOf = new Int16Array(MOST_FOUND)
  readonly #weights = new Float64Array(MOST_FOUND)
  readonly #sorted = new Float32Array(MOST_FOUND)
  #list = new Int32Array(1024)
  readonly #byPosition = new Float64Array(MOST_STEPS)
  readonly #byStar = new Float32Array(MOST_STEPS)
  readonly #bySize = new Float32Array(MOST_CLICKS + 1)
  readonly #byAge = new Float32Array(AGE_STEPS)
  #prepared: NeighbourSettings | undefined
  #met = 0

  find(search: Search): void {
    this.#prepare(search.settings)
    this.#walk(search)
    this.#compare()
    if (search.own !== undefined) this.#favour(search.own, search.knowledge.sessions)
    this.#choose(search.settings.neighbours)
    for (let i = 0; i < this.#met; i++) this.#slots[this.#slotOf[i]] = -1
  }

  /** Decays by size and age, once for each settings: exponentials cost more than lookups. */
  #prepare(settings: NeighbourSettings): void {
    if (settings === this.#prepared) return
    this.#prepared = settings
    for (let s = 1; s <= MOST_CLICKS; s++) this.#bySize[s] = s ** -settings.lengthPower
    for (let a = 0; a < AGE_STEPS; a++) this.#byAge[a] = fade(a / AGE_STEPS, settings.ageDecay)
    if (this.#list.length < settings.sessionsPerItem) {
      this.#list = new Int32Array(settings.sessionsPerItem)
    }
  }

  /**
   * Meet the sessions that share an item with this one. Where those of the newest item are
   * enough, a session met later is passed over if nothing still to come could bring it
   * among the nearest.
   */
  #walk({ trail, knowledge, settings, self, own }: Search): void {
    const { sessions } = knowledge
    const list = this.#list
    const asking = self < 0 ? -1 : sessions.placeOf(self)
    const items = Math.min(trail.distinct, settings.lastItems)
    const most = own === undefined ? 1 : OWN
    let toCome = this.#decays(trail, items, settings)
    let least = -Infinity
    this.#met = 0
    for (let i = 0; i < items; i++) {
      const plain = ((trail.length - trail.steps[i] + 1) / trail.length) ** 2
      const isLate = most * toCome * this.#byStar[i] < least
      const length = sessions.sessionsOf(trail.items[i], list, settings.sessionsPerItem)
      const before = this.#met
      for (let k = 0; k < length; k++) if (list[k] !== asking) this.#meet(list[k], plain, i, isLate)
      this.#weigh(before, trail.now, knowledge)
      if (i === 0 && items > 1) least = this.#leastOfFirst(settings.neighbours)
      toCome -= this.#byPosition[i]
    }
  }

  /** Decays of the trail's items; the sum of those by position. */
  #decays(trail: Trail, items: number, settings: NeighbourSettings): number {
    let sum = 0
    for (let i = 0; i < items; i++) {
      this.#byStar[i] = fade(trail.steps[i] - 1, settings.sharedDecay)
      this.#byPosition[i] = fade(trail.steps[i] - 1, settings.positionDecay)
      sum += this.#byPosition[i]
    }
    return sum
  }

  #meet(place: number, plain: number, star: number, isLate: boolean): void {
    const slot = this.#slotFor(place)
    const known = this.#slots[slot]
    if (known >= 0) {
      this.near[known] += this.#byPosition[star]
      this.plain[known] += plain
      this.shared[known]++
      return
    }
    if (isLate || this.#met === MOST_FOUND) return
    const at = this.#met++
    this.#slots[slot] = at
    this.#slotOf[at] = slot
    this.places[at] = place
    this.near[at] = this.#byPosition[star]
    this.plain[at] = plain
    this.star[at] = star
    this.shared[at] = 1
  }

  /** Where a session is noted, or would be. */
  #slotFor(place: number): number {
    const slots = this.#slots
    let slot = spread(place, SLOT_BITS)
    while (slots[slot] >= 0 && this.places[slots[slot]] !== place) slot = (slot + 1) & (SLOTS - 1)
    return slot
  }

  /** What each session met from here on weighs by its length and age, 1 at most. */
  #weigh(from: number, now: number, { sessions, span }: Knowledge): void {
    const ageScale = AGE_STEPS / span
    for (let i = from; i < this.#met; i++) {
      const place = this.places[i]
      const age = Math.min(AGE_STEPS - 1, (now - sessions.timeAt(place)) * ageScale) | 0
      this.#weights[i] = this.#bySize[sessions.sizeAt(place)] * this.#byAge[Math.max(0, age)]
    }
  }

  /** No neighbour will be further than this, once the sessions of the newest item were met. */
  #leastOfFirst(neighbours: number): number {
    for (let i = 0; i < this.#met; i++) this.#sorted[i] = this.near[i] * this.#weights[i]
    return nthHighest(this.#sorted, this.#met, neighbours)
  }

  /** Turn shared items into similarity, by the neighbour's weight and newest shared item. */
  #compare(): void {
    for (let i = 0; i < this.#met; i++) {
      this.near[i] *= this.#weights[i] * this.#byStar[this.star[i]]
    }
  }

  /** What somebody did before says more of them than what others did. */
  #favour(own: readonly number[], sessions: SessionIndex): void {
    for (const session of own) {
      if (!sessions.holds(session)) continue
      const at = this.#slots[this.#slotFor(sessions.placeOf(session))]
      if (at >= 0) this.near[at] *= OWN
    }
  }

  /** Of equals at the end, those met first. */
  #choose(neighbours: number): void {
    for (let i = 0; i < this.#met; i++) this.#sorted[i] = this.near[i]
    const least = nthHighest(this.#sorted, this.#met, neighbours)
    let equals = neighbours
    for (let i = 0; i < this.#met; i++) if (this.near[i] > least) equals--
    this.count = 0
    for (let i = 0; i < this.#met; i++) {
      if (this.near[i] < least || (this.near[i] === least && equals-- <= 0)) continue
      this.nearest[this.count++] = i
    }
  }
}
