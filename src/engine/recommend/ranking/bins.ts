import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { FEATURE_COUNT } from './features.ts'

/** Bins of a feature, at most. */
export const MOST_BINS = 64

/**
 * Steps of a value's ladder: 32 to each doubling, from 2⁻²⁰ to 2¹². The bits of a positive
 * float, read as a whole number, rise with it, so its upper bits are the number of its step.
 */
const STEPS = 1024
const SHIFT = 18
const LOWEST = (127 - 20) << 5
/** Until a sample was seen, a bin is half a doubling. */
const STEPS_A_BIN = STEPS / MOST_BINS

const USUAL = new Uint8Array(FEATURE_COUNT * STEPS).map((_, i) => (i % STEPS) / STEPS_A_BIN)

/**
 * Feature values as bytes. Which step of the ladder belongs to which bin is looked up, for a
 * search among edges costs more than the ranking itself. Edges between bins are quantiles of
 * a sample; a feature of few values has a bin for each.
 */
export class Bins {
  readonly #binOf = USUAL.slice()

  /** @param sample feature values, row by row, `count` rows. */
  static of(sample: Float32Array, count: number): Bins {
    const bins = new Bins()
    const steps = new Int32Array(sample.buffer, sample.byteOffset, sample.length)
    for (let f = 0; f < FEATURE_COUNT; f++) {
      const frequency = new Uint32Array(STEPS)
      for (let i = 0; i < count; i++) frequency[stepOf(steps[i * FEATURE_COUNT + f])]++
      bins.#binOf.set(quantiles(frequency, count), f * STEPS)
    }
    return bins
  }

  /** Bins of `count` rows of values. */
  bin(values: Float32Array, count: number, into: Uint8Array): void {
    const bits = new Int32Array(values.buffer, values.byteOffset, values.length)
    const binOf = this.#binOf
    for (let i = 0; i < count * FEATURE_COUNT; i += FEATURE_COUNT) {
      for (let f = 0; f < FEATURE_COUNT; f++) into[i + f] = binOf[f * STEPS + stepOf(bits[i + f])]
    }
  }

  /** How many steps each bin holds, which is all there is to know. */
  save(writer: ByteWriter): void {
    for (let i = 0; i < this.#binOf.length; i += STEPS) {
      let step = i
      for (let bin = 0; bin < MOST_BINS; bin++) {
        const from = step
        while (step < i + STEPS && this.#binOf[step] === bin) step++
        writer.count(step - from)
      }
    }
  }

  /** @throws RangeError when the bins of a feature do not hold every step once. */
  static load(reader: ByteReader): Bins {
    const bins = new Bins()
    for (let i = 0; i < bins.#binOf.length; i += STEPS) {
      let from = i
      for (let bin = 0; bin < MOST_BINS; bin++) {
        const to = from + reader.count()
        bins.#binOf.fill(bin, from, to)
        from = to
      }
      if (from !== i + STEPS) throw new RangeError('the bins of a feature do not hold every step')
    }
    return bins
  }
}

/** The step of a value from its bits. Zero and what is below it stand on the lowest. */
function stepOf(bits: number): number {
  return Math.min(STEPS - 1, Math.max(0, (bits >> SHIFT) - LOWEST))
}

/**
 * The bin of each step, when bins hold equal shares of a sample. A step so frequent that it
 * fills several shares is a bin of its own, and the shares it saves go to the others.
 */
function quantiles(frequency: Uint32Array, count: number): Uint8Array {
  const binOf = new Uint8Array(STEPS)
  let steps = frequency.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0)
  let bin = 0
  let left = count
  let held = 0
  for (let step = 0; step < STEPS; step++) {
    const binsLeft = MOST_BINS - bin
    const share = left / binsLeft
    const fits = steps <= binsLeft ? held === 0 : held + frequency[step] / 2 <= share
    if (held > 0 && frequency[step] > 0 && !fits && binsLeft > 1) {
      left -= held
      held = 0
      bin++
    }
    held += frequency[step]
    if (frequency[step] > 0) steps--
    binOf[step] = bin
  }
  return binOf
}
