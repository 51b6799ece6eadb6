/** Most pairs of a block: what one change moves, and one look-up passes over. */
const MOST = 512
const FIRST = 16

/**
 * Pairs of a key and a whole number, in order of both, each once.
 *
 * Kept in blocks, so that a change moves half a thousand numbers and not a million: a
 * feed may bring thousands of changes between two looks, and the looks do not wait.
 */
export class SortedPairs implements Iterable<number> {
  readonly #blocks: Block[] = []
  /** Pairs before each block, counted as far as they were asked for. */
  readonly #starts: number[] = []
  /** How many of them hold: a change moves what stands behind its block, and nothing before. */
  #counted = 0
  #length = 0

  get length(): number {
    return this.#length
  }

  add(key: number, value: number): void {
    const blocks = this.#blocks
    if (blocks.length === 0) blocks.push(new Block())
    const at = Math.min(this.#blockOf(key, value), blocks.length - 1)
    const block = blocks[at]
    const place = block.placeOf(key, value)
    if (block.holds(place, key, value)) return
    this.#length++
    this.#counted = Math.min(this.#counted, at + 1)
    if (block.size < MOST) {
      block.insert(place, key, value)
      return
    }
    // At the very end nothing comes between any more: a full block stays full.
    const isLast = at === blocks.length - 1 && place === MOST
    const next = isLast ? new Block() : block.split()
    blocks.splice(at + 1, 0, next)
    const target = isLast || place > block.size ? next : block
    target.insert(target.placeOf(key, value), key, value)
  }

  remove(key: number, value: number): void {
    const at = this.#blockOf(key, value)
    const block = this.#blocks[at]
    const place = block?.placeOf(key, value) ?? 0
    if (!block?.holds(place, key, value)) return
    this.#length--
    this.#counted = Math.min(this.#counted, at + 1)
    block.remove(place)
    if (block.size === 0) this.#blocks.splice(at, 1)
  }

  /** Number of pairs that come before this one; without a number, whose key is below. */
  rank(key: number, value = -Infinity): number {
    const at = this.#blockOf(key, value)
    if (at === this.#blocks.length) return this.#length
    return this.#startOf(at) + this.#blocks[at].placeOf(key, value)
  }

  /** The whole number at a place; undefined beyond the ends. */
  at(place: number): number | undefined {
    if (place < 0 || place >= this.#length) return undefined
    const block = this.#blockAt(place)
    return this.#blocks[block].values[place - this.#startOf(block)]
  }

  /** The key at a place within the length. */
  keyAt(place: number): number {
    const block = this.#blockAt(place)
    return this.#blocks[block].keyAt(place - this.#startOf(block))
  }

  /** Write `count` of the whole numbers to `into`, from a place on; all of them must be there. */
  read(from: number, count: number, into: Int32Array): void {
    let block = this.#blockAt(from)
    let at = from - this.#startOf(block)
    for (let i = 0; i < count; i++) {
      if (at === this.#blocks[block].size) {
        block++
        at = 0
      }
      into[i] = this.#blocks[block].values[at++]
    }
  }

  *[Symbol.iterator](): Generator<number> {
    for (const { values, size } of this.#blocks) for (let i = 0; i < size; i++) yield values[i]
  }

  /** The first block whose last pair does not come before this one. */
  #blockOf(key: number, value: number): number {
    let low = 0
    let high = this.#blocks.length
    // What comes in order belongs behind all others: no search, which reads a block a step.
    if (high === 0 || this.#blocks[high - 1].endsBefore(key, value)) return high
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#blocks[middle].endsBefore(key, value)) low = middle + 1
      else high = middle
    }
    return low
  }

  #blockAt(place: number): number {
    let low = 0
    let high = this.#blocks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (this.#startOf(middle) <= place) low = middle
      else high = middle - 1
    }
    return low
  }

  #startOf(block: number): number {
    for (let at = this.#counted; at <= block; at++) {
      this.#starts[at] = at === 0 ? 0 : this.#starts[at - 1] + this.#blocks[at - 1].size
    }
    this.#counted = Math.max(this.#counted, block + 1)
    return this.#starts[block]
  }
}

/** Keys of a block whose keys are all 0: a set of numbers alone takes half of the room. */
const ALL_ZERO = new Int32Array(0)

class Block {
  /** Prices are small and whole: four bytes a key until one needs eight. */
  #keys: Int32Array | Float64Array = ALL_ZERO
  values = new Int32Array(FIRST)
  size = 0

  keyAt(place: number): number {
    return this.#keys === ALL_ZERO ? 0 : this.#keys[place]
  }

  endsBefore(key: number, value: number): boolean {
    return comesBefore(this.keyAt(this.size - 1), this.values[this.size - 1], key, value)
  }

  /** Where the pair is, or belongs. */
  placeOf(key: number, value: number): number {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >>> 1
      if (comesBefore(this.keyAt(middle), this.values[middle], key, value)) low = middle + 1
      else high = middle
    }
    return low
  }

  holds(place: number, key: number, value: number): boolean {
    return place < this.size && this.keyAt(place) === key && this.values[place] === value
  }

  insert(place: number, key: number, value: number): void {
    if (this.size === this.values.length) this.#resize(this.size * 2)
    if (key !== 0 && this.#keys === ALL_ZERO) this.#keys = new Int32Array(this.values.length)
    if (key !== (key | 0) && this.#keys instanceof Int32Array) {
      this.#keys = Float64Array.from(this.#keys)
    }
    // What comes in order is put at the end, where nothing has to move.
    if (place < this.size) {
      this.values.copyWithin(place + 1, place, this.size)
      if (this.#keys !== ALL_ZERO) this.#keys.copyWithin(place + 1, place, this.size)
    }
    this.values[place] = value
    if (this.#keys !== ALL_ZERO) this.#keys[place] = key
    this.size++
  }

  remove(place: number): void {
    this.#keys.copyWithin(place, place + 1, this.size)
    this.values.copyWithin(place, place + 1, this.size)
    this.size--
  }

  /** The upper half, taken out. */
  split(): Block {
    const upper = new Block()
    const half = this.size >>> 1
    if (this.#keys !== ALL_ZERO) upper.#keys = this.#keys.slice(half)
    upper.values = this.values.slice(half)
    upper.size = this.size - half
    this.size = half
    return upper
  }

  #resize(length: number): void {
    const [keys, values] = [this.#keys, this.values]
    this.values = new Int32Array(length)
    this.values.set(values)
    if (keys === ALL_ZERO) return
    this.#keys = keys instanceof Int32Array ? new Int32Array(length) : new Float64Array(length)
    this.#keys.set(keys)
  }
}

function comesBefore(key: number, value: number, otherKey: number, other: number): boolean {
  return key < otherKey || (key === otherKey && value < other)
}
