import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { LIMITS } from '../../../schema/limits.ts'
import { MOST_CHARACTERISTICS, type Moment } from '../../situation/moments/moment.ts'

/** Whose a row is, once they are forgotten: no fingerprint is 0. */
const NOBODY = 0
/** Chances a row has room for. */
const MOST_ARMS = LIMITS.experiences
/** Rows that are made room for at once. */
const BLOCK = 512

/** A row as numbers; behind them the moment as half words, then the chances. */
const NUMBER = 0
const TIME = 1
const VISITOR = 2
const BEFORE = 3
const EXPECTED = 4
const MARGIN = 5
const KIND = 6
const ARM = 7
const MARKS = 8
const SIZE = 9
const MOMENT = 10
const CHANCES = MOMENT + MOST_CHARACTERISTICS / 4
const WIDTH = CHANCES + MOST_ARMS

/** Rows in a row: the same memory as numbers and as half words. */
interface Block {
  numbers: Float64Array
  halves: Uint16Array
}

/** A choice whose outcome is not known yet. */
export interface Open {
  /** Running number of the choice: rows come in rising order. */
  number: number
  time: number
  /** Fingerprint of whose it is. */
  visitor: number
  /** Number of the kind of placement, and of the experience in it. */
  kind: number
  arm: number
  moment: Moment
  /** Of every arm; empty where nobody weighs with them. */
  chances: ArrayLike<number>
  /** Rate of success that was expected before anything was shown. */
  expected: number
}

/** What has come of it so far. */
export interface Outcome extends Open {
  chances: Float64Array
  /** As bits. */
  marks: number
  margin: number
}

/**
 * Choices that wait until their window closes, oldest first. Their rows stand in blocks that come and
 * go: one buffer that doubles holds everybody up while it is copied. The rows of one visitor are
 * chained from the newest back, so that an order finds what it answers.
 *
 * A visitor stands in a row as a fingerprint, and as nothing once they are forgotten.
 */
export class Waiting {
  readonly #most: number
  /** Oldest first; the first holds the oldest row. */
  readonly #blocks: Block[] = []
  /** Running numbers of the oldest row and of the next. */
  #first = 0
  #next = 0
  /** Fingerprint → newest row. */
  readonly #newest = new Map<number, number>()
  /** Value → the row from which on it is what it is today. */
  readonly #givenAt = new Map<number, number>()

  /** @param most rows that may wait: beyond, the oldest is due at once */
  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#next - this.#first
  }

  get bytes(): number {
    return this.#blocks.length * BLOCK * WIDTH * 8
  }

  add(open: Open, marks = 0, margin = 0): void {
    const row = this.#next
    const { numbers: rows, halves } = this.#room()
    const at = atOf(row)
    this.#next++
    rows.fill(0, at, at + WIDTH)
    rows[at + NUMBER] = open.number
    rows[at + TIME] = open.time
    rows[at + EXPECTED] = open.expected
    rows[at + MARGIN] = margin
    rows[at + KIND] = open.kind
    rows[at + ARM] = open.arm
    rows[at + MARKS] = marks
    rows[at + SIZE] = open.moment.length
    halves.set(open.moment, (at + MOMENT) * 4)
    for (let a = 0; a < open.chances.length; a++) rows[at + CHANCES + a] = open.chances[a]
    this.#link(row, open.visitor)
  }

  /** The row of a choice, −1 when it does not wait here. */
  find(number: number): number {
    let low = this.#first
    let high = this.#next
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (this.#get(middle, NUMBER) < number) low = middle + 1
      else high = middle
    }
    return low < this.#next && this.#get(low, NUMBER) === number ? low : -1
  }

  /** Rows of a visitor, newest first. */
  *of(visitor: number): Generator<number> {
    let row = this.#newest.get(visitor) ?? -1
    while (row >= this.#first) {
      yield row
      row = this.#get(row, BEFORE)
    }
  }

  timeOf(row: number): number {
    return this.#get(row, TIME)
  }

  kindOf(row: number): number {
    return this.#get(row, KIND)
  }

  /** Running numbers of all rows, oldest first; those that leave meanwhile are passed over. */
  *rows(): Generator<number> {
    const end = this.#next
    for (let row = this.#first; row < end; row++) if (row >= this.#first) yield row
  }

  /** Whether the moment of a row has every one of these values, as their numbers are meant today. */
  has(row: number, values: readonly number[]): boolean {
    const moment = this.#momentOf(row)
    return values.every(value => moment.includes(value) && row >= (this.#givenAt.get(value) ?? 0))
  }

  marksOf(row: number): number {
    return this.#get(row, MARKS)
  }

  /** Notes what came of it, as bits, and what it brought. */
  mark(row: number, marks: number, margin = 0): void {
    this.#set(row, MARKS, this.#get(row, MARKS) | marks)
    this.#set(row, MARGIN, this.#get(row, MARGIN) + margin)
  }

  /** Takes out the oldest, if its window of so many ms is over by now. */
  takeDue(now: number, windowMs: number): Outcome | undefined {
    if (this.size === 0) return undefined
    const isOver = this.size > this.#most || now - this.timeOf(this.#first) >= windowMs
    return isOver ? this.#take() : undefined
  }

  /** What `from` waits for, `into` waits for. */
  merge(from: number, into: number): void {
    if (from !== into) this.#relink([...this.of(from), ...this.of(into)], [from, into], into)
  }

  /** Rows stay, and name nobody. */
  forget(visitor: number): void {
    this.#relink([...this.of(visitor)], [visitor], NOBODY)
  }

  /**
   * These numbers were given to other values: what waits was not about those. They are taken out
   * of a row when it is read, for looking through a quarter of a million at once would stop the shop.
   */
  strip(values: readonly number[]): void {
    for (const value of values) this.#givenAt.set(value, this.#next)
  }

  save(writer: ByteWriter): void {
    writer.count(this.#first)
    writer.count(this.#next)
    for (let row = this.#first; row < this.#next; row++) {
      this.#dropGiven(row)
      writer.bytes(new Uint8Array(this.#blockOf(row).numbers.buffer, atOf(row) * 8, WIDTH * 8))
    }
  }

  static load(reader: ByteReader, most: number): Waiting {
    const made = new Waiting(most)
    made.#first = made.#next = reader.count()
    const next = reader.count()
    while (made.#next < next) made.#restore(reader.bytes())
    return made
  }

  #restore(saved: Uint8Array): void {
    if (saved.length !== WIDTH * 8) throw new RangeError('a saved row has another size')
    const { numbers } = this.#room()
    const at = atOf(this.#next)
    new Uint8Array(numbers.buffer).set(saved, at * 8)
    const visitor = numbers[at + VISITOR]
    if (visitor !== NOBODY) this.#newest.set(visitor, this.#next)
    this.#next++
  }

  #take(): Outcome {
    const row = this.#first
    this.#dropGiven(row)
    const at = atOf(row)
    const { numbers: rows } = this.#blockOf(row)
    const visitor = rows[at + VISITOR]
    if (this.#newest.get(visitor) === row) this.#newest.delete(visitor)
    const outcome = {
      visitor,
      number: rows[at + NUMBER],
      time: rows[at + TIME],
      kind: rows[at + KIND],
      arm: rows[at + ARM],
      moment: this.#momentOf(row).slice(),
      chances: rows.slice(at + CHANCES, at + WIDTH),
      expected: rows[at + EXPECTED],
      marks: rows[at + MARKS],
      margin: rows[at + MARGIN],
    }
    if (++this.#first % BLOCK === 0) this.#blocks.shift()
    return outcome
  }

  /** Numbers that stand for something else since the row was written. */
  #dropGiven(row: number): void {
    if (this.#givenAt.size === 0) return
    const moment = this.#momentOf(row)
    const kept = moment.filter(value => row >= (this.#givenAt.get(value) ?? 0))
    if (kept.length === moment.length) return
    moment.fill(0)
    moment.set(kept)
    this.#set(row, SIZE, kept.length)
  }

  /** A view. */
  #momentOf(row: number): Moment {
    const start = (atOf(row) + MOMENT) * 4
    return this.#blockOf(row).halves.subarray(start, start + this.#get(row, SIZE))
  }

  #get(row: number, field: number): number {
    return this.#blockOf(row).numbers[atOf(row) + field]
  }

  #set(row: number, field: number, value: number): void {
    this.#blockOf(row).numbers[atOf(row) + field] = value
  }

  #blockOf(row: number): Block {
    return this.#blocks[Math.floor(row / BLOCK) - Math.floor(this.#first / BLOCK)]
  }

  #relink(rows: number[], before: number[], visitor: number): void {
    for (const one of before) this.#newest.delete(one)
    for (const row of rows.sort((a, b) => a - b)) this.#link(row, visitor)
  }

  /** Puts a row at the head of a visitor's chain; nobody has none. */
  #link(row: number, visitor: number): void {
    this.#set(row, VISITOR, visitor)
    this.#set(row, BEFORE, (visitor === NOBODY ? undefined : this.#newest.get(visitor)) ?? -1)
    if (visitor !== NOBODY) this.#newest.set(visitor, row)
  }

  /** The block of the next row, made if need be. */
  #room(): Block {
    const block = this.#blockOf(this.#next)
    if (block !== undefined) return block
    const numbers = new Float64Array(BLOCK * WIDTH)
    const made = { numbers, halves: new Uint16Array(numbers.buffer) }
    this.#blocks.push(made)
    return made
  }
}

/** Where a row begins in its block. */
function atOf(row: number): number {
  return (row % BLOCK) * WIDTH
}
