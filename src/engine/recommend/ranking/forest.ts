import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { MOST_BINS } from './bins.ts'
import { FEATURE_COUNT } from './features.ts'
import { Rounded } from './rounded.ts'

/** Questions between the root of a tree and its deepest leaf. */
export const DEPTH = 6
const LEAVES = 1 << DEPTH
const SPLITS = LEAVES
/** Trees that are asked at a time. */
const ABREAST = 4
/** Values are rounded as they are grown: eighty times a 4096th is nothing, and saves half. */
const VALUES = new Rounded(2048)
const BIN_BITS = Math.log2(MOST_BINS)

/** One tree as it is grown; node n has the children 2n and 2n + 1, and the root is 1. */
export class Tree {
  readonly features = new Uint8Array(SPLITS)
  /** A candidate whose bin is above goes right; where no question is, all go left. */
  readonly bins = new Uint8Array(SPLITS).fill(MOST_BINS - 1)
  readonly values = new Float32Array(LEAVES)

  split(node: number, feature: number, bin: number): void {
    this.features[node] = feature
    this.bins[node] = bin
  }

  /** Give a leaf its value; one that is not deepest keeps it at its left end. */
  settle(node: number, value: number): void {
    while (node < LEAVES) node *= 2
    this.values[node - LEAVES] = VALUES.of(value)
  }
}

/**
 * Decision trees whose values are summed (gradient boosting: Friedman, 2001).
 *
 * Every tree is stored as if it were complete, so that a walk is always as many steps and
 * has no branch to guess wrongly. A few trees are asked at a time: while one waits for the answer
 * that leads to its next question, the processor goes on with the others.
 */
export class Forest {
  count = 0
  /** Feature and bin of each question in one number, so that a step is one look. */
  #splits = new Uint16Array(0)
  #values = new Float32Array(0)

  static of(trees: readonly Tree[]): Forest {
    const forest = new Forest()
    forest.#reserve(trees.length)
    for (const [t, tree] of trees.entries()) {
      for (let n = 0; n < SPLITS; n++) {
        forest.#splits[t * SPLITS + n] = tree.features[n] * MOST_BINS + tree.bins[n]
      }
      forest.#values.set(tree.values, t * LEAVES)
    }
    return forest
  }

  /** Add the trees' values to the scores of `count` candidates. */
  score(rows: Uint8Array, count: number, into: Float64Array, from = 0): void {
    for (let c = 0; c < count; c++) into[c] = this.#add(into[c], rows, from + c * FEATURE_COUNT)
  }

  /** The same for some candidates only, whose rows begin where `starts` says. */
  scoreSome(rows: Uint8Array, starts: Int32Array, count: number, into: Float64Array): void {
    for (let c = 0; c < count; c++) into[c] = this.#add(into[c], rows, starts[c])
  }

  /**
   * Add what each feature's questions do to the score of one candidate: at every question on
   * its way, the mean of the side taken is set against that of both (Saabas, 2014).
   */
  contribute(rows: Uint8Array, row: number, parts: Float64Array): void {
    for (let tree = 0; tree < this.count; tree++) {
      let mean = this.#meanBelow(tree, 1)
      for (let node = 1; node < LEAVES; ) {
        const split = this.#splits[tree * SPLITS + node]
        node = 2 * node + answer(this.#splits[tree * SPLITS + node], rows, row)
        const next = this.#meanBelow(tree, node)
        parts[split >>> BIN_BITS] += next - mean
        mean = next
      }
    }
  }

  save(writer: ByteWriter): void {
    writer.count(this.count)
    for (const split of this.#splits) writer.count(split)
    for (const value of this.#values) VALUES.write(writer, value)
  }

  /** @throws RangeError when a tree asks for no feature. */
  static load(reader: ByteReader): Forest {
    const forest = new Forest()
    const count = reader.count()
    if (count > reader.left) throw new RangeError('a forest is larger than its bytes')
    forest.#reserve(count)
    for (let i = 0; i < forest.#splits.length; i++) {
      const split = reader.count()
      if (split >= FEATURE_COUNT * MOST_BINS) throw new RangeError('no such feature')
      forest.#splits[i] = split
    }
    for (let i = 0; i < forest.#values.length; i++) forest.#values[i] = VALUES.read(reader)
    return forest
  }

  /** Of the leaves below a node that anything can reach. */
  #meanBelow(tree: number, node: number): number {
    if (node >= LEAVES) return this.#values[tree * LEAVES + node - LEAVES]
    const left = this.#meanBelow(tree, 2 * node)
    const isAsked = this.#splits[tree * SPLITS + node] % MOST_BINS < MOST_BINS - 1
    return isAsked ? (left + this.#meanBelow(tree, 2 * node + 1)) / 2 : left
  }

  /** A score with the values of all trees for one row added, in the order of the trees. */
  #add(score: number, rows: Uint8Array, row: number): number {
    const splits = this.#splits
    const values = this.#values
    const abreast = splits.length - (splits.length % (ABREAST * SPLITS))
    for (let first = 0; first < abreast; first += ABREAST * SPLITS) {
      const second = first + SPLITS
      const third = second + SPLITS
      const fourth = third + SPLITS
      let a = 1
      let b = 1
      let c = 1
      let d = 1
      for (let question = 0; question < DEPTH; question++) {
        a = 2 * a + answer(splits[first + a], rows, row)
        b = 2 * b + answer(splits[second + b], rows, row)
        c = 2 * c + answer(splits[third + c], rows, row)
        d = 2 * d + answer(splits[fourth + d], rows, row)
      }
      score += values[first + a - LEAVES]
      score += values[second + b - LEAVES]
      score += values[third + c - LEAVES]
      score += values[fourth + d - LEAVES]
    }
    return abreast === splits.length ? score : this.#addFrom(abreast, score, rows, row)
  }

  /** The same one by one, from the tree that begins there. */
  #addFrom(first: number, score: number, rows: Uint8Array, row: number): number {
    for (; first < this.#splits.length; first += SPLITS) {
      let node = 1
      while (node < LEAVES) node = 2 * node + answer(this.#splits[first + node], rows, row)
      score += this.#values[first + node - LEAVES]
    }
    return score
  }

  #reserve(count: number): void {
    this.count = count
    this.#splits = new Uint16Array(count * SPLITS)
    this.#values = new Float32Array(count * LEAVES)
  }
}

/** 1 to go right, 0 to go left. */
function answer(split: number, rows: Uint8Array, row: number): number {
  return ((split & (MOST_BINS - 1)) - rows[row + (split >> BIN_BITS)]) >>> 31
}
