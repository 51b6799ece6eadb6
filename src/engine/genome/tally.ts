import type { ByteReader, ByteWriter } from '../../core/bytes.ts'

/** A count that remembers the day of its newest unit, and how its prices were spread. */
export interface Tally {
  key: number
  weight: number
  /** Days since 1970. */
  day: number
  /** Acts by fifth of the price range of the category; empty where prices have no meaning. */
  prices: number[]
}

/**
 * The heaviest keys of a stream, in fixed room. When a seventeenth comes, the lightest
 * leaves (of equals the one longest unseen, then the higher key), so that what is kept depends on what happened alone.
 */
export class Tallies {
  static readonly MOST = 16
  readonly list: Tally[] = []

  add(key: number, weight: number, day: number, priceBin = -1): void {
    const tally = this.#at(key)
    tally.weight += weight
    tally.day = Math.max(tally.day, day)
    if (priceBin >= 0) {
      while (tally.prices.length < PRICE_BINS) tally.prices.push(0)
      tally.prices[priceBin]++
    }
    this.#shrink()
  }

  merge(other: Tallies): void {
    for (const theirs of other.list) {
      const ours = this.#at(theirs.key)
      ours.weight += theirs.weight
      ours.day = Math.max(ours.day, theirs.day)
      if (theirs.prices.length === 0) continue
      ours.prices = theirs.prices.map((count, bin) => count + (ours.prices[bin] ?? 0))
    }
    this.#shrink()
  }

  save(out: ByteWriter): void {
    out.count(this.list.length)
    for (const { key, weight, day, prices } of this.list) {
      out.count(key)
      out.count(weight)
      out.count(day)
      out.count(prices.length)
      for (const count of prices) out.count(count)
    }
  }

  load(from: ByteReader): void {
    for (let left = from.count(); left > 0; left--) {
      const tally: Tally = {
        key: from.count(),
        weight: from.count(),
        day: from.count(),
        prices: [],
      }
      for (let bins = from.count(); bins > 0; bins--) tally.prices.push(from.count())
      this.list.push(tally)
    }
  }

  /** By rising key, so that the order of arrival leaves no trace. */
  #at(key: number): Tally {
    let place = 0
    while (place < this.list.length && this.list[place].key < key) place++
    if (this.list[place]?.key !== key) {
      this.list.splice(place, 0, { key, weight: 0, day: 0, prices: [] })
    }
    return this.list[place]
  }

  #shrink(): void {
    while (this.list.length > Tallies.MOST) {
      let least = 0
      for (let i = 1; i < this.list.length; i++) {
        if (isLighter(this.list[i], this.list[least])) least = i
      }
      this.list.splice(least, 1)
    }
  }
}

export const PRICE_BINS = 5

function isLighter(a: Tally, b: Tally): boolean {
  return (a.weight - b.weight || a.day - b.day || b.key - a.key) < 0
}
