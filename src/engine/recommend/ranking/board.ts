import { mix32 } from '../../../core/hash.ts'

/** What the sources say of an item, column by column; what is written together stands together. */
export const NEAR = 0 // score of the neighbours, every decay on
export const PLAIN = 1 // score of the neighbours, few decays
export const SHARE = 2 // weight of the neighbours that hold it, of all their weight
export const FOLLOWS = 3 // weight of those where it comes right after the current item
export const CLOSEST = 4 // similarity of the closest neighbour that holds it
export const NEWEST = 5 // time of the newest
export const AFTER = 6 // weight of those where it comes anywhere after the shared item
export const MANY = 7 // weight of the neighbours that share two items or more
export const DIRECT = 8 // weight of those where it comes right after the shared item
export const PAIR = 9 // and right before which stands the click before, too
export const STAMP = 10 // the neighbour that spoke last, and what it said
export const SAID = 11
export const NEXT_OF = 12 // from here on, the row of the current item
export const RULE_OF = 13
export const BACK_OF = 14
export const MET_OF = 15
export const RECENT_OF = 16
export const TOGETHER = 17 // cosine with the last items, newest weighing most
export const EARLIER = 18 // sequential rules of the items before the current one
export const RULE_1 = 19 // rules of the three clicks before the current one
export const RULE_2 = 20
export const RULE_3 = 21
export const BEST_NEXT = 22 // best chance to come right after any of the clicks before
export const INDIRECT = 23 // rules of the items that follow the current one
export const BOARD_WIDTH = 24

const SLOTS = 16384
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
    const at = row * BOARD_WIDTH
    for (let i = at; i < at + BOARD_WIDTH; i++) this.said[i] = 0
    return at
  }

  #find(item: number): number {
    const slots = this.#slots
    let slot = mix32(item) & (SLOTS - 1)
    while (slots[slot] >= 0 && this.items[slots[slot]] !== item) slot = (slot + 1) & (SLOTS - 1)
    return slot
  }
}
