import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { widened } from '../../../core/widened.ts'
import type { Moment } from '../../situation/moments/moment.ts'
import type { Conjunctions } from './conjunctions.ts'

/** Visits on which a situation must decide before it counts as used. */
export const USED_VISITS = 5
const MOST_COUNTED = 255
const FEW = 256

/** A model or all heads together. */
interface Judge {
  readonly arms: number
  readonly conjunctions: Conjunctions
  judge(moment: Moment, means: Float64Array, variances: Float64Array): void
}

/**
 * Which situations decide. A pair of values is used at a visit when the arm that looks best is not
 * the default, and taking either value away would make another look best.
 *
 * Looking costs a judgement for each value, so callers look at a share of the visits only.
 */
export class Uses {
  readonly #judge: Judge
  readonly #standard: number
  #counts = new Uint8Array(FEW)
  readonly #means: Float64Array
  readonly #variances: Float64Array

  constructor(judge: Judge, standard: number) {
    this.#judge = judge
    this.#standard = standard
    this.#means = new Float64Array(judge.arms)
    this.#variances = new Float64Array(judge.arms)
  }

  /** @param arms that there are: the judge may have room for more */
  look(moment: Moment, arms = this.#judge.arms): void {
    const best = this.#bestOf(moment, arms)
    if (best === this.#standard) return
    const decisive = moment.filter((_, i) => this.#bestOf(without(moment, i), arms) !== best)
    for (let j = 1; j < decisive.length; j++) {
      for (let i = 0; i < j; i++) this.#count(this.#pairs.findPair(decisive[i], decisive[j]))
    }
  }

  /** Situations that decided often enough. */
  get size(): number {
    let used = 0
    for (const count of this.#counts) if (count >= USED_VISITS) used++
    return used
  }

  isUsed(row: number): boolean {
    return this.#counts[row] >= USED_VISITS
  }

  /** These numbers were given to other values. */
  forget(values: readonly number[]): void {
    for (const row of this.#pairs.rowsWith(values)) {
      if (row < this.#counts.length) this.#counts[row] = 0
    }
  }

  save(writer: ByteWriter): void {
    const used = this.#counts.findLastIndex(count => count > 0) + 1
    writer.bytes(this.#counts.subarray(0, used))
  }

  load(reader: ByteReader): void {
    const counts = reader.bytes()
    this.#makeRoom(counts.length)
    this.#counts.set(counts)
  }

  get #pairs(): Conjunctions {
    return this.#judge.conjunctions
  }

  #bestOf(moment: Moment, arms: number): number {
    this.#judge.judge(moment, this.#means, this.#variances)
    let best = 0
    for (let a = 1; a < arms; a++) if (this.#means[a] > this.#means[best]) best = a
    return best
  }

  #count(row: number): void {
    if (row < 0) return
    this.#makeRoom(row + 1)
    if (this.#counts[row] < MOST_COUNTED) this.#counts[row]++
  }

  #makeRoom(rows: number): void {
    if (rows <= this.#counts.length) return
    this.#counts = widened(this.#counts, Math.max(rows, this.#counts.length * 2))
  }
}

function without(moment: Moment, index: number): Moment {
  return moment.filter((_, i) => i !== index)
}
