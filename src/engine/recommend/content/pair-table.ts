/** Shards grow one by one: a table of millions that grows at once holds everybody up. */
const SHARDS = 256
const FIRST_PLACES = 8
/** Nothing is known of the pair any more; its place goes when its shard grows. */
const GONE = -(2 ** 31)
/** Every shard before its first pair. */
const EMPTY = new Int32Array(2 * FIRST_PLACES)

/**
 * A whole number for each pair of category and word, pairs being known by 32 well mixed
 * bits: fourteen bytes a pair. 0 stands for none.
 */
export class PairTable {
  /** Open addressing: a pair and its number side by side. */
  readonly #shards: Int32Array[] = new Array(SHARDS).fill(EMPTY)
  readonly #taken = new Int32Array(SHARDS)

  /** Bytes held. */
  get bytes(): number {
    const own = this.#shards.filter(shard => shard !== EMPTY)
    return own.reduce((sum, shard) => sum + shard.byteLength, 0)
  }

  get(pair: number): number {
    const shard = this.#shards[pair & (SHARDS - 1)]
    const value = shard[placeIn(shard, pair) + 1]
    return value === GONE ? 0 : value
  }

  /** @param value 0 to forget the pair. */
  set(pair: number, value: number): void {
    const at = pair & (SHARDS - 1)
    const shard = this.#shards[at]
    const place = placeIn(shard, pair)
    if (shard[place + 1] === 0) {
      if (value === 0) return
      if (shard === EMPTY) {
        this.#shards[at] = new Int32Array(EMPTY.length)
        this.set(pair, value)
        return
      }
      if (8 * (this.#taken[at] + 1) > 3 * shard.length) {
        this.#grow(at)
        this.set(pair, value)
        return
      }
      this.#taken[at]++
      shard[place] = pair
    }
    shard[place + 1] = value === 0 ? GONE : value
  }

  #grow(at: number): void {
    const shard = this.#shards[at]
    const kept = this.#countOf(shard)
    // Where most pairs are gone, the same size will do.
    const larger = new Int32Array(4 * kept >= shard.length ? 2 * shard.length : shard.length)
    for (let i = 0; i < shard.length; i += 2) {
      if (shard[i + 1] === 0 || shard[i + 1] === GONE) continue
      const place = placeIn(larger, shard[i])
      larger[place] = shard[i]
      larger[place + 1] = shard[i + 1]
    }
    this.#shards[at] = larger
    this.#taken[at] = kept
  }

  #countOf(shard: Int32Array): number {
    let count = 0
    for (let i = 1; i < shard.length; i += 2) if (shard[i] !== 0 && shard[i] !== GONE) count++
    return count
  }
}

/** Where the pair stands, or the free place where it belongs (linear probing). */
function placeIn(shard: Int32Array, pair: number): number {
  const mask = shard.length - 1
  let place = ((pair >>> 8) * 2) & mask
  while (shard[place + 1] !== 0 && shard[place] !== pair) place = (place + 2) & mask
  return place
}
