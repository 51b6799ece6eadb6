import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Conjunctions, MOST_PAIRS_ACTIVE } from '../../policy/situations/conjunctions.ts'
import { MOST_CHARACTERISTICS, MOST_VALUES, type Moment } from '../../situation/moments/moment.ts'
import { FIELDS, placeBets, REWARDS, SHOWN } from './bets.ts'
import { Cells } from './cells.ts'

/** Row of everybody; behind it a row for each value, then the conjunctions. */
export const EVERYBODY = 0
const FIRST_VALUE = 1
const FIRST_CONJUNCTION = FIRST_VALUE + MOST_VALUES
/** Conjunctions that are counted, when nobody says otherwise. */
const MOST_ROWS = 1 << 17
/** Triples that are watched; each has been asked for by the model. */
const MOST_TRIPLES = 4096
/** Of the visit that is being counted, whosever ledger it is. */
const ROWS = new Int32Array(
  1 + MOST_CHARACTERISTICS + MOST_PAIRS_ACTIVE + MOST_CHARACTERISTICS ** 2,
)
const PAIRS = new Int32Array(MOST_PAIRS_ACTIVE)
const SUMS = new Float64Array(FIELDS)

/**
 * What came of every choice, per situation and experience against the default: everybody, every
 * value, every pair of values, and the triples that somebody wants to know about.
 *
 * One decision a visitor, placement and attribution window is told, and only once its window is
 * closed: told earlier, quick buyers would speak for all.
 */
export class Ledger {
  readonly arms: number
  readonly standard: number
  readonly conjunctions: Conjunctions
  readonly #cells: Cells
  #triples = 0
  /** Pairs that are the lower two values of a watched triple. */
  readonly #opens = new Set<number>()
  #visits = 0

  /** @param standard arm of the default */
  constructor(arms: number, standard: number, conjunctions = new Conjunctions(MOST_ROWS)) {
    if (standard < 0 || standard >= arms) throw new RangeError('the default is none of the arms')
    this.arms = arms
    this.standard = standard
    this.conjunctions = conjunctions
    this.#cells = new Cells(arms)
  }

  get visits(): number {
    return this.#visits
  }

  get bytes(): number {
    return this.#cells.bytes + this.conjunctions.bytes
  }

  /** Rows there are. */
  get size(): number {
    return FIRST_CONJUNCTION + this.conjunctions.size
  }

  /**
   * @param chances of every arm, over all slices together, as they were logged
   * @param expected rate of success that was expected before anything was shown
   */
  record(
    moment: Moment,
    chances: Float64Array,
    arm: number,
    reward: number,
    expected: number,
  ): void {
    this.#visits++
    const count = this.#rowsOf(moment)
    const surprise = reward - expected
    if (arm === this.standard) this.#recordStandard(count, chances, reward, surprise)
    else {
      placeBets(SUMS, 1, chances[this.standard] / chances[arm], surprise)
      this.#add(count, arm, 1, reward)
    }
  }

  /** The default was shown: every experience that might have been bets against it. */
  #recordStandard(count: number, chances: Float64Array, reward: number, surprise: number): void {
    for (let a = 0; a < this.arms; a++) {
      if (a === this.standard) {
        SUMS.fill(0)
        this.#add(count, a, 1, reward)
      } else if (chances[a] > 0) {
        placeBets(SUMS, -1, chances[a] / chances[this.standard], surprise)
        this.#add(count, a, 0, 0)
      }
    }
  }

  #add(count: number, arm: number, shown: number, reward: number): void {
    SUMS[SHOWN] = shown
    SUMS[REWARDS] = reward
    this.#cells.addTo(ROWS, count, arm, SUMS)
  }

  /** From now on this triple is counted. */
  watch(low: number, middle: number, high: number): void {
    const pair = this.conjunctions.findPair(low, middle)
    const known = this.conjunctions.size
    if (pair < 0 || this.#triples >= MOST_TRIPLES) return
    this.conjunctions.meetTriple(low, middle, high)
    this.#triples += this.conjunctions.size - known
    this.#opens.add(pair)
  }

  /** Sums of a row and arm; a copy. */
  sums(row: number, arm: number): Float64Array {
    return this.#cells.read(row, arm)
  }

  /** From now on visits of weeks before this one count less (`fading.ts`). */
  turn(week: number): void {
    this.#cells.turn(week)
  }

  /** Visits that were counted here, those of past weeks less: half after 45 days. */
  visitsOf(row: number): number {
    let visits = 0
    for (let a = 0; a < this.arms; a++) visits += this.#cells.readOne(row, a, SHOWN)
    return Math.round(visits)
  }

  /** The values that make the row, rising; none for everybody. */
  valuesOf(row: number): number[] {
    if (row === EVERYBODY) return []
    if (row < FIRST_CONJUNCTION) return [row - FIRST_VALUE]
    return this.conjunctions.valuesOf(row - FIRST_CONJUNCTION)
  }

  /** Row of these values, rising; −1 when they were never met together. */
  rowOf(values: readonly number[]): number {
    const [low, middle, high] = values
    if (values.length === 0) return EVERYBODY
    if (values.length === 1) return FIRST_VALUE + low
    const found =
      values.length === 2
        ? this.conjunctions.findPair(low, middle)
        : this.conjunctions.findTriple(low, middle, high)
    return found < 0 ? -1 : FIRST_CONJUNCTION + found
  }

  /** Rows a moment belongs to, in `rows`. */
  rowsIn(moment: Moment, rows: Int32Array): number {
    const count = this.#rowsOf(moment)
    rows.set(ROWS.subarray(0, count))
    return count
  }

  /**
   * Adds what another node has seen. Numbers of values are each node's own.
   *
   * @param numberOf our number of the other's value, −1 when we have none
   */
  merge(other: Ledger, numberOf: (value: number) => number = value => value): void {
    if (other.arms !== this.arms || other.standard !== this.standard) {
      throw new RangeError('only ledgers of the same arms and default can be merged')
    }
    const week = Math.max(this.#cells.week, other.#cells.week)
    for (const one of [this, other]) one.turn(week)
    this.#visits += other.#visits
    for (let row = 0; row < other.size; row++) {
      const ours = this.#rowFor(other.valuesOf(row).map(numberOf))
      if (ours < 0) continue
      for (let a = 0; a < this.arms; a++) this.#cells.add(ours, a, other.sums(row, a))
    }
  }

  /** These numbers were given to other values: their situations begin anew. */
  forget(values: readonly number[]): void {
    for (const row of this.rowsWith(values)) this.#cells.forget(row)
  }

  *rowsWith(values: readonly number[]): Generator<number> {
    for (const value of values) yield FIRST_VALUE + value
    for (const row of this.conjunctions.rowsWith(values)) yield FIRST_CONJUNCTION + row
  }

  save(writer: ByteWriter): void {
    writer.count(this.arms)
    writer.count(this.standard)
    writer.count(this.#visits)
    this.conjunctions.save(writer)
    this.#cells.save(writer)
  }

  static load(reader: ByteReader): Ledger {
    const arms = reader.count()
    const standard = reader.count()
    const visits = reader.count()
    const conjunctions = Conjunctions.load(reader)
    const ledger = new Ledger(arms, standard, conjunctions)
    ledger.#visits = visits
    for (let row = 0; row < conjunctions.size; row++) ledger.#open(row)
    ledger.#cells.load(reader, ledger.size)
    return ledger
  }

  #rowsOf(moment: Moment): number {
    const rows = ROWS
    let count = 0
    rows[count++] = EVERYBODY
    for (let i = 0; i < moment.length; i++) rows[count++] = FIRST_VALUE + moment[i]
    const pairs = this.conjunctions.meetPairs(moment, PAIRS)
    for (let i = 0; i < pairs; i++) {
      rows[count++] = PAIRS[i] < 0 ? -1 : FIRST_CONJUNCTION + PAIRS[i]
    }
    return this.#triples === 0 ? count : this.#addTriples(moment, count)
  }

  /** Triples of the moment that are watched, behind its pairs. */
  #addTriples(moment: Moment, count: number): number {
    for (let j = 1, pair = 0; j < moment.length; j++) {
      for (let i = 0; i < j; i++, pair++) {
        if (!this.#opens.has(PAIRS[pair])) continue
        for (let k = j + 1; k < moment.length && count < ROWS.length; k++) {
          const row = this.conjunctions.findTriple(moment[i], moment[j], moment[k])
          if (row >= 0) ROWS[count++] = FIRST_CONJUNCTION + row
        }
      }
    }
    return count
  }

  /** Marks a saved triple as watched. */
  #open(row: number): void {
    if (!this.conjunctions.isTriple(row)) return
    const [low, middle] = this.conjunctions.valuesOf(row)
    this.#opens.add(this.conjunctions.findPair(low, middle))
    this.#triples++
  }

  #rowFor(values: number[]): number {
    if (values.includes(-1)) return -1
    const [low, middle, high] = values.sort((a, b) => a - b)
    if (values.length > 1) this.conjunctions.meetPairs(Uint16Array.from(values), PAIRS)
    if (values.length > 2) this.watch(low, middle, high)
    return this.rowOf(values)
  }
}
