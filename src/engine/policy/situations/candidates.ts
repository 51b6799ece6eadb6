import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { bytesOf, fill } from './weights.ts'

/** Information that an effect is believed to be worth before anything was seen, if there is one. */
const RHO = 8
/** One conjunction × arm in a hundred has an effect, before anything was seen: the log-odds against. */
const CAUTION = Math.log(100)
/** Chance of an effect from which it counts; below it would be many little errors. */
const LEAST_CHANCE = 0.2
/** Chance of an effect from which it is thought to be there. */
const LIKELY = 0.5
/** Deviations from nothing below which no effect has its least chance, however little was seen. */
const LEAST_DEVIATIONS = 2.5
/** An effect that is worth looking for, in log-odds. */
export const BIG_EFFECT = 0.5
/** Information after which the older half counts half: what was true once fades. */
const MOST_INFORMATION = 400
const FEW = 64

/**
 * What each conjunction does to each arm beyond what its parts explain: most do nothing, and a few
 * do a lot (spike and slab; Mitchell and Beauchamp, 1988). What the outcomes say of an effect is kept
 * as score and information, and an effect counts as much as it is likely to be there:
 *
 *     chance = 1 / (1 + 100 · √((ρ+V)/ρ) · exp(−S²/(2(ρ+V)))),   mean = chance · S/(ρ+V)
 *
 * so it comes in by degrees and goes the same way, and nothing is promoted for good. What does not
 * count yet may still turn out to be big: that is hope, the smaller the more was seen, and makes an
 * arm be tried that would otherwise be given up before anybody knew where it is good. Believing is a
 * modelling decision and claims nothing: claims are the ledger's.
 */
export class Candidates {
  readonly #arms: number
  /** Mean and variance of an effect that counts; 0 and hope where none does. */
  #beliefs: Float32Array
  /** Score and information. */
  #sums: Float32Array
  /** Arms for which the row is thought to have an effect, as bits. */
  #likely: Uint32Array

  constructor(arms: number) {
    if (arms > 32) throw new RangeError('a placement has at most 32 arms')
    this.#arms = arms
    this.#beliefs = new Float32Array(FEW * arms * 2)
    believeNothing(this.#beliefs, 0)
    this.#sums = new Float32Array(FEW * arms * 2)
    this.#likely = new Uint32Array(FEW)
  }

  get bytes(): number {
    return this.#beliefs.byteLength + this.#sums.byteLength + this.#likely.byteLength
  }

  makeRoom(rows: number): void {
    if (rows <= this.#likely.length) return
    const from = this.#beliefs.length
    let size = this.#likely.length
    while (size < rows) size = Math.ceil(size * 1.5)
    this.#likely = widened(this.#likely, size)
    this.#beliefs = widened(this.#beliefs, size * this.#arms * 2)
    believeNothing(this.#beliefs, from)
    this.#sums = widened(this.#sums, size * this.#arms * 2)
  }

  /** Arms for which the row is thought to have an effect, as bits. */
  promoted(row: number): number {
    return row < this.#likely.length ? this.#likely[row] : 0
  }

  mean(row: number, arm: number): number {
    return this.#beliefs[(row * this.#arms + arm) * 2]
  }

  variance(row: number, arm: number): number {
    const at = (row * this.#arms + arm) * 2
    return this.#beliefs[at] === 0 ? 0 : this.#beliefs[at + 1]
  }

  /** Adds what these rows do to every arm, how sure that is, and what may be hoped for. */
  judge(
    rows: Int32Array,
    count: number,
    means: Float64Array,
    variances: Float64Array,
    hopes: Float64Array,
  ): void {
    const beliefs = this.#beliefs
    const width = this.#arms * 2
    for (let i = 0; i < count; i++) {
      if (rows[i] < 0) continue
      for (let a = 0, at = rows[i] * width; a < this.#arms; a++, at += 2) {
        if (beliefs[at] === 0) hopes[a] += beliefs[at + 1]
        else {
          means[a] += beliefs[at]
          variances[a] += beliefs[at + 1]
        }
      }
    }
  }

  /**
   * One more outcome, put down to all these rows. Of several that begin to explain the same
   * surprise the one with most support is believed, and the others have to show it anew: they fire
   * together, and believing all of them would count it several times.
   *
   * @param error outcome less what was expected, these effects included
   * @param w information of one outcome
   */
  learn(rows: Int32Array, count: number, arm: number, error: number, w: number): void {
    const sums = this.#sums
    let newcomer = -1
    for (let i = 0; i < count; i++) {
      if (rows[i] < 0) continue
      const at = (rows[i] * this.#arms + arm) * 2
      const mean = this.#beliefs[at]
      sums[at] += error + w * mean
      sums[at + 1] += w
      if (sums[at + 1] > MOST_INFORMATION) this.#halve(at)
      if (mean === 0 && this.#chanceOf(rows[i], arm) >= LEAST_CHANCE) {
        newcomer = newcomer < 0 ? rows[i] : this.#better(newcomer, rows[i], arm)
      } else this.#believe(rows[i], arm)
    }
    if (newcomer >= 0) this.#believe(newcomer, arm)
  }

  /** The one of two that is more likely; the other loses half of what speaks for it. */
  #better(one: number, other: number, arm: number): number {
    const isFirst = this.#chanceOf(one, arm) >= this.#chanceOf(other, arm)
    this.#halve(((isFirst ? other : one) * this.#arms + arm) * 2)
    return isFirst ? one : other
  }

  #halve(at: number): void {
    this.#sums[at] *= 0.5
    this.#sums[at + 1] *= 0.5
  }

  #chanceOf(row: number, arm: number): number {
    const at = (row * this.#arms + arm) * 2
    const root = Math.sqrt(this.#sums[at + 1] + RHO)
    return chance(this.#sums[at] / root, root)
  }

  #believe(row: number, arm: number): void {
    const at = (row * this.#arms + arm) * 2
    const root = Math.sqrt(this.#sums[at + 1] + RHO)
    const deviations = this.#sums[at] / root
    const isThere = chance(deviations, root)
    const counts = isThere >= LEAST_CHANCE
    this.#beliefs[at] = counts ? (isThere * deviations) / root : 0
    this.#beliefs[at + 1] = counts
      ? (isThere * (1 + (1 - isThere) * deviations ** 2)) / root ** 2
      : isThere * chanceOfBig(deviations, root)
    const isLikely = isThere > LIKELY
    if (isLikely !== ((this.#likely[row] & (1 << arm)) !== 0)) this.#likely[row] ^= 1 << arm
  }

  forget(row: number): void {
    if (row >= this.#likely.length) return
    const width = this.#arms * 2
    believeNothing(this.#beliefs, row * width, (row + 1) * width)
    this.#sums.fill(0, row * width, (row + 1) * width)
    this.#likely[row] = 0
  }

  save(writer: ByteWriter): void {
    writer.count(this.#likely.length)
    for (const numbers of [this.#likely, this.#beliefs, this.#sums]) writer.bytes(bytesOf(numbers))
  }

  load(reader: ByteReader): void {
    const rows = reader.count()
    if (rows > reader.left) throw new RangeError('more rows are said than saved')
    this.#likely = new Uint32Array(rows)
    this.#beliefs = new Float32Array(rows * this.#arms * 2)
    this.#sums = new Float32Array(rows * this.#arms * 2)
    for (const numbers of [this.#likely, this.#beliefs, this.#sums]) fill(numbers, reader.bytes())
  }
}

/**
 * Chance that there is an effect.
 *
 * @param deviations of the score from nothing
 * @param root of the information, that of the prior included
 */
function chance(deviations: number, root: number): number {
  if (Math.abs(deviations) < LEAST_DEVIATIONS && BIG_EFFECT * root - deviations > NO_HOPE) return 0
  return 1 / (1 + Math.exp(CAUTION - deviations ** 2 / 2) * (root / Math.sqrt(RHO)))
}

/** Deviations of a big effect from what is seen at which nobody hopes any more. */
const NO_HOPE = 4

/** Chance that it is big, if there is one: the normal distribution's tail, nearly. */
function chanceOfBig(deviations: number, root: number): number {
  return 1 / (1 + Math.exp(1.7 * (BIG_EFFECT * root - deviations)))
}

/** No effect counts, and any may turn out to be there. */
function believeNothing(beliefs: Float32Array, from: number, to = beliefs.length): void {
  const hope = chance(0, Math.sqrt(RHO)) * chanceOfBig(0, Math.sqrt(RHO))
  for (let at = from; at < to; at += 2) {
    beliefs[at] = 0
    beliefs[at + 1] = hope
  }
}

function widened<T extends Float32Array | Uint32Array>(numbers: T, size: number): T {
  const wider = new (numbers.constructor as new (size: number) => T)(size)
  wider.set(numbers)
  return wider
}
