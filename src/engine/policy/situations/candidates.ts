import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { widened } from '../../../core/widened.ts'
import { Unrest } from './unrest.ts'
import { bytesOf, fill } from './weights.ts'

/** Information that an effect is believed to be worth before anything was seen, if there is one. */
const RHO = 8
/** One conjunction × arm in a hundred has an effect, before anything was seen: the log-odds against. */
const CAUTION = Math.log(100)
/** Chance of an effect from which it counts; below it would be many little errors. */
const LEAST_CHANCE = 0.2
/** Deviations from nothing, squared, below which no effect has its least chance, however little was seen. */
const LEAST_SUPPORT = 6.25
/** An effect that is worth looking for, in log-odds. */
export const BIG_EFFECT = 0.5
/** Information after which the older half counts half: what was true once fades. */
const MOST_INFORMATION = 1600
/**
 * How much likelier the newest outcomes have to be without an effect than with it, as a logarithm,
 * until it is taken for gone (the cumulative sum of Page, 1954).
 */
const ENOUGH_DOUBT = 5
/** Share of what was known of an effect that stays when it is taken for gone. */
const LEFT_OF_GONE = 0.1
/** More rows are none of a shop's: a saved size is not believed beyond it. */
const MOST_ROOM = 1 << 22
const FEW = 4
/** A bit each. */
export const MOST_ARMS = 32

/**
 * What each conjunction does to each arm beyond what its parts explain: most do nothing, and a few
 * do a lot (spike and slab; Mitchell and Beauchamp, 1988). What the outcomes say of an effect is kept
 * as score and information, and an effect counts as much as it is likely to be there:
 *
 *     chance = 1 / (1 + 100 · √((ρ+V)/ρ) · exp(−S²/(2(ρ+V)))),   mean = chance · S/(ρ+V)
 *
 * so it comes in by degrees and goes the same way, and nothing is promoted for good. Where the world
 * changes, degrees would take as long as the effect was believed; so the newest outcomes of whatever
 * counts are asked whether it is still there, and when they say no it starts over. Long before they
 * are sure of any one they are sure of all together: that is unrest. What does not
 * count yet may still turn out to be big: that is hope, the smaller the more was seen, and makes an
 * arm be tried that would otherwise be given up before anybody knew where it is good. Believing is a
 * modelling decision and claims nothing: claims are the ledger's.
 */
export class Candidates {
  readonly #arms: number
  /** Score and information. */
  #sums = new Float32Array(0)
  /** Arms for which the row counts, as bits. */
  #counting = new Uint32Array(0)
  /** Mean and variance, where it counts. */
  #effects = new Float32Array(0)
  /** Chance of a big effect, where it does not. */
  #hopes = new Float32Array(0)
  /** How much likelier the newest outcomes are without the effect, where it counts. */
  #doubts = new Float32Array(0)
  readonly unrest = new Unrest()

  constructor(arms: number) {
    if (arms > MOST_ARMS) throw new RangeError(`a placement has at most ${MOST_ARMS} arms`)
    this.#arms = arms
  }

  get bytes(): number {
    const parts = this.#partsOf(this.#counting.length)
    return parts.reduce((sum, part) => sum + part.byteLength, 0)
  }

  makeRoom(rows: number): void {
    const before = this.#counting.length
    if (rows <= before) return
    let size = Math.max(before, FEW)
    while (size < rows) size = Math.ceil(size * 1.5)
    this.#sums = widened(this.#sums, size * this.#arms * 2)
    this.#counting = widened(this.#counting, size)
    this.#effects = widened(this.#effects, size * this.#arms * 2)
    this.#hopes = widened(this.#hopes, size * this.#arms).fill(FIRST_HOPE, before * this.#arms)
    this.#doubts = widened(this.#doubts, size * this.#arms)
    this.unrest.makeRoom(size * this.#arms)
  }

  /** Arms for which the row counts, as bits. */
  promoted(row: number): number {
    return row < this.#counting.length ? this.#counting[row] : 0
  }

  mean(row: number, arm: number): number {
    return this.#counts(row, arm) ? this.#effects[(row * this.#arms + arm) * 2] : 0
  }

  /** Adds what these rows, for which there is room, do to every arm, how sure that is, and what may be hoped for. */
  judge(
    rows: Int32Array,
    count: number,
    means: Float64Array,
    variances: Float64Array,
    hopes: Float64Array,
  ): void {
    const arms = this.#arms
    const counting = this.#counting
    const effects = this.#effects
    const hoped = this.#hopes
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      if (row < 0) continue
      for (let a = 0, at = row * arms; a < arms; a++) hopes[a] += hoped[at + a]
      for (let bits = counting[row], a = 0; bits !== 0; bits >>>= 1, a++) {
        if ((bits & 1) === 0) continue
        const at = (row * arms + a) * 2
        means[a] += effects[at]
        variances[a] += effects[at + 1]
      }
    }
  }

  /** What these rows together do to one arm. */
  sum(rows: Int32Array, count: number, arm: number): { mean: number; variance: number } {
    let mean = 0
    let variance = 0
    for (let i = 0; i < count; i++) {
      if (rows[i] < 0 || !this.#counts(rows[i], arm)) continue
      const at = (rows[i] * this.#arms + arm) * 2
      mean += this.#effects[at]
      variance += this.#effects[at + 1]
    }
    return { mean, variance }
  }

  /**
   * One more outcome, put down to all these rows. Of several that begin to explain the same
   * surprise the one that is likeliest is believed, and the others have to show it anew: they fire
   * together, and believing all of them would count it several times.
   *
   * @param error outcome less what was expected, these effects included
   * @param w information of one outcome
   * @returns the row that begins to count by it, −1 when none does
   */
  learn(rows: Int32Array, count: number, arm: number, error: number, w: number): number {
    const sums = this.#sums
    let newcomer = -1
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      if (row < 0) continue
      const at = (row * this.#arms + arm) * 2
      const counts = this.#counts(row, arm)
      const s = (sums[at] += counts ? error + w * this.#effects[at] : error)
      const before = sums[at + 1]
      const v = (sums[at + 1] = before + w)
      if (v > MOST_INFORMATION) this.#halve(at)
      if (counts) {
        this.#doubt(at, error, w)
        this.#believe(row, arm)
      } else if (s * s < LEAST_SUPPORT * (v + RHO)) {
        // Hope hardly changes from one outcome to the next.
        if (Math.trunc(v) !== Math.trunc(before)) this.#hope(row, arm)
      } else if (this.#chance(row, arm) < LEAST_CHANCE) this.#hope(row, arm)
      else newcomer = newcomer < 0 ? row : this.#likelier(newcomer, row, arm)
    }
    if (newcomer >= 0) this.#believe(newcomer, arm)
    return newcomer
  }

  /** What is known of everything counts this much less from now on. */
  fade(share: number): void {
    for (let i = 0; i < this.#sums.length; i++) this.#sums[i] *= 1 - share
    for (let row = 0, used = this.#used(); row < used; row++) {
      for (let arm = 0; arm < this.#arms; arm++) {
        if (this.#counts(row, arm)) this.#believe(row, arm)
        else this.#hope(row, arm)
      }
    }
  }

  /** The odds of no effect against the one believed, by what one more outcome says. */
  #doubt(at: number, error: number, w: number): void {
    const mean = this.#effects[at]
    const against = -mean * error - (mean * mean * w) / 2
    const cell = at >> 1
    this.unrest.hear(cell, against)
    const doubt = this.#doubts[cell] + against
    this.#doubts[cell] = doubt > 0 && doubt < ENOUGH_DOUBT ? doubt : 0
    if (doubt < ENOUGH_DOUBT) return
    this.#sums[at] *= LEFT_OF_GONE
    this.#sums[at + 1] *= LEFT_OF_GONE
  }

  /** The likelier of two; what speaks for the other is halved. */
  #likelier(one: number, other: number, arm: number): number {
    const isFirst = this.#chance(one, arm) >= this.#chance(other, arm)
    this.#halve(((isFirst ? other : one) * this.#arms + arm) * 2)
    return isFirst ? one : other
  }

  #halve(at: number): void {
    this.#sums[at] *= 0.5
    this.#sums[at + 1] *= 0.5
  }

  #counts(row: number, arm: number): boolean {
    return (this.#counting[row] & (1 << arm)) !== 0
  }

  /** Chance that there is an effect. */
  #chance(row: number, arm: number): number {
    const at = (row * this.#arms + arm) * 2
    return chanceOfEffect(this.#sums[at], this.#sums[at + 1] + RHO)
  }

  #believe(row: number, arm: number): void {
    const at = (row * this.#arms + arm) * 2
    const known = this.#sums[at + 1] + RHO
    const mean = this.#sums[at] / known
    const chance = chanceOfEffect(this.#sums[at], known)
    if (chance < LEAST_CHANCE) {
      this.#counting[row] &= ~(1 << arm)
      this.#doubts[row * this.#arms + arm] = 0
      this.#hope(row, arm)
      return
    }
    this.#counting[row] |= 1 << arm
    this.#hopes[row * this.#arms + arm] = 0
    this.#effects[at] = chance * mean
    this.#effects[at + 1] = chance * (1 / known + (1 - chance) * mean ** 2)
  }

  #hope(row: number, arm: number): void {
    const cell = row * this.#arms + arm
    this.#hopes[cell] = hopeOf(this.#sums[cell * 2], this.#sums[cell * 2 + 1] + RHO)
  }

  forget(row: number): void {
    if (row >= this.#counting.length) return
    const [from, to] = [row * this.#arms, (row + 1) * this.#arms]
    this.#sums.fill(0, from * 2, to * 2)
    this.#counting[row] = 0
    this.#effects.fill(0, from * 2, to * 2)
    this.#hopes.fill(FIRST_HOPE, from, to)
    this.#doubts.fill(0, from, to)
    this.unrest.forget(from, to)
  }

  /** As far as anything was learned. */
  save(writer: ByteWriter): void {
    const rows = this.#used()
    writer.count(Math.max(FEW, this.#counting.length))
    writer.count(rows)
    for (const part of this.#partsOf(rows)) writer.bytes(bytesOf(part))
    this.unrest.save(writer)
  }

  load(reader: ByteReader): void {
    const room = reader.count()
    const rows = reader.count()
    if (rows > room || rows > reader.left) throw new RangeError('more rows are said than saved')
    if (room > MOST_ROOM) throw new RangeError('more rows are said than there can be')
    if (rows > 0 || room > FEW) this.makeRoom(room)
    for (const part of this.#partsOf(rows)) fill(part, reader.bytes())
    this.unrest.load(reader)
  }

  /** One more than the last row of which anything was learned. */
  #used(): number {
    let at = this.#sums.length
    while (at > 0 && this.#sums[at - 1] === 0) at -= 2
    return Math.ceil(at / (this.#arms * 2))
  }

  /** All there is of the first rows. */
  #partsOf(rows: number) {
    const cells = rows * this.#arms
    return [
      this.#counting.subarray(0, rows),
      this.#sums.subarray(0, cells * 2),
      this.#effects.subarray(0, cells * 2),
      this.#hopes.subarray(0, cells),
      this.#doubts.subarray(0, cells),
    ]
  }
}

/** @param known information, that of the prior included */
function chanceOfEffect(score: number, known: number): number {
  return 1 / (1 + Math.exp(CAUTION - score ** 2 / (2 * known)) * Math.sqrt(known / RHO))
}

/** Chance that there is an effect, and a big one: of the latter the normal distribution's tail, nearly. */
function hopeOf(score: number, known: number): number {
  const missing = (BIG_EFFECT - score / known) * Math.sqrt(known)
  return chanceOfEffect(score, known) / (1 + Math.exp(1.7 * missing))
}

/** Of a conjunction of which nothing is known. */
const FIRST_HOPE = hopeOf(0, RHO)
