import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { FIELDS, GRAIN } from './bets.ts'
import { Carried } from './carried.ts'
import { fade } from './fading.ts'

const PAGE_ROWS = 256
/** Numbers of a cell: its sums in whole grains, and a mark. They fill one line of a processor's cache. */
const CELL = 16
/** How often was added, in the lowest bits, and above them where the rest is, if there is any. */
const MARK = CELL - 1
const TIMES_BITS = 7
/** No visit adds more than one to a sum, so up to here 32 bits are enough. */
const MOST_TIMES = (1 << TIMES_BITS) - 1
const NOTHING = new Float64Array(FIELDS)
/** Of the cell that fades or is saved, one of thousands, in whichever ledger. */
const SUMS = new Float64Array(FIELDS)
/** Of the visit that is being added, to whichever ledger. */
const VISIT = new Int32Array(CELL)
/** What looking ahead saw; it means nothing, but a look that leaves nothing is optimised away. */
const LOOKS = new Int32Array(1)

/**
 * The sums of every row and arm, in pages of one arm, each made when something is first added to
 * it: what was never met, and arms that were never shown, take no room.
 *
 * A visit adds to a hundred cells all over the memory, and waiting for memory is nearly all that it
 * costs. So a cell is as small as exact sums can be, and what does not fit any more is carried to a
 * place that is seldom needed.
 */
export class Cells {
  readonly arms: number
  readonly #pages: (Int32Array | undefined)[][]
  /** Up to which week each page has faded. */
  readonly #weeks: number[][]
  readonly #carried = new Carried()
  #week = 0

  constructor(arms: number) {
    this.arms = arms
    this.#pages = Array.from({ length: arms }, () => [])
    this.#weeks = Array.from({ length: arms }, () => [])
  }

  get week(): number {
    return this.#week
  }

  /** What was seen in weeks before counts less from now on. Pages fade when they are next needed. */
  turn(week: number): void {
    if (week > this.#week) this.#week = week
  }

  get bytes(): number {
    const pages = this.#pages.flat().filter(page => page !== undefined).length
    return pages * PAGE_ROWS * CELL * 4 + this.#carried.bytes
  }

  /** What one visit adds, to the same arm of many rows; rows below 0 are none. */
  addTo(rows: Int32Array, count: number, arm: number, sums: Float64Array): void {
    const visit = VISIT
    for (let f = 0; f < FIELDS; f++) visit[f] = sums[f] * GRAIN
    visit[MARK] = 1
    this.#lookAhead(rows, count, arm)
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      if (row < 0) continue
      const page = this.#pages[arm][row >>> 8]!
      const at = cellOf(row)
      for (let f = 0; f < CELL; f += 4) {
        page[at + f] += visit[f]
        page[at + f + 1] += visit[f + 1]
        page[at + f + 2] += visit[f + 2]
        page[at + f + 3] += visit[f + 3]
      }
      if ((page[at + MARK] & MOST_TIMES) === MOST_TIMES) this.#carry(page, at)
    }
  }

  /** Adds sums of any size. */
  add(row: number, arm: number, sums: Float64Array): void {
    const all = this.read(row, arm)
    for (let f = 0; f < FIELDS; f++) all[f] += sums[f]
    this.#put(this.#pageOf(row, arm), cellOf(row), all)
  }

  /** A copy. */
  read(row: number, arm: number): Float64Array {
    const page = this.#knownPage(row, arm)
    const sums = new Float64Array(FIELDS)
    if (page !== undefined) this.#readInto(sums, page, cellOf(row))
    return sums
  }

  /** One of the sums. */
  readOne(row: number, arm: number, field: number): number {
    const page = this.#knownPage(row, arm)
    if (page === undefined) return 0
    const at = cellOf(row)
    const carried = this.#carried.readOne(placeIn(page, at), field)
    return carried + page[at + field] / GRAIN
  }

  forget(row: number): void {
    for (let a = 0; a < this.arms; a++) {
      const page = this.#knownPage(row, a)
      if (page !== undefined) this.#put(page, cellOf(row), NOTHING)
    }
  }

  /** Arm by arm the rows that have something in them, each with its distance from the one before. */
  save(writer: ByteWriter): void {
    writer.count(this.#week)
    for (let a = 0; a < this.arms; a++) {
      const rows = this.#rowsOf(a)
      writer.count(rows.length)
      let before = 0
      for (const row of rows) {
        writer.count(row - before)
        before = row
        this.#readInto(SUMS, this.#pageOf(row, a), cellOf(row))
        for (let f = 0; f < FIELDS; f++) writer.f64(SUMS[f])
      }
    }
  }

  /** @throws RangeError when there are sums of more rows than that. */
  load(reader: ByteReader, rows: number): void {
    const sums = new Float64Array(FIELDS)
    this.#week = reader.count()
    for (let a = 0; a < this.arms; a++) {
      let row = 0
      for (let left = reader.count(); left > 0; left--) {
        row += reader.count()
        if (row >= rows) throw new RangeError('a ledger holds sums of situations that it has not')
        for (let f = 0; f < FIELDS; f++) sums[f] = reader.f64()
        this.#put(this.#pageOf(row, a), cellOf(row), sums)
      }
    }
  }

  /**
   * Reads each cell once, at both ends. Loads that wait for nothing but memory wait together; among
   * the additions each waits for those before it. Halves the time at 85,000 situations.
   */
  #lookAhead(rows: Int32Array, count: number, arm: number): void {
    let seen = 0
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      if (row < 0) continue
      const page = this.#pageOf(row, arm)
      const at = cellOf(row)
      seen += page[at] + page[at + MARK]
    }
    LOOKS[0] = seen
  }

  /** The page of a row as it is this week. */
  #pageOf(row: number, arm: number): Int32Array {
    const at = row >>> 8
    const page = (this.#pages[arm][at] ??= this.#newPage(arm, at))
    if (this.#weeks[arm][at] !== this.#week) this.#catchUp(page, arm, at)
    return page
  }

  #knownPage(row: number, arm: number): Int32Array | undefined {
    return this.#pages[arm][row >>> 8] && this.#pageOf(row, arm)
  }

  #newPage(arm: number, at: number): Int32Array {
    this.#weeks[arm][at] = this.#week
    return new Int32Array(PAGE_ROWS * CELL)
  }

  /** Week by week, so that it does not matter when somebody looked. */
  #catchUp(page: Int32Array, arm: number, at: number): void {
    let changes = true
    for (let week = this.#weeks[arm][at]; week < this.#week && changes; week++) {
      changes = false
      for (const row of rowsMarkedIn(page)) {
        this.#readInto(SUMS, page, row * CELL)
        if (fade(SUMS)) changes = true
        this.#put(page, row * CELL, SUMS)
      }
    }
    this.#weeks[arm][at] = this.#week
  }

  #readInto(sums: Float64Array, page: Int32Array, at: number): void {
    for (let f = 0; f < FIELDS; f++) sums[f] = page[at + f] / GRAIN
    const place = placeIn(page, at)
    if (place >= 0) this.#carried.addInto(sums, place)
  }

  /** Nothing is lost: grains are whole, and a double holds fifty-three bits of them. */
  #carry(page: Int32Array, at: number): void {
    let place = placeIn(page, at)
    if (place < 0) place = this.#carried.give()
    this.#carried.add(place, page.subarray(at, at + FIELDS))
    page.fill(0, at, at + MARK)
    page[at + MARK] = (place + 1) << TIMES_BITS
  }

  /** These are the sums now. */
  #put(page: Int32Array, at: number, sums: Float64Array): void {
    let place = placeIn(page, at)
    const times = Math.ceil(largestOf(sums))
    if (times < MOST_TIMES) {
      if (place >= 0) this.#carried.clear(place)
      for (let f = 0; f < FIELDS; f++) page[at + f] = sums[f] * GRAIN
      page[at + MARK] = ((place + 1) << TIMES_BITS) | times
    } else {
      if (place < 0) place = this.#carried.give()
      this.#carried.set(place, sums)
      page.fill(0, at, at + MARK)
      page[at + MARK] = (place + 1) << TIMES_BITS
    }
  }

  /** Rows of an arm that have something in them. */
  #rowsOf(arm: number): number[] {
    const rows: number[] = []
    for (const [p, known] of this.#pages[arm].entries()) {
      if (known === undefined) continue
      const first = p * PAGE_ROWS
      const page = this.#pageOf(first, arm)
      for (const row of rowsMarkedIn(page)) {
        this.#readInto(SUMS, page, row * CELL)
        if (largestOf(SUMS) !== 0) rows.push(first + row)
      }
    }
    return rows
  }
}

function cellOf(row: number): number {
  return (row & (PAGE_ROWS - 1)) * CELL
}

function largestOf(sums: Float64Array): number {
  let most = 0
  for (let f = 0; f < FIELDS; f++) most = Math.max(most, Math.abs(sums[f]))
  return most
}

/** Where the rest of a cell is; −1 when there is none. */
function placeIn(page: Int32Array, at: number): number {
  return (page[at + MARK] >>> TIMES_BITS) - 1
}

/** What was never added to has no mark. */
function rowsMarkedIn(page: Int32Array): number[] {
  const rows: number[] = []
  for (let row = 0; row < PAGE_ROWS; row++) if (page[row * CELL + MARK] !== 0) rows.push(row)
  return rows
}
