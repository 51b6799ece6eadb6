import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'

/** Numbers a level holds before half of them move up. */
const LEVEL_SIZE = 128
/** A number of the highest level stands for 2³⁹ seen. */
const MOST_LEVELS = 40

/**
 * Quantiles of any number of numbers in a few kilobytes: full levels are sorted and every second
 * number moves up, where it stands for two (Karnin, Lang and Liberty, 2016). Which of the two alternates
 * instead of being drawn, so that the same numbers always give the same sketch.
 */
export class QuantileSketch {
  readonly #levels: number[][] = [[]]
  readonly #turns: number[] = [0]
  #count = 0

  get count(): number {
    return this.#count
  }

  add(value: number): void {
    this.#count++
    this.#levels[0].push(value)
    for (let level = 0; this.#levels[level].length >= LEVEL_SIZE; level++) this.#lift(level)
  }

  /** Numbers below which 1/parts, 2/parts … of all lie; equal ones are told once. */
  cuts(parts: number): number[] {
    const weighed = this.#weighed()
    const total = weighed.reduce((sum, [, weight]) => sum + weight, 0)
    const cuts: number[] = []
    let passed = 0
    let next = 1
    for (const [value, weight] of weighed) {
      passed += weight
      while (next < parts && passed >= (total * next) / parts) {
        if (cuts.at(-1) !== value) cuts.push(value)
        next++
      }
    }
    return cuts
  }

  save(writer: ByteWriter): void {
    writer.count(this.#count)
    writer.count(this.#levels.length)
    for (const [i, level] of this.#levels.entries()) {
      writer.u8(this.#turns[i])
      writer.count(level.length)
      for (const value of level) writer.f64(value)
    }
  }

  static load(reader: ByteReader): QuantileSketch {
    const sketch = new QuantileSketch()
    sketch.#count = reader.count()
    const levels = reader.count()
    if (levels > MOST_LEVELS) throw new RangeError('a sketch has more levels than there can be')
    for (let i = 0; i < levels; i++) {
      sketch.#turns[i] = reader.u8()
      const size = reader.count()
      if (size > LEVEL_SIZE) throw new RangeError('a level of a sketch is too long')
      sketch.#levels[i] = Array.from({ length: size }, () => reader.f64())
    }
    return sketch
  }

  #lift(level: number): void {
    const sorted = this.#levels[level].sort((a, b) => a - b)
    this.#levels[level + 1] ??= []
    this.#turns[level + 1] ??= 0
    for (let i = this.#turns[level]; i < sorted.length; i += 2) {
      this.#levels[level + 1].push(sorted[i])
    }
    this.#turns[level] ^= 1
    this.#levels[level] = []
  }

  /** Every number kept with what it stands for, rising. */
  #weighed(): [number, number][] {
    const all: [number, number][] = []
    for (const [level, values] of this.#levels.entries()) {
      for (const value of values) all.push([value, 2 ** level])
    }
    return all.sort((a, b) => a[0] - b[0])
  }
}
