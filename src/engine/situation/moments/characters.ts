import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { DAY } from '../../../core/clock.ts'
import {
  MOST_CHARACTERISTICS,
  MOST_NAMES,
  type Moment,
  VALUES_EACH,
  valueNumber,
} from './moment.ts'
import { BINS, NumberBins } from './number-bins.ts'
import { TopValues } from './top-values.ts'

/** How long until a sighting of a value counts half. */
const HALF_LIFE_MS = 45 * DAY

export type Values = Readonly<Record<string, string | number>>

interface Character {
  name: string
  /** Strings; the bins of a number are strings as well. */
  top: TopValues
  bins?: NumberBins
}

/**
 * The characteristics of a shop's moments and what their values are numbered: numbers by the shop's
 * own distribution, strings by how frequent they are. The first names that are met are the
 * shop's; a moment is told by the numbers of its values.
 */
export class Characters {
  readonly #all: Character[] = []
  readonly #numbers = new Map<string, number>()
  readonly #found = new Uint16Array(MOST_CHARACTERISTICS)

  get names(): string[] {
    return this.#all.map(character => character.name)
  }

  /** Values of a name that have a number of their own, the most seen ones in no order. */
  valuesOf(name: string): string[] {
    const c = this.#numbers.get(name)
    return c === undefined || this.#all[c].bins ? [] : this.#all[c].top.names
  }

  /** The moment as numbers, without counting it. What was never met is absent. */
  read(values: Values): Moment {
    let size = 0
    for (const name in values) {
      const c = this.#numbers.get(name)
      if (c === undefined || size === MOST_CHARACTERISTICS) continue
      const value = this.#find(this.#all[c], values[name])
      if (value >= 0) this.#found[size++] = valueNumber(c, value)
    }
    return this.#found.slice(0, size).sort()
  }

  /**
   * Counts a moment.
   *
   * @returns numbers that were taken from one value and given to another: what was learned of them is void
   */
  see(values: Values, now: number): number[] {
    const changed: number[] = []
    for (const name in values) {
      const c = this.#meet(name, values[name])
      if (c < 0) continue
      const { top, bins } = this.#all[c]
      const value = values[name]
      if (bins && typeof value === 'number') {
        if (bins.see(value)) for (let v = 0; v < BINS; v++) changed.push(valueNumber(c, v))
      } else {
        const taken = top.see(String(value), now)
        if (taken > 0) changed.push(valueNumber(c, taken))
      }
    }
    return changed
  }

  /** In the shop's words: name and value, or the bounds of a bin. */
  tell(number: number): { name: string; value: string } {
    const { name, top, bins } = this.#all[Math.floor(number / VALUES_EACH)]
    const value = number % VALUES_EACH
    return { name, value: bins ? bins.tell(value) : (top.name(value) ?? 'other') }
  }

  /** As what a value is counted: by its own name, as "other", or as the bin it falls in. */
  told(name: string, value: string | number): string | undefined {
    const c = this.#numbers.get(name)
    const found = c === undefined ? -1 : this.#find(this.#all[c], value)
    return c === undefined || found < 0 ? undefined : this.tell(valueNumber(c, found)).value
  }

  save(writer: ByteWriter): void {
    writer.count(this.#all.length)
    for (const { name, top, bins } of this.#all) {
      writer.text(name)
      writer.u8(bins ? 1 : 0)
      if (bins) bins.save(writer)
      else top.save(writer)
    }
  }

  static load(reader: ByteReader): Characters {
    const made = new Characters()
    const size = reader.count()
    if (size > MOST_NAMES) throw new RangeError('more characteristics than there can be')
    for (let c = 0; c < size; c++) {
      const name = reader.text()
      const isNumber = reader.u8() === 1
      const bins = isNumber ? NumberBins.load(reader) : undefined
      const top = bins ? new TopValues(HALF_LIFE_MS) : TopValues.load(reader, HALF_LIFE_MS)
      made.#add({ name, top, bins })
    }
    return made
  }

  #find({ top, bins }: Character, value: string | number): number {
    if (bins) return typeof value === 'number' ? bins.find(value) : -1
    return top.find(String(value))
  }

  #meet(name: string, value: string | number): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    if (this.#all.length === MOST_NAMES) return -1
    const bins = typeof value === 'number' ? new NumberBins() : undefined
    return this.#add({ name, top: new TopValues(HALF_LIFE_MS), bins })
  }

  #add(character: Character): number {
    this.#numbers.set(character.name, this.#all.length)
    return this.#all.push(character) - 1
  }
}
