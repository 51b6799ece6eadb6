import * as b from './board.ts'
import { CLICKS } from './item-statistics.ts'
import type { Knowledge } from './knowledge.ts'
import { NearSessions, type Search } from './near-sessions.ts'
import { fade, type NeighbourSettings } from './neighbour-settings.ts'
import { MOST_CLICKS } from './session-index.ts'
import type { Trail } from './trail.ts'

const LOGARITHMS = Float32Array.from({ length: 4096 }, (_, i) => Math.log(Math.max(1, i)))

/** Neighbours whose items are fetched together. */
const GROUP = 64

/**
 * What the sessions most like this one say of items: one pass that gives two scores.
 *
 * The first has every decay, and is near to VSTAN (Ludewig et al., UMUAI 2021); the second
 * is close to VSKNN (Ludewig & Jannach, 2018).
 */
export class Neighbours {
  /** Those of the last search: how many, their summed and highest similarity. */
  count = 0
  weight = 0
  closest = 0
  readonly #sessions = new NearSessions()
  /** Of a group, one after the other: their clicks, where those end, and when they were. */
  readonly #clicks = new Int32Array(GROUP * MOST_CLICKS)
  readonly #ends = new Int32Array(GROUP)
  readonly #times = new Float64Array(GROUP)
  readonly #byDistance = new Float32Array(MOST_CLICKS)
  #prepared: NeighbourSettings | undefined

  ask(search: Search, board: b.Board): void {
    this.#prepare(search.settings)
    this.#sessions.find(search)
    this.#count()
    for (let first = 0; first < this.count; first += GROUP) {
      const last = Math.min(this.count, first + GROUP)
      this.#fetch(first, last, search.knowledge)
      this.#tell(first, last, search.trail, board)
    }
    const { rarity } = search.settings
    if (rarity > 0) preferRare(board, search.knowledge, rarity)
  }

  /** Decays by distance, once for each settings: exponentials cost more than lookups. */
  #prepare(settings: NeighbourSettings): void {
    if (settings === this.#prepared) return
    this.#prepared = settings
    for (let d = 0; d < MOST_CLICKS; d++) this.#byDistance[d] = fade(d, settings.distanceDecay)
  }

  #count(): void {
    const { near, nearest, count } = this.#sessions
    this.count = count
    this.weight = 0
    this.closest = 0
    for (let n = 0; n < count; n++) {
      this.weight += near[nearest[n]]
      this.closest = Math.max(this.closest, near[nearest[n]])
    }
  }

  /**
   * All of a group before any of it speaks, and where each ends before what it clicked: what lies
   * far apart in memory is then waited for together.
   */
  #fetch(first: number, last: number, knowledge: Knowledge): void {
    const { places, nearest } = this.#sessions
    const { sessions } = knowledge
    let end = 0
    for (let n = first; n < last; n++) {
      const place = places[nearest[n]]
      end += sessions.lengthAt(place)
      this.#ends[n - first] = end
      this.#times[n - first] = knowledge.sinceEpoch(sessions.timeAt(place))
    }
    let start = 0
    for (let n = first; n < last; n++) {
      start += sessions.itemsAt(places[nearest[n]], this.#clicks, start)
    }
  }

  #tell(first: number, last: number, trail: Trail, board: b.Board): void {
    let start = 0
    for (let n = first; n < last; n++) {
      const end = this.#ends[n - first]
      this.#speak(this.#sessions.nearest[n], start, end, this.#times[n - first], trail, board)
      start = end
    }
  }

  /** One neighbour names its items, which are clicks `start` to `end`. */
  #speak(
    neighbour: number,
    start: number,
    end: number,
    time: number,
    trail: Trail,
    board: b.Board,
  ): void {
    const sessions = this.#sessions
    const clicks = this.#clicks
    const { said } = board
    const near = sessions.near[neighbour]
    const star = sessions.star[neighbour]
    const plain = sessions.plain[neighbour] / trail.steps[star]
    let shared = end - 1
    while (shared > start && clicks[shared] !== trail.items[star]) shared--
    const isMany = sessions.shared[neighbour] > 1
    const isPair = star === 0 && shared > start && clicks[shared - 1] === trail.back(2)
    for (let i = start; i < end; i++) {
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
