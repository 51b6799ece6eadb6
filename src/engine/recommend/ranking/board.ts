import { spread } from '../../../core/hash.ts'

/**
 * What the sources say of an item, column by column. The columns that a shortlist is chosen by come
 * first and those of the neighbours behind them: a line of the processor's cache, and the second
 * line is for what only the pairs write.
 */
export const NEAR = 0 // score of the neighbours, every decay on
export const PLAIN = 1 // score of the neighbours, few decays
export const RULE_OF = 2 // of the row of the current item, as those from NEXT_OF on
export const TOGETHER = 3 // cosine with the last items, newest weighing most
export const EARLIER = 4 // sequential rules of the items before the current one
export const INDIRECT = 5 // rules of the items that follow the current one
export const SHARE = 6 // weight of the neighbours that hold it, of all their weight
export const FOLLOWS = 7 // weight of those where it comes right after the current item
export const CLOSEST = 8 // similarity of the closest neighbour that holds it
export const NEWEST = 9 // time of the newest
export const AFTER = 10 // weight of those where it comes anywhere after the shared item
export const MANY = 11 // weight of the neighbours that share two items or more
export const DIRECT = 12 // weight of those where it comes right after the shared item
export const PAIR = 13 // and right before which stands the click before, too
export const STAMP = 14 // the neighbour that spoke last, and what it said
export const SAID = 15
export const NEXT_OF = 16 // from here on, the row of the current item
export const BACK_OF = 17
export const MET_OF = 18
export const RECENT_OF = 19
export const RULE_1 = 20 // rules of the three clicks before the current one
export const RULE_2 = 21
export const RULE_3 = 22
export const BEST_NEXT = 23 // best chance to come right after any of the clicks before
/** Two whole lines of the cache. */
export const BOARD_WIDTH = 32

const SLOT_BITS = 14
const SLOTS = 1 << SLOT_BITS
export const MOST_ON_BOARD = 8192

/**
 * The items under discussion during one query, and what each source says of them. A
 * small open-addressed table that stays near the processor, whatever the catalogue.
 */
export class Board {
  readonly items = new Int32Array(MOST_ON_BOARD)
  readonly said = new Float32Array(MOST_ON_BOARD * BOARD_WIDTH)
  count = 0
  readonly #slots = new Int16Array(SLOTS).fill(-1)
  readonly #slotOf = new Int16Array(MOST_ON_BOARD)

  clear(): void {
    for (let row = 0; row < this.count; row++) this.#slots[this.#slotOf[row]] = -1
    this.said.fill(0, 0, this.count * BOARD_WIDTH)
    this.count = 0
  }

  /** Where the columns of an item begin, or −1 when nobody spoke of it. */
  find(item: number): number {
    const row = this.#slots[this.#find(item)]
    return row < 0 ? -1 : row * BOARD_WIDTH
  }

  /** Where the columns of an item begin, made if need be; −1 when the board is full. */
  reach(item: number): number {
    const slot = this.#find(item)
    const known = this.#slots[slot]
    if (known >= 0) return known * BOARD_WIDTH
    if (this.count === MOST_ON_BOARD) return -1
    const row = this.count++
    this.#slots[slot] = row
    this.#slotOf[row] = slot
    this.items[row] = item
    return row * BOARD_WIDTH
  }

  #find(item: number): number {
    const slots = this.#slots
    let slot = spread(item, SLOT_BITS)
    while (slots[slot] >= 0 && this.items[slots[slot]] !== item) slot = (slot + 1) & (SLOTS - 1)
    return slot
  }
}
