import { isUuid, timeOfUuidV7 } from '../../core/ids.ts'
import { type LogRecord, type NewRecord, SHOP_PARTITION, upcast } from '../../schema/record.ts'
import type { Appended, ClosedDay, LogDays } from '../ports.ts'
import { dayOf, isRemembered } from '../window.ts'

/** What outlives a memory log: open another on the same shelf and it goes on where the first one ended. */
export interface Shelf {
  records: Kept[]
}

/** A record as a disk would keep it, so that nobody can change it afterwards. */
interface Kept extends Omit<LogRecord, 'body'> {
  body: string
}

const CHUNK = 1000

/** A log for tests and simulations: durable one microtask after `append`, and gone with the process. */
export class MemoryEventLog implements LogDays {
  readonly hasRoom = true
  readonly #shelf: Shelf
  readonly #receivedAt = new Map<string, number>()
  #last: number
  #durable: number
  #isClosed = false

  constructor(shelf: Shelf = { records: [] }) {
    this.#shelf = shelf
    for (const { id, receivedAt } of shelf.records) this.#receivedAt.set(id, receivedAt)
    this.#last = shelf.records.at(-1)?.position ?? 0
    this.#durable = this.#last
  }

  get last(): number {
    return this.#last
  }

  get durable(): number {
    return this.#durable
  }

  /** What is in memory is where it will stay. */
  get pendingBytes(): number {
    return 0
  }

  append(records: readonly NewRecord[]): Appended {
    if (this.#isClosed) {
      const durable = Promise.reject(new Error('the log is closed'))
      return { positions: records.map(() => 0), durable }
    }
    const positions = records.map(record => this.#take(record))
    const last = this.#last
    const durable = Promise.resolve().then(() => {
      this.#durable = Math.max(this.#durable, last)
    })
    return { positions, durable }
  }

  async *read(from: { after?: number; partition?: number }): AsyncIterable<LogRecord[]> {
    const { after = 0, partition } = from
    const until = this.#durable
    let chunk: LogRecord[] = []
    for (const kept of this.#shelf.records) {
      if (kept.position <= after || kept.position > until) continue
      if (partition !== undefined && kept.partition !== partition) continue
      chunk.push(revive(kept))
      if (chunk.length < CHUNK) continue
      yield chunk
      chunk = []
    }
    if (chunk.length > 0) yield chunk
  }

  async find(id: string): Promise<LogRecord | undefined> {
    const sought = Number.isNaN(timeOfUuidV7(id)) ? '' : id.toLowerCase()
    const kept = this.#shelf.records.find(one => one.id === sought)
    return kept && kept.position <= this.#durable ? revive(kept) : undefined
  }

  async closedDays(): Promise<ClosedDay[]> {
    const days = new Map<number, ClosedDay>()
    for (const [position, day] of this.#days()) {
      const known = days.get(day)
      if (known) known.last = position
      else days.set(day, { day, first: position, last: position })
    }
    return [...days.values()].slice(0, -1)
  }

  async rewrite(_day: number, records: readonly LogRecord[]): Promise<void> {
    const bodies = new Map(records.map(record => [record.position, record]))
    for (const kept of this.#shelf.records) {
      const record = bodies.get(kept.position)
      if (!record) continue
      kept.version = record.version
      kept.body = JSON.stringify(record.body)
    }
  }

  async dropVisitors(day: number): Promise<void> {
    const theirs = new Set<number>()
    for (const [position, other] of this.#days()) if (other === day) theirs.add(position)
    this.#shelf.records = this.#shelf.records.filter(
      ({ position, partition }) => partition === SHOP_PARTITION || !theirs.has(position),
    )
  }

  /** A day never goes back, as in the files. */
  *#days(): Generator<[position: number, day: number]> {
    let day = 0
    for (const { position, receivedAt } of this.#shelf.records) {
      day = Math.max(day, dayOf(receivedAt))
      yield [position, day]
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
  }

  #take(record: NewRecord): number {
    if (!isUuid(record.id)) throw new RangeError(`not a UUID: "${record.id.slice(0, 40)}"`)
    const id = record.id.toLowerCase()
    const known = this.#receivedAt.get(id)
    if (known !== undefined && isRemembered(known, record.receivedAt)) return 0
    const position = ++this.#last
    this.#receivedAt.set(id, record.receivedAt)
    this.#shelf.records.push({ ...record, id, position, body: JSON.stringify(record.body) })
    return position
  }
}

function revive(kept: Kept): LogRecord {
  const body = upcast(kept.type, kept.version, JSON.parse(kept.body))
  return { ...kept, body } as LogRecord
}
