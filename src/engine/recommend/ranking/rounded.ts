import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'

/**
 * Numbers saved as whole multiples of a step, small ones of either sign in one byte.
 * What was rounded once is saved and loaded without any further loss.
 */
export class Rounded {
  readonly #perUnit: number

  /** @param perUnit steps to one, a power of two, so that a rounded number is exact. */
  constructor(perUnit: number) {
    this.#perUnit = perUnit
  }

  of(value: number): number {
    return this.#steps(value) / this.#perUnit
  }

  write(writer: ByteWriter, value: number): void {
    const steps = this.#steps(value)
    writer.count(steps < 0 ? -2 * steps - 1 : 2 * steps)
  }

  read(reader: ByteReader): number {
    const count = reader.count()
    return (count % 2 === 0 ? count / 2 : -(count + 1) / 2) / this.#perUnit
  }

  #steps(value: number): number {
    return Math.round(value * this.#perUnit)
  }
}
