import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { widened } from '../../../core/widened.ts'

/** Sweeps of a family must find this many weights that learnt something before they say anything. */
export const ENOUGH = 8
/** Share of the way towards what a sweep finds. */
const STEP = 0.25
/** A prior stays within so many times of where it began. */
const RANGE = 5

/** Weights there is room for when the first is learned; it grows with what is met. */
const FEW = 64

const NONE = new Float64Array(0)

/**
 * Weights of one family: independent Gaussians around zero, whose common variance is itself
 * learned slowly (empirical Bayes; MacKay 1992).
 */
export class Weights {
  /** As far as was learned; what lies beyond is as the prior says. */
  means: Float64Array = NONE
  /** 0 where nothing was learned yet: the weight is as the prior says. */
  variances: Float64Array = NONE
  readonly firstPrior: number
  prior: number
  readonly #most: number
  readonly #least: number

  /**
   * @param most how many there can be
   * @param least what the prior can come down to
   */
  constructor(most: number, prior: number, least = prior / RANGE) {
    this.#most = most
    this.#least = least
    this.firstPrior = prior
    this.prior = prior
  }

  get bytes(): number {
    return this.means.byteLength + this.variances.byteLength
  }

  /** Makes room for the first so many. */
  reach(count: number): void {
    if (count <= this.means.length) return
    if (count > this.#most) throw new RangeError('more weights than there can be')
    const size = Math.min(this.#most, Math.max(count, FEW, this.means.length * 2))
    this.means = widened(this.means, size)
    this.variances = widened(this.variances, size)
  }

  variance(index: number): number {
    const v = this.variances[index]
    return Math.min(this.prior, v === 0 ? Infinity : v)
  }

  forget(index: number): void {
    if (index >= this.means.length) return
    this.means[index] = 0
    this.variances[index] = 0
  }

  /** They may be anything again that they might have been before anything was seen. */
  widen(): void {
    this.prior = Math.max(this.prior, this.firstPrior)
  }

  /**
   * What the weights turned out to be moves what the next is believed to be. A weight counts by how
   * far it has left its prior, so that what was never seen does not confirm it.
   */
  sweep(): void {
    let weight = 0
    let sum = 0
    for (let i = 0; i < this.means.length; i++) {
      const v = this.variances[i]
      if (v === 0) continue
      const known = 1 - Math.min(1, v / this.prior)
      weight += known
      sum += this.means[i] ** 2
    }
    if (weight < ENOUGH) return
    this.prior = towards(this.prior, this.firstPrior, Math.max(this.#least, sum / weight))
  }

  /** Those that learned something, each with its distance from the one before. */
  save(writer: ByteWriter): void {
    const { means, variances } = this
    const known: number[] = []
    for (let i = 0; i < variances.length; i++) if (variances[i] !== 0) known.push(i)
    writer.f64(this.prior)
    writer.count(known.length)
    let before = 0
    for (const i of known) {
      writer.count(i - before)
      writer.f64(means[i])
      writer.f64(variances[i])
      before = i
    }
  }

  load(reader: ByteReader): void {
    this.prior = reader.f64()
    let index = 0
    for (let left = reader.count(); left > 0; left--) {
      index += reader.count()
      this.reach(index + 1)
      this.means[index] = reader.f64()
      this.variances[index] = reader.f64()
    }
  }
}

/** A step from the prior towards what was found. */
export function towards(prior: number, first: number, found: number): number {
  return prior + STEP * (Math.min(first * RANGE, Math.max(first / RANGE, found)) - prior)
}

export function bytesOf(numbers: Float64Array | Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

/** @throws RangeError when the saved bytes are not of this size. */
export function fill(numbers: Float64Array | Float32Array | Uint32Array, saved: Uint8Array): void {
  if (saved.length !== numbers.byteLength) {
    throw new RangeError('saved numbers do not have the size of their place')
  }
  bytesOf(numbers).set(saved)
}
