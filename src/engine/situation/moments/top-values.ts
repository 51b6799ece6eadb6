import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { VALUES_EACH } from './moment.ts'

/** Values that are watched from outside, to enter when they have become frequent. */
const MOST_WAITING = 64
/** A place changes hands only when the newcomer is clearly more frequent: what is learned of it is lost. */
const CLEARLY = 1.5
/** Growth at which weights are brought back to a size that numbers can hold. */
const LARGEST = 2 ** 60

interface Waiting {
  value: string
  /** Its own sightings and what it inherited: at least as much as it was seen. */
  weight: number
  /** Its own sightings since it waits: no more than it was seen. */
  sure: number
}

/**
 * The values of one characteristic that are frequent these days: sixty-three have a number each,
 * 0 is every other. Older sightings count less: half after a half-life (forward decay; Cormode
 * and others, 2009), so nothing has to be touched when time passes.
 */
export class TopValues {
  readonly #halfLifeMs: number
  readonly #numbers = new Map<string, number>()
  readonly #names: string[] = ['other']
  readonly #weights: number[] = [0]
  #waiting: Waiting[] = []
  /** ms at which a sighting counts 1 */
  #since = -1

  constructor(halfLifeMs: number) {
    this.#halfLifeMs = halfLifeMs
  }

  /** Number of the value, without counting it. */
  find(value: string): number {
    return this.#numbers.get(value) ?? 0
  }

  /** Those with a number of their own. */
  get names(): string[] {
    return this.#names.slice(1)
  }

  name(number: number): string | undefined {
    return this.#names[number]
  }

  /**
   * Counts a sighting.
   *
   * @returns the number that was taken from one value and given to another, or 0
   */
  see(value: string, now: number): number {
    const weight = this.#weightAt(now)
    const number = this.#numbers.get(value)
    if (number !== undefined) {
      this.#weights[number] += weight
      return 0
    }
    if (this.#names.length < VALUES_EACH) {
      this.#give(this.#names.length, value, weight)
      return 0
    }
    return this.#wait(value, weight)
  }

  save(writer: ByteWriter): void {
    writer.f64(this.#since)
    writer.count(this.#names.length)
    for (const [i, name] of this.#names.entries()) {
      writer.text(name)
      writer.f64(this.#weights[i])
    }
    writer.count(this.#waiting.length)
    for (const { value, weight, sure } of this.#waiting) {
      writer.text(value)
      writer.f64(weight)
      writer.f64(sure)
    }
  }

  static load(reader: ByteReader, halfLifeMs: number): TopValues {
    const made = new TopValues(halfLifeMs)
    made.#since = reader.f64()
    const size = reader.count()
    if (size < 1 || size > VALUES_EACH) throw new RangeError('top values have a wrong number')
    for (let i = 0; i < size; i++) {
      const name = reader.text()
      const weight = reader.f64()
      if (i > 0) made.#give(i, name, weight)
    }
    const waiting = reader.count()
    if (waiting > MOST_WAITING) throw new RangeError('too many values are waiting')
    for (let i = 0; i < waiting; i++) {
      made.#waiting.push({ value: reader.text(), weight: reader.f64(), sure: reader.f64() })
    }
    return made
  }

  /** Outside the frequent ones; the least frequent gives way, and its weight is inherited (space saving). */
  #wait(value: string, weight: number): number {
    let found = this.#waiting.find(other => other.value === value)
    if (found === undefined && this.#waiting.length < MOST_WAITING) {
      this.#waiting.push((found = { value, weight: 0, sure: 0 }))
    } else if (found === undefined) {
      found = this.#waiting.reduce((least, other) => (other.weight < least.weight ? other : least))
      found.value = value
      found.sure = 0
    }
    found.weight += weight
    found.sure += weight
    return this.#enter(found)
  }

  /** By its own sightings alone: what was inherited lets a stream of names seen once take every place. */
  #enter(newcomer: Waiting): number {
    let least = 1
    for (let i = 2; i < this.#names.length; i++) {
      if (this.#weights[i] < this.#weights[least]) least = i
    }
    const weight = this.#weights[least]
    if (newcomer.sure < CLEARLY * weight) return 0
    this.#waiting = this.#waiting.filter(other => other !== newcomer)
    this.#waiting.push({ value: this.#names[least], weight, sure: weight })
    this.#numbers.delete(this.#names[least])
    this.#give(least, newcomer.value, newcomer.sure)
    return least
  }

  #give(number: number, value: string, weight: number): void {
    this.#names[number] = value
    this.#weights[number] = weight
    this.#numbers.set(value, number)
  }

  #weightAt(now: number): number {
    if (this.#since < 0) this.#since = now
    const weight = 2 ** ((now - this.#since) / this.#halfLifeMs)
    if (weight < LARGEST) return weight
    this.#since = now
    for (let i = 0; i < this.#weights.length; i++) this.#weights[i] /= weight
    for (const waiting of this.#waiting) {
      waiting.weight /= weight
      waiting.sure /= weight
    }
    return 1
  }
}
