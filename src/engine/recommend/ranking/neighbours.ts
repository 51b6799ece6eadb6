import { spread } from '../../../core/hash.ts'
import * as b from './board.ts'
import { CLICKS } from './item-statistics.ts'
import type { Knowledge } from './knowledge.ts'
import { fade, type NeighbourSettings } from './neighbour-settings.ts'
import { nthHighest } from './nth-highest.ts'
import { MOST_CLICKS } from './session-index.ts'
import { MOST_STEPS, type Trail } from './trail.ts'

const MOST_FOUND = 8192
const SLOT_BITS = 15
const SLOTS = 1 << SLOT_BITS
const AGE_STEPS = 256
/** How much more a session of the same visitor weighs. */
const OWN = 2
const LOGARITHMS = Float32Array.from({ length: 4096 }, (_, i) => Math.log(Math.max(1, i)))

/**
 * Sessions like this one, and what they say of items: one pass that gives two scores.
 *
 * The walk is that of VMIS-kNN (Kersbergen et al., SIGMOD 2022): from the newest item of the
 * session backwards, each item's newest sessions, bounded. The first score has every
 * decay of STAN (Garg et al., SIGIR 2019) and VSTAN (Ludewig et al., UMUAI 2021), each of
 * which can be switched off; the second is close to VSKNN (Ludewig & Jannach, 2018).
 */
export class Neighbours {
  /** What the last walk found: how many neighbours, their summed and highest similarity. */
  count = 0
  weight = 0
  closest = 0
  readonly #slots = new Int16Array(SLOTS).fill(-1)
  readonly #slotOf = new Int16Array(MOST_FOUND)
  readonly #places = new Int32Array(MOST_FOUND)
  readonly #near = new Float32Array(MOST_FOUND)
  readonly #plain = new Float32Array(MOST_FOUND)
  readonly #star = new Uint8Array(MOST_FOUND)
  readonly #shared = new Uint8Array(MOST_FOUND)
  readonly #sorted = new Float32Array(MOST_FOUND)
  #list = new Int32Array(1024)
  readonly #clicks = new Int32Array(MOST_CLICKS)
  readonly #byDistance = new Float32Array(MOST_CLICKS)
  readonly #bySize = new Float32Array(MOST_CLICKS + 1)
  readonly #byAge = new Float32Array(AGE_STEPS)
  readonly #byStar = new Float32Array(MOST_STEPS)
  #prepared: NeighbourSettings | undefined
  #found = 0

  /**
   * @param self the session that asks, when the index knows it: it is no neighbour of its own.
   * @param own sessions of the same visitor before it.
   */
  ask(
    trail: Trail,
    knowledge: Knowledge,
    settings: NeighbourSettings,
    board: b.Board,
    self = -1,
    own?: readonly number[],
  ): void {
    this.#prepare(settings)
    this.#walk(trail, knowledge, settings, self)
    this.#weigh(trail, knowledge, settings)
    if (own !== undefined) this.#favour(own, knowledge)
    this.#tell(trail, knowledge, settings, board)
    for (let i = 0; i < this.#found; i++) this.#slots[this.#slotOf[i]] = -1
  }

  /** Decays by distance, size and age, once for each settings: exponentials cost more than lookups. */
  #prepare(settings: NeighbourSettings): void {
    if (settings === this.#prepared) return
    this.#prepared = settings
    for (let d = 0; d < MOST_CLICKS; d++) this.#byDistance[d] = fade(d, settings.distanceDecay)
    for (let s = 1; s <= MOST_CLICKS; s++) this.#bySize[s] = s ** -settings.lengthPower
    for (let a = 0; a < AGE_STEPS; a++) this.#byAge[a] = fade(a / AGE_STEPS, settings.ageDecay)
    if (this.#list.length < settings.sessionsPerItem) {
      this.#list = new Int32Array(settings.sessionsPerItem)
    }
  }

  /** Gather the sessions that share an item with this one. */
  #walk(trail: Trail, knowledge: Knowledge, settings: NeighbourSettings, self: number): void {
    const own = self < 0 ? -1 : knowledge.sessions.placeOf(self)
    const list = this.#list
    const items = Math.min(trail.distinct, settings.lastItems)
    this.#found = 0
    for (let i = 0; i < items; i++) {
      const step = trail.steps[i]
      const near = fade(step - 1, settings.positionDecay)
      const plain = ((trail.length - step + 1) / trail.length) ** 2
      const length = knowledge.sessions.sessionsOf(trail.items[i], list, settings.sessionsPerItem)
      for (let k = 0; k < length; k++) {
        if (list[k] !== own) this.#meet(list[k], near, plain, i)
      }
    }
  }

  #meet(place: number, near: number, plain: number, star: number): void {
    const slots = this.#slots
    const slot = this.#slotFor(place)
    const known = slots[slot]
    if (known >= 0) {
      this.#near[known] += near
      this.#plain[known] += plain
      this.#shared[known]++
      return
    }
    if (this.#found === MOST_FOUND) return
    const at = this.#found++
    slots[slot] = at
    this.#slotOf[at] = slot
    this.#places[at] = place
    this.#near[at] = near
    this.#plain[at] = plain
    this.#star[at] = star
    this.#shared[at] = 1
  }

  /** Where a session is noted, or would be. */
  #slotFor(place: number): number {
    const slots = this.#slots
    let slot = spread(place, SLOT_BITS)
    while (slots[slot] >= 0 && this.#places[slots[slot]] !== place) slot = (slot + 1) & (SLOTS - 1)
    return slot
  }

  /** Turn shared items into similarity, by the neighbour's length, age and newest shared item. */
  #weigh(trail: Trail, knowledge: Knowledge, settings: NeighbourSettings): void {
    const { sessions } = knowledge
    const ageScale = AGE_STEPS / knowledge.span
    for (let i = 0; i < trail.distinct; i++) {
      this.#byStar[i] = fade(trail.steps[i] - 1, settings.sharedDecay)
    }
    for (let i = 0; i < this.#found; i++) {
      const place = this.#places[i]
      const age = Math.min(AGE_STEPS - 1, (trail.now - sessions.timeAt(place)) * ageScale) | 0
      const weight = this.#bySize[sessions.sizeAt(place)] * this.#byAge[Math.max(0, age)]
      this.#near[i] *= weight * this.#byStar[this.#star[i]]
      this.#sorted[i] = this.#near[i]
    }
  }

  /** What somebody did before says more of them than what others did. */
  #favour(own: readonly number[], { sessions }: Knowledge): void {
    for (const session of own) {
      if (!sessions.holds(session)) continue
      const at = this.#slots[this.#slotFor(sessions.placeOf(session))]
      if (at < 0) continue
      this.#near[at] *= OWN
      this.#sorted[at] = this.#near[at]
    }
  }

  #tell(trail: Trail, knowledge: Knowledge, settings: NeighbourSettings, board: b.Board): void {
    const least = nthHighest(this.#sorted, this.#found, settings.neighbours)
    let equals = settings.neighbours
    for (let i = 0; i < this.#found; i++) if (this.#near[i] > least) equals--
    this.count = 0
    this.weight = 0
    this.closest = 0
    for (let i = 0; i < this.#found; i++) {
      if (this.#near[i] < least || (this.#near[i] === least && equals-- <= 0)) continue
      this.count++
      this.weight += this.#near[i]
      this.closest = Math.max(this.closest, this.#near[i])
      this.#speak(i, trail, knowledge, board)
    }
    if (settings.rarity > 0) preferRare(board, knowledge, settings.rarity)
  }

  /** One neighbour names its items. */
  #speak(neighbour: number, trail: Trail, knowledge: Knowledge, board: b.Board): void {
    const { sessions } = knowledge
    const clicks = this.#clicks
    const { said } = board
    const place = this.#places[neighbour]
    const length = sessions.itemsAt(place, clicks)
    const near = this.#near[neighbour]
    const star = this.#star[neighbour]
    const plain = this.#plain[neighbour] / trail.steps[star]
    const time = knowledge.sinceEpoch(sessions.timeAt(place))
    let shared = length - 1
    while (shared > 0 && clicks[shared] !== trail.items[star]) shared--
    const isMany = this.#shared[neighbour] > 1
    const isPair = star === 0 && shared > 0 && clicks[shared - 1] === trail.back(2)
    for (let i = 0; i < length; i++) {
      const at = board.reach(clicks[i])
      if (at < 0) continue
      const distance = i < shared ? shared - i : i - shared
      const score = near * this.#byDistance[distance]
      if (said[at + b.STAMP] !== neighbour + 1) {
        said[at + b.STAMP] = neighbour + 1
        said[at + b.SAID] = score
        said[at + b.NEAR] += score
        said[at + b.PLAIN] += plain
        said[at + b.SHARE] += near
        if (near > said[at + b.CLOSEST]) said[at + b.CLOSEST] = near
        if (time > said[at + b.NEWEST] || said[at + b.NEWEST] === 0) said[at + b.NEWEST] = time
        if (i > shared) said[at + b.AFTER] += near
        if (isMany) said[at + b.MANY] += near
      } else if (score > said[at + b.SAID]) {
        said[at + b.NEAR] += score - said[at + b.SAID]
        said[at + b.SAID] = score
      }
      if (i === shared + 1) {
        said[at + b.DIRECT] += near
        if (star === 0) said[at + b.FOLLOWS] += near
        if (isPair) said[at + b.PAIR] += near
      }
    }
  }
}

function preferRare(board: b.Board, { items }: Knowledge, rarity: number): void {
  const all = logarithm(items.clicks)
  for (let row = 0; row < board.count; row++) {
    const idf = all - logarithm(items.get(board.items[row], CLICKS))
    board.said[row * b.BOARD_WIDTH + b.NEAR] *= 1 + rarity * idf
  }
}

/** Of a count, looked up where it is small. */
function logarithm(count: number): number {
  return count < LOGARITHMS.length ? LOGARITHMS[count] : Math.log(count)
}
