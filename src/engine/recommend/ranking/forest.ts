import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { MOST_BINS } from './bins.ts'
import { FEATURE_COUNT } from './features.ts'

/** Questions between the root of a tree and its deepest leaf. */
export const DEPTH = 6
const LEAVES = 1 << DEPTH
const SPLITS = LEAVES

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
    this.values[node - LEAVES] = value
  }
}

/**
 * Decision trees whose values are summed (gradient boosting: Friedman, 2001).
 *
 * Every tree is stored as if it were complete, so that a walk is always as many steps and
 * has no branch to guess wrongly; trees are asked one after the other about all candidates.
 */
export class Forest {
  count = 0
  #features = new Uint8Array(0)
  #bins = new Uint8Array(0)
  #values = new Float32Array(0)

  static of(trees: readonly Tree[]): Forest {
    const forest = new Forest()
    forest.#reserve(trees.length)
    for (const [t, tree] of trees.entries()) {
      forest.#features.set(tree.features, t * SPLITS)
      forest.#bins.set(tree.bins, t * SPLITS)
      forest.#values.set(tree.values, t * LEAVES)
    }
    return forest
  }

  /** Add the trees' values to the scores of `count` candidates. */
  score(rows: Uint8Array, count: number, into: Float64Array, from = 0): void {
    for (let tree = 0; tree < this.count; tree++) this.#ask(tree, rows, count, into, from)
  }

  save(writer: ByteWriter): void {
    writer.count(this.count)
    writer.bytes(this.#features)
    writer.bytes(this.#bins)
    for (const value of this.#values) writer.f32(value)
  }

  /** @throws RangeError when a tree asks for no feature. */
  static load(reader: ByteReader): Forest {
    const forest = new Forest()
    const count = reader.count()
    if (count > reader.left) throw new RangeError('a forest is larger than its bytes')
    forest.#reserve(count)
    for (const part of [forest.#features, forest.#bins]) {
      const bytes = reader.bytes()
      if (bytes.length !== part.length) throw new RangeError('a forest has not the size it says')
      part.set(bytes)
    }
    for (let i = 0; i < forest.#values.length; i++) forest.#values[i] = reader.f32()
    if (forest.#features.some(f => f >= FEATURE_COUNT)) throw new RangeError('no such feature')
    return forest
  }

  #ask(tree: number, rows: Uint8Array, count: number, into: Float64Array, from: number): void {
    const features = this.#features
    const bins = this.#bins
    const first = tree * SPLITS
    const leaves = first - LEAVES
    for (let c = 0; c < count; c++) {
      const row = from + c * FEATURE_COUNT
      let node = 1
      for (let step = 0; step < DEPTH; step++) {
        const isRight = (bins[first + node] - rows[row + features[first + node]]) >>> 31
        node = 2 * node + isRight
      }
      into[c] += this.#values[leaves + node]
    }
  }

  #reserve(count: number): void {
    this.count = count
    this.#features = new Uint8Array(count * SPLITS)
    this.#bins = new Uint8Array(count * SPLITS)
    this.#values = new Float32Array(count * LEAVES)
  }
}
