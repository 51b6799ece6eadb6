import { mix32 } from '../../../core/hash.ts'
import type { Examples } from './examples.ts'
import { FEATURE_COUNT } from './features.ts'
import { DEPTH, Forest, Tree } from './forest.ts'
import { Histogram, type Split } from './histogram.ts'
import { softmax } from './listwise.ts'
import { MOST_CANDIDATES } from './shortlist.ts'

export interface ForestSettings {
  trees: number
  shrinkage: number
  /** Share of the lists each tree is grown from. */
  share: number
}

export const USUAL_FOREST: ForestSettings = { trees: 80, shrinkage: 0.12, share: 0.5 }

/** Leaves of a tree, at most. */
const MOST_LEAVES = 40
/** Nodes from here on are too deep to be split. */
const DEEPEST = 1 << DEPTH

interface Leaf {
  node: number
  from: number
  to: number
  histogram: Histogram
  split: Split
}

/**
 * Grows a forest on lists of candidates: gradient boosting (Friedman, 2001) of the listwise
 * softmax loss, best leaf first, on histograms of bins, a sibling's being what is left of its
 * parent's ("LightGBM": Ke et al., 2017); each tree sees its own share of the lists.
 */
export class ForestTrainer {
  readonly #examples: Examples
  readonly #settings: ForestSettings
  readonly #lists: number
  readonly #scores: Float64Array
  readonly #slopes: Float32Array
  readonly #curvatures: Float32Array
  readonly #order: Int32Array
  readonly #spare: Int32Array
  readonly #chances = new Float64Array(MOST_CANDIDATES)
  readonly #pool: Histogram[] = []
  readonly trees: Tree[] = []

  /** @param lists only the first so many are learnt from. */
  constructor(examples: Examples, lists: number, settings: ForestSettings = USUAL_FOREST) {
    const rows = examples.starts[lists]
    this.#examples = examples
    this.#settings = settings
    this.#lists = lists
    this.#scores = new Float64Array(rows)
    this.#slopes = new Float32Array(rows)
    this.#curvatures = new Float32Array(rows)
    this.#order = new Int32Array(rows)
    this.#spare = new Int32Array(rows)
  }

  /** One more tree each step, so that whoever asks may pause, or stop. */
  *grow(): Generator<void, Forest> {
    while (this.trees.length < this.#settings.trees) {
      this.#growTree()
      yield
    }
    return Forest.of(this.trees)
  }

  #growTree(): void {
    const count = this.#differentiate(this.trees.length)
    const tree = new Tree()
    const root = this.#leaf(1, 0, count)
    root.histogram.fill(...this.#dataOf(root))
    root.split = root.histogram.bestSplit()
    const leaves = [root]
    while (leaves.length < MOST_LEAVES) {
      const next = mostPromising(leaves)
      if (leaves[next].split.gain <= 0) break
      leaves.push(...this.#divide(leaves.splice(next, 1)[0], tree))
    }
    for (const leaf of leaves) this.#settle(leaf, tree)
    this.trees.push(tree)
    this.#rescore(tree)
  }

  /** Slopes and curvatures of this tree's share of the lists; how many rows they have. */
  #differentiate(tree: number): number {
    const { starts, chosen } = this.#examples
    let count = 0
    for (let list = 0; list < this.#lists; list++) {
      if (mix32(list, tree) >= this.#settings.share * 2 ** 32) continue
      const first = starts[list]
      const length = starts[list + 1] - first
      for (let c = 0; c < length; c++) this.#chances[c] = this.#scores[first + c]
      softmax(this.#chances, length)
      for (let c = 0; c < length; c++) {
        const chance = this.#chances[c]
        this.#slopes[first + c] = chance - (c === chosen[list] ? 1 : 0)
        this.#curvatures[first + c] = Math.max(chance * (1 - chance), 1e-6)
        this.#order[count++] = first + c
      }
    }
    return count
  }

  /** Turn a leaf into a split with two leaves; the smaller child is summed, the other is the rest. */
  #divide(leaf: Leaf, tree: Tree): Leaf[] {
    tree.split(leaf.node, leaf.split.feature, leaf.split.bin)
    const middle = this.#partition(leaf)
    const left = this.#leaf(2 * leaf.node, leaf.from, middle)
    const right = this.#leaf(2 * leaf.node + 1, middle, leaf.to)
    const [small, large] = middle - leaf.from <= leaf.to - middle ? [left, right] : [right, left]
    if (left.node >= DEEPEST) return this.#sumUp(leaf, left, right)
    small.histogram.fill(...this.#dataOf(small))
    this.#pool.push(large.histogram)
    large.histogram = leaf.histogram
    large.histogram.subtract(small.histogram)
    left.split = left.histogram.bestSplit()
    right.split = right.histogram.bestSplit()
    return [left, right]
  }

  /** The deepest leaves are never split again, and need no histogram. */
  #sumUp(leaf: Leaf, ...children: Leaf[]): Leaf[] {
    this.#pool.push(leaf.histogram)
    for (const { from, to, histogram } of children) {
      histogram.slope = 0
      histogram.curvature = 0
      for (let i = from; i < to; i++) {
        histogram.slope += this.#slopes[this.#order[i]]
        histogram.curvature += this.#curvatures[this.#order[i]]
      }
    }
    return children
  }

  /** Rows that go left first, each side in its old order. */
  #partition({ from, to, split }: Leaf): number {
    const { bins } = this.#examples
    let left = from
    let right = 0
    for (let i = from; i < to; i++) {
      const row = this.#order[i]
      if (bins[row * FEATURE_COUNT + split.feature] > split.bin) this.#spare[right++] = row
      else this.#order[left++] = row
    }
    for (let i = 0; i < right; i++) this.#order[left + i] = this.#spare[i]
    return left
  }

  #settle(leaf: Leaf, tree: Tree): void {
    tree.settle(leaf.node, this.#settings.shrinkage * leaf.histogram.value)
    this.#pool.push(leaf.histogram)
  }

  #rescore(tree: Tree): void {
    const grown = Forest.of([tree])
    grown.score(this.#examples.bins, this.#scores.length, this.#scores)
  }

  #leaf(node: number, from: number, to: number): Leaf {
    const histogram = this.#pool.pop() ?? new Histogram()
    return { node, from, to, histogram, split: { gain: 0, feature: -1, bin: -1 } }
  }

  #dataOf(leaf: Leaf) {
    const { bins } = this.#examples
    return [bins, this.#order, leaf.from, leaf.to, this.#slopes, this.#curvatures] as const
  }
}

function mostPromising(leaves: readonly Leaf[]): number {
  let best = 0
  for (let i = 1; i < leaves.length; i++) {
    if (leaves[i].split.gain > leaves[best].split.gain) best = i
  }
  return best
}
