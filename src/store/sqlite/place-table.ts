/** Slots of the first link; each further link has twice as many, up to the largest. */
const FIRST_LINK = 1 << 16
const LARGEST_LINK = 1 << 24
const FULL = 0.6

/**
 * Where the ids of a day that is still written stand in it: 13 to 27 bytes an id,
 * nothing ever moved.
 *
 * An id leaves a 32-bit mark and its offset in the day; whoever finds a mark
 * looks at the record itself to be sure. It grows in links instead of being
 * copied, because copying millions of slots would stop the server.
 */
export class PlaceTable {
  readonly #links: Link[] = [new Link(FIRST_LINK)]

  /** @param slot and @param mark independent hashes of the id; @param offset from 0 */
  add(slot: number, mark: number, offset: number): void {
    this.#roomy().add(slot, mark, offset)
  }

  /** Offset of the first id with this mark that `isIt`, or −1. */
  find(slot: number, mark: number, isIt: (offset: number) => boolean): number {
    for (let i = this.#links.length - 1; i >= 0; i--) {
      const offset = this.#links[i].find(slot, mark, isIt)
      if (offset >= 0) return offset
    }
    return -1
  }

  #roomy(): Link {
    const newest = this.#links[this.#links.length - 1]
    if (newest.left > 0) return newest
    const larger = new Link(Math.min(newest.size * 2, LARGEST_LINK))
    this.#links.push(larger)
    return larger
  }
}

/** Open addressing, linear probing; a slot is a mark and an offset + 1, side by side. */
class Link {
  readonly size: number
  left: number
  readonly #slots: Uint32Array

  constructor(size: number) {
    this.size = size
    this.left = Math.floor(size * FULL)
    this.#slots = new Uint32Array(size * 2)
  }

  add(slot: number, mark: number, offset: number): void {
    const slots = this.#slots
    let at = slot & (this.size - 1)
    while (slots[at * 2 + 1] !== 0) at = (at + 1) & (this.size - 1)
    slots[at * 2] = mark
    slots[at * 2 + 1] = offset + 1
    this.left--
  }

  find(slot: number, mark: number, isIt: (offset: number) => boolean): number {
    const slots = this.#slots
    let at = slot & (this.size - 1)
    for (;;) {
      const held = slots[at * 2 + 1]
      if (held === 0) return -1
      if (slots[at * 2] === mark && isIt(held - 1)) return held - 1
      at = (at + 1) & (this.size - 1)
    }
  }
}
