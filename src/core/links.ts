import { Names } from './names.ts'
import { Texts } from './texts.ts'

/** Beginnings told by number; further ones are kept whole, with each address. */
const MOST = 2047
/** A beginning shorter than this saves nothing. */
const SHORT = 8

/**
 * Addresses by index. What they share up to the last slash is kept once: of a million pictures
 * in a few folders that is half of the room.
 *
 * Each text begins with the number of its beginning as one character, 0 for none: at most
 * two bytes.
 */
export class Links {
  readonly #texts = new Texts()
  readonly #beginnings = new Names()

  /** Empty for an index never set. */
  get(index: number): string {
    const text = this.#texts.get(index)
    if (text === '') return ''
    const beginning = text.charCodeAt(0)
    return beginning === 0 ? text.slice(1) : this.#beginnings.text(beginning - 1) + text.slice(1)
  }

  set(index: number, link: string): void {
    const end = link.lastIndexOf('/') + 1
    const number = end < SHORT ? 0 : this.#numberOf(link.slice(0, end))
    const rest = number === 0 ? link : link.slice(end)
    this.#texts.set(index, link === '' ? '' : String.fromCharCode(number) + rest)
  }

  #numberOf(beginning: string): number {
    const isFull = this.#beginnings.count === MOST
    return 1 + (isFull ? this.#beginnings.find(beginning) : this.#beginnings.intern(beginning))
  }
}
