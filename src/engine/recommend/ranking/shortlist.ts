import * as b from './board.ts'
import { nthHighest } from './nth-highest.ts'
import type { Trail } from './trail.ts'

/** How many items each source may put forward. */
const SEATS: [column: number, count: number][] = [
  [b.NEAR, 70],
  [b.PLAIN, 40],
  [b.RULE_OF, 40],
  [b.TOGETHER, 50],
  [b.EARLIER, 25],
  [b.INDIRECT, 35],
]
const COLUMNS = SEATS.map(([column]) => column)
/** With fewer candidates than this, trending items join them. */
const FEW = 40
export const MOST_CANDIDATES = 288

/**
 * The candidates of one query: the best of each source, and every item of the session, for
 * one click in four or more goes back to something already seen.
 */
export class Shortlist {
  readonly items = new Int32Array(MOST_CANDIDATES)
  /** Where each candidate's columns begin on the board. */
  readonly at = new Int32Array(MOST_CANDIDATES)
  count = 0
  readonly #isListed = new Uint8Array(b.MOST_ON_BOARD)
  /** By seat: who is named, and how highly. */
  readonly #named = new Int32Array(SEATS.length)
  readonly #rows = new Int16Array(SEATS.length * b.MOST_ON_BOARD)
  readonly #scores = new Float32Array(SEATS.length * b.MOST_ON_BOARD)
  readonly #sorted = new Float32Array(b.MOST_ON_BOARD)

  /** @param trending fills up a list that would be too short. */
  choose(board: b.Board, trail: Trail, trending: readonly number[]): void {
    for (let i = 0; i < trail.distinct; i++) board.reach(trail.items[i])
    this.count = 0
    this.#isListed.fill(0, 0, board.count)
    for (let i = 0; i < trail.distinct; i++) this.#list(board.find(trail.items[i]), board)
    this.#readNames(board)
    for (const [seat, [, count]] of SEATS.entries()) this.#seat(seat, count, board)
    if (this.count < FEW) for (const item of trending) this.#listNew(item, board)
  }

  /** Place of an item among the candidates, or −1. */
  indexOf(item: number): number {
    for (let i = 0; i < this.count; i++) if (this.items[i] === item) return i
    return -1
  }

  /** One reading of the board tells who is named in which column, for it is wide and cold. */
  #readNames(board: b.Board): void {
    const { said } = board
    this.#named.fill(0)
    for (let row = 0; row < board.count; row++) {
      for (let seat = 0; seat < SEATS.length; seat++) {
        const score = said[row * b.BOARD_WIDTH + COLUMNS[seat]]
        if (score <= 0) continue
        const at = seat * b.MOST_ON_BOARD + this.#named[seat]++
        this.#scores[at] = score
        this.#rows[at] = row
      }
    }
  }

  #seat(seat: number, count: number, board: b.Board): void {
    const first = seat * b.MOST_ON_BOARD
    const named = this.#named[seat]
    const end = first + named
    const least = named > count ? this.#nth(first, named, count) : 0
    let left = count
    for (let at = first; at < end && left > 0; at++) {
      if (this.#scores[at] < least) continue
      this.#list(this.#rows[at] * b.BOARD_WIDTH, board)
      left--
    }
  }

  #nth(first: number, named: number, count: number): number {
    for (let i = 0; i < named; i++) this.#sorted[i] = this.#scores[first + i]
    return nthHighest(this.#sorted, named, count)
  }

  #listNew(item: number, board: b.Board): void {
    if (board.find(item) < 0) this.#isListed[board.count] = 0
    this.#list(board.reach(item), board)
  }

  #list(at: number, board: b.Board): void {
    const row = at / b.BOARD_WIDTH
    if (at < 0 || this.#isListed[row] === 1 || this.count === MOST_CANDIDATES) return
    this.#isListed[row] = 1
    this.items[this.count] = board.items[row]
    this.at[this.count++] = at
  }
}
