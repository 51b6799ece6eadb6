import { closeSync, openSync, readdirSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BloomFilter } from '../../core/bloom-filter.ts'
import { hashWords } from '../../core/uuid-words.ts'
import { openDayToRead } from './day-file.ts'
import { scanIds } from './scan-ids.ts'
import { FILTER_SEEDS } from './seal-day.ts'

/**
 * Places of one stretch. A day of a hundred million has four hundred filters to ask then; with a
 * million in each, what the threads took and gave back left holes of twenty megabytes each time.
 */
export const STRETCH = 2 ** 18
/** Of marks, by their first bits: two hundred and fifty places each, read at once. */
const BUCKETS = 1024
const BUCKET_SHIFT = 22
const PAIR = 8

/** What a thread is told to write. */
export interface ToWrite {
  dayFile: string
  /** Where to. */
  file: string
  first: number
  last: number
  /** Of marks. */
  seed: number
}

/** What stays in memory. */
export interface Written {
  filter: Uint8Array
  /** At which pair each bucket begins, and the end. */
  starts: Uint32Array
}

/** What is sought, hashed. */
interface Hashed {
  mark: number
  place: number
  bits: number
}

/**
 * Where the ids of a stretch stand in a day that is still written: pairs of a mark and an offset in a
 * file, sorted by mark, two bytes an id in memory. Made from the day again by every process: what
 * a power cut leaves of the file is of no use to anybody.
 */
export class Stretch {
  /** Place its offsets count from. */
  readonly first: number
  readonly #file: string
  readonly #descriptor: number
  readonly #filter: BloomFilter
  readonly #starts: Uint32Array

  constructor(file: string, first: number, { filter, starts }: Written) {
    this.first = first
    this.#file = file
    this.#descriptor = openSync(file, 'r')
    this.#filter = BloomFilter.load(filter)
    this.#starts = starts
  }

  /** Offset of an id with this mark that `isIt`, or −1. */
  find({ mark, place, bits }: Hashed, isIt: (offset: number) => boolean): number {
    if (!this.#filter.has(place, bits)) return -1
    const pairs = this.#bucketOf(mark >>> 0)
    for (let at = 0; at < pairs.length; at += 2) {
      if (pairs[at] === mark >>> 0 && isIt(pairs[at + 1])) return pairs[at + 1]
    }
    return -1
  }

  close(): void {
    closeSync(this.#descriptor)
    rmSync(this.#file, { force: true })
  }

  #bucketOf(mark: number): Uint32Array {
    const bucket = mark >>> BUCKET_SHIFT
    const first = this.#starts[bucket]
    const pairs = new Uint32Array((this.#starts[bucket + 1] - first) * 2)
    const read = readSync(this.#descriptor, pairs, { position: first * PAIR })
    if (read !== pairs.byteLength) throw new Error(`${this.#file} was cut short`)
    return pairs
  }
}

/** Made in a thread of its own: its ids are read in a fifth of a second. @throws what keeps it from being written */
export function writeStretch({ dayFile, file, first, last, seed }: ToWrite): Written {
  const filter = new BloomFilter(last - first + 1)
  const places = new Float64Array(last - first + 1)
  let count = 0
  const db = openDayToRead(dayFile)!
  try {
    const take = (words: Uint32Array, position: number) => {
      filter.add(hashWords(words, FILTER_SEEDS[0]), hashWords(words, FILTER_SEEDS[1]))
      places[count++] = (hashWords(words, seed) >>> 0) * STRETCH + (position - first)
    }
    scanIds(db, take, { first, last })
  } finally {
    db.close()
  }
  const { pairs, starts } = inBuckets(places.subarray(0, count).sort())
  writeFileSync(file, pairs)
  return { filter: filter.save(), starts }
}

/** What a process that was killed left behind. */
export function dropStretches(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/\.places-\d+$/.test(name)) rmSync(join(folder, name), { force: true })
  }
}

export function stretchPath(dayFile: string, first: number): string {
  return dayFile.replace(/\.db$/, `.places-${first}`)
}

function inBuckets(places: Float64Array) {
  const pairs = new Uint32Array(places.length * 2)
  const starts = new Uint32Array(BUCKETS + 1)
  for (let i = 0; i < places.length; i++) {
    const mark = Math.floor(places[i] / STRETCH)
    pairs[i * 2] = mark
    pairs[i * 2 + 1] = places[i] - mark * STRETCH
    starts[(mark >>> BUCKET_SHIFT) + 1]++
  }
  for (let bucket = 0; bucket < BUCKETS; bucket++) starts[bucket + 1] += starts[bucket]
  return { pairs, starts }
}
