import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { FEATURE_COUNT } from './features.ts'

export const MOST_LEAVES = 31
const MOST_SPLITS = MOST_LEAVES - 1

/** One tree as it is grown: `children` name another split, or a leaf as its complement. */
export interface Tree {
  features: number[]
  /** A candidate whose bin is above goes right. */
  bins: number[]
  children: [left: number, right: number][]
  values: number[]
}

/**
 * Decision trees whose values are summed (gradient boosting: Friedman, 2001), kept in flat
 * arrays. Trees are walked one after the other over all candidates, so that a tree is in
 * the processor's cache while it is asked.
 */
export class Forest {
  count = 0
  #features = new Uint8Array(0)
  #bins = new Uint8Array(0)
  /** Left and right, split by split. */
  #children = new Int8Array(0)
  #values = new Float32Array(0)

  static of(trees: readonly Tree[]): Forest {
    const forest = new Forest()
    forest.#reserve(trees.length)
    for (const [t, tree] of trees.entries()) {
      forest.#features.set(tree.features, t * MOST_SPLITS)
      forest.#bins.set(tree.bins, t * MOST_SPLITS)
      forest.#children.set(tree.children.flat(), t * MOST_SPLITS * 2)
      forest.#values.set(tree.values, t * MOST_LEAVES)
      if (tree.features.length === 0) forest.#children.set([-1, -1], t * MOST_SPLITS * 2)
    }
    return forest
  }

  /** Add the trees' values to the scores of `count` candidates. */
  score(rows: Uint8Array, count: number, into: Float64Array, from = 0): void {
    for (let tree = 0; tree < this.count; tree++) this.#ask(tree, rows, count, into, from)
  }

  save(writer: ByteWriter): void {
    writer.count(this.count)
    for (const part of [this.#features, this.#bins, this.#children]) {
      writer.bytes(new Uint8Array(part.buffer))
    }
    for (const value of this.#values) writer.f32(value)
  }

  /** @throws RangeError when a tree points outside itself or at no feature. */
  static load(reader: ByteReader): Forest {
    const forest = new Forest()
    const count = reader.count()
    if (count > reader.left) throw new RangeError('a forest is larger than its bytes')
    forest.#reserve(count)
    for (const part of [forest.#features, forest.#bins, forest.#children]) {
      part.set(reader.bytes())
    }
    for (let i = 0; i < forest.#values.length; i++) forest.#values[i] = reader.f32()
    forest.#check()
    return forest
  }

  #ask(tree: number, rows: Uint8Array, count: number, into: Float64Array, from: number): void {
    const features = this.#features
    const bins = this.#bins
    const children = this.#children
    const first = tree * MOST_SPLITS
    const leaves = tree * MOST_LEAVES
    for (let c = 0; c < count; c++) {
      const row = from + c * FEATURE_COUNT
      let node = 0
      do {
        const at = first + node
        node = children[2 * at + (rows[row + features[at]] > bins[at] ? 1 : 0)]
      } while (node >= 0)
      into[c] += this.#values[leaves + ~node]
    }
  }

  #reserve(count: number): void {
    this.count = count
    this.#features = new Uint8Array(count * MOST_SPLITS)
    this.#bins = new Uint8Array(count * MOST_SPLITS)
    this.#children = new Int8Array(count * MOST_SPLITS * 2)
    this.#values = new Float32Array(count * MOST_LEAVES)
  }

  /** Children come after their parent, so every walk ends. */
  #check(): void {
    for (let i = 0; i < this.#children.length; i++) {
      const parent = (i >> 1) % MOST_SPLITS
      const child = this.#children[i]
      const isUnused = child === 0
      if (!isUnused && child >= 0 && (child <= parent || child >= MOST_SPLITS)) {
        throw new RangeError('a tree of this forest is tangled')
      }
      if (isUnused && parent === 0) throw new RangeError('a tree of this forest has no root')
    }
    if (this.#features.some(f => f >= FEATURE_COUNT)) throw new RangeError('no such feature')
  }
}
