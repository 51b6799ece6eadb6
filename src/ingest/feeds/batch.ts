/**
 * Most entries of one record, and about how many characters they may have together: a
 * record is applied in one turn, and nobody is answered meanwhile.
 */
export const ENTRIES = 100
const CHARACTERS = 200_000

/** Entries on their way into one record, and what its id is made of. */
export class Batch<T> {
  #entries: T[] = []
  #seals: string[] = []
  #characters = 0

  get size(): number {
    return this.#entries.length
  }

  /**
   * @param characters of the entry as JSON, where they were counted already
   * @returns whether it is full
   */
  add(entry: T, seal: string, characters = JSON.stringify(entry).length): boolean {
    this.#entries.push(entry)
    this.#seals.push(seal)
    this.#characters += characters
    return this.#entries.length >= ENTRIES || this.#characters >= CHARACTERS
  }

  take(): { entries: T[]; seal: string } {
    const taken = { entries: this.#entries, seal: this.#seals.join('|') }
    this.#entries = []
    this.#seals = []
    this.#characters = 0
    return taken
  }
}
