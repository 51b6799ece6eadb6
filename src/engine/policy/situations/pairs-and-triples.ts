import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { widened } from '../../../core/widened.ts'
import type { Moment } from '../../situation/moments/moment.ts'
import { Candidates } from './candidates.ts'
import { type Conjunctions, MOST_PAIRS_ACTIVE } from './conjunctions.ts'

/** Triples of a moment that are looked at. */
const MOST_TRIPLES = 192
/** What the moment is in that was looked at last, by whomever: its pairs, then its triples. */
const ROWS = new Int32Array(MOST_PAIRS_ACTIVE + MOST_TRIPLES)

/**
 * What two or three values together do to each arm. All pairs of a moment are learned from, and
 * the triples that stand on a pair which is thought to do something; judged by are those triples
 * alone that are thought to do something themselves.
 */
export class PairsAndTriples {
  readonly conjunctions: Conjunctions
  readonly candidates: Candidates
  #count = 0
  readonly #newTriples: number[] = []
  /** By row, 1 for each pair on which a triple stands that counted. */
  #parents = new Uint8Array(0)

  constructor(arms: number, conjunctions: Conjunctions) {
    this.conjunctions = conjunctions
    this.candidates = new Candidates(arms)
  }

  /** Adds what the conjunctions of a moment do to every arm, how sure that is, and what may be hoped for. */
  judge(moment: Moment, means: Float64Array, variances: Float64Array, hopes: Float64Array): void {
    this.#find(moment)
    this.candidates.makeRoom(this.conjunctions.size)
    this.candidates.judge(ROWS, this.#count, means, variances, hopes)
  }

  /** Rows of a moment that do something to the arm. */
  *of(moment: Moment, arm: number): Generator<number> {
    this.#find(moment)
    for (const row of ROWS.slice(0, this.#count)) {
      if (row >= 0 && this.candidates.mean(row, arm) !== 0) yield row
    }
  }

  /** Gives each pair of the moment a row, and each triple that is to be looked at. */
  meet(moment: Moment, arm: number): void {
    this.#count = this.conjunctions.meetPairs(moment, ROWS)
    this.#addTriples(moment, 1 << arm, true)
    this.candidates.makeRoom(this.conjunctions.size)
  }

  /** What the conjunctions met last do to the arm. */
  sum(arm: number): { mean: number; variance: number } {
    return this.candidates.sum(ROWS, this.#count, arm)
  }

  /** An outcome is put down to every conjunction met last. */
  learn(arm: number, error: number, w: number): void {
    const row = this.candidates.learn(ROWS, this.#count, arm, error, w)
    if (row < 0 || !this.conjunctions.isTriple(row)) return
    this.#newTriples.push(row)
    this.#noteParents(row)
  }

  /** Triples that began to count since the last time they were taken. */
  takeNewTriples(): number[][] {
    return this.#newTriples.splice(0).map(row => this.conjunctions.valuesOf(row))
  }

  forget(values: readonly number[]): void {
    for (const row of this.conjunctions.rowsWith(values)) this.candidates.forget(row)
  }

  save(writer: ByteWriter): void {
    this.candidates.save(writer)
  }

  load(reader: ByteReader): void {
    this.candidates.load(reader)
    for (let row = 0; row < this.conjunctions.size; row++) {
      if (this.conjunctions.isTriple(row) && this.#does(row, -1)) this.#noteParents(row)
    }
  }

  /** Its pairs are looked behind whenever a moment is judged. */
  #noteParents(triple: number): void {
    if (this.#parents.length < this.conjunctions.size) {
      this.#parents = widened(this.#parents, this.conjunctions.size * 2)
    }
    const [low, middle, high] = this.conjunctions.valuesOf(triple)
    this.#noteParent(low, middle)
    this.#noteParent(low, high)
    this.#noteParent(middle, high)
  }

  #noteParent(low: number, high: number): void {
    const pair = this.conjunctions.findPair(low, high)
    if (pair >= 0) this.#parents[pair] = 1
  }

  #find(moment: Moment): void {
    this.#count = this.conjunctions.findPairs(moment, ROWS)
    this.#addTriples(moment, -1, false)
  }

  /**
   * Each triple one of whose pairs is thought to do something to one of the arms; once each.
   *
   * @param isMet with a row for each that had none; else only those that do something themselves
   */
  #addTriples(moment: Moment, arms: number, isMet: boolean): void {
    for (let j = 1, pair = 0; j < moment.length; j++) {
      for (let i = 0; i < j; i++, pair++) {
        const row = ROWS[pair]
        if (row < 0 || !(isMet || this.#parents[row] === 1) || !this.#does(row, arms)) continue
        for (let k = 0; k < moment.length; k++) {
          if (k === i || k === j || this.#count === ROWS.length) continue
          if (this.#isTold(i, j, k, arms)) continue
          const low = moment[Math.min(i, k)]
          const middle = moment[Math.max(i, Math.min(j, k))]
          const high = moment[Math.max(j, k)]
          const triple = isMet
            ? this.conjunctions.meetTriple(low, middle, high)
            : this.conjunctions.findTriple(low, middle, high)
          if (triple >= 0 && (isMet || this.#does(triple, -1))) ROWS[this.#count++] = triple
        }
      }
    }
  }

  /** Whether an earlier pair of the same triple told of it. */
  #isTold(i: number, j: number, k: number, arms: number): boolean {
    const here = pairAt(i, j)
    const first = pairAt(Math.min(i, k), Math.max(i, k))
    const second = pairAt(Math.min(j, k), Math.max(j, k))
    return (
      (first < here && this.#tells(first, arms)) || (second < here && this.#tells(second, arms))
    )
  }

  #tells(pair: number, arms: number): boolean {
    const row = ROWS[pair]
    return row >= 0 && this.#does(row, arms)
  }

  #does(row: number, arms: number): boolean {
    return (this.candidates.promoted(row) & arms) !== 0
  }
}

/** Place of a pair among all pairs of a moment. */
function pairAt(low: number, high: number): number {
  return ((high * (high - 1)) >> 1) + low
}
