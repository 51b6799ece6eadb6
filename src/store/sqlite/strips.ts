import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Records of one strip. */
const LENGTH = 4096
/** A place whose record was erased. */
const NOBODY = 0xffff

/** Writes the partitions of a day beside its records, a strip at a time. */
export class StripWriter {
  readonly #partitions = new Uint16Array(LENGTH)
  readonly #insert: StatementSync
  /** Place the strip begins at; 0 before its first record. */
  #first = 0

  /** Takes up the records that stand in no strip yet. */
  constructor(db: DatabaseSync) {
    this.#insert = db.prepare('INSERT INTO strips VALUES (?, ?)')
    this.#partitions.fill(NOBODY)
    const rest = db.prepare('SELECT position, partition FROM records WHERE position > ?')
    for (const { position, partition } of rest.all(endOfStrips(db))) {
      this.add(Number(position), Number(partition))
    }
  }

  /** In the transaction of the record itself. */
  add(position: number, partition: number): void {
    if (this.#first === 0) this.#first = position
    if (position >= this.#first + LENGTH) this.#write(position)
    this.#partitions[position - this.#first] = partition
  }

  #write(next: number): void {
    this.#insert.run(this.#first, new Uint8Array(this.#partitions.buffer))
    this.#partitions.fill(NOBODY)
    this.#first = next
  }
}

/** Places of one partition's records, as far as strips go, and where they end. */
export class StripReader {
  readonly #db: DatabaseSync
  readonly #select: StatementSync

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#select = db.prepare(
      'SELECT first, partitions FROM strips WHERE first > ? AND first <= ? ORDER BY first',
    )
  }

  /** Last place that stands in a strip. */
  get end(): number {
    return endOfStrips(this.#db)
  }

  *positions(partition: number, after: number, until: number): Generator<number> {
    for (const { first, partitions } of this.#select.iterate(after - LENGTH, until)) {
      const strip = asWords(partitions as Uint8Array)
      for (let i = strip.indexOf(partition); i >= 0; i = strip.indexOf(partition, i + 1)) {
        const position = Number(first) + i
        if (position > after && position <= until) yield position
      }
    }
  }
}

function endOfStrips(db: DatabaseSync): number {
  const { last } = db.prepare('SELECT max(first) AS last FROM strips').get()!
  return last === null ? 0 : Number(last) + LENGTH - 1
}

/** SQLite hands out bytes that may begin anywhere; words must begin at an even place. */
function asWords(bytes: Uint8Array): Uint16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice()
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.length / 2)
}

/** Strips that are not what the records say: a reader of one partition would miss some. */
export function wrongStrips(db: DatabaseSync): number {
  const records = db.prepare(
    'SELECT position, partition FROM records WHERE position BETWEEN ? AND ?',
  )
  let wrong = 0
  let before = 0
  for (const { first, partitions } of db.prepare('SELECT * FROM strips ORDER BY first').all()) {
    const begin = Number(first)
    const strip = asWords(partitions as Uint8Array)
    const rows = records.all(begin, begin + LENGTH - 1)
    const isRight = rows.every(row => strip[Number(row.position) - begin] === row.partition)
    if (!isRight || begin <= before || strip.length !== LENGTH) wrong++
    before = begin + LENGTH - 1
  }
  return wrong
}
