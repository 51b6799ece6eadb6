import { partitionOf } from '../../core/partition.ts'
import { nameless } from '../../engine/genome/nameless.ts'
import {
  type LogRecord,
  RECORD_VERSIONS,
  type RecordOf,
  SHOP_PARTITION,
} from '../../schema/record.ts'
import type { BlobStore, ClosedDay, EventLog, LogDays } from '../../store/ports.ts'

/** From so many partitions on, a day is read from end to end instead. */
const MANY_PARTITIONS = 16
const MARKS = 'erasure/rewritten'

/** Where a `visitor_erased` record stands. */
export interface Place {
  position: number
}

/** Key → the name that stands for it in the log. */
export type Ghosts = ReadonlyMap<string, string>

/**
 * Takes people who were forgotten out of the days of the log that are over, oldest first:
 * the record that tells their key is rewritten last, so a run that was cut short is done
 * again from what the log itself says. What was done is noted per day; losing the note costs
 * a second look.
 */
export class Rewriting {
  readonly #log: LogDays
  readonly #blobs: BlobStore

  constructor(log: LogDays, blobs: BlobStore) {
    this.#log = log
    this.#blobs = blobs
  }

  /**
   * Rewrite what is due.
   * @param erased where people were forgotten, rising; every snapshot must be of later
   * @param isStopped asked between two days: a server that stops does not wait for years of them
   */
  async run(erased: readonly Place[], isStopped = () => false): Promise<void> {
    const marks = await this.#marks()
    for (const day of await this.#log.closedDays()) {
      if (isStopped()) return
      const due = erased.filter(({ position }) => position > doneUntil(day, marks))
      if (due.length === 0) continue
      const changed = await this.#namelessIn(day, await ghostsAt(due, this.#log))
      if (changed.length > 0) await this.#log.rewrite(day.day, changed)
      marks[day.day] = due[due.length - 1].position
      await this.#note(marks)
    }
  }

  /** Whether nothing of whoever was forgotten at this place is left in any day. */
  async isDone(place: Place): Promise<boolean> {
    const marks = await this.#marks()
    const days = await this.#log.closedDays()
    const isOver = days.some(({ last }) => last >= place.position)
    return isOver && days.every(day => doneUntil(day, marks) >= place.position)
  }

  /** Records of a day as they are to stand there; only those that change. */
  async #namelessIn(day: ClosedDay, ghosts: Ghosts): Promise<LogRecord[]> {
    const changed: LogRecord[] = []
    if (ghosts.size === 0) return changed
    for (const partition of partitionsOf(ghosts)) {
      for await (const records of this.#log.read({ after: day.first - 1, partition })) {
        for (const record of records) {
          if (record.position > day.last) break
          const told = nameless(record, key => ghosts.get(key))
          if (told !== record) changed.push({ ...told, version: RECORD_VERSIONS[told.type] })
        }
        if ((records.at(-1)?.position ?? 0) >= day.last) break
      }
    }
    return changed
  }

  async #marks(): Promise<Record<number, number>> {
    const bytes = await this.#blobs.get(MARKS)
    return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : {}
  }

  #note(marks: Record<number, number>): Promise<void> {
    return this.#blobs.put(MARKS, new TextEncoder().encode(JSON.stringify(marks)))
  }
}

/** Who was forgotten before a day began is in no record of it. */
function doneUntil(day: ClosedDay, marks: Record<number, number>): number {
  return marks[day.day] ?? day.first - 1
}

/** The keys that are still told at these places, and who stands for them. */
export async function ghostsAt(places: readonly Place[], log: EventLog): Promise<Ghosts> {
  const ghosts = new Map<string, string>()
  for (const { position } of places) {
    const record = await recordAt(position, log)
    if (record?.type !== 'visitor_erased') continue
    const { visitor, ghost } = record.body
    if (visitor !== ghost) ghosts.set(visitor, ghost)
  }
  return ghosts
}

/**
 * What the log still tells of people who were forgotten, for whoever makes everything again
 * from it: days that are rewritten name the ghost already, the others are to be read as if.
 */
export async function ghostsIn(log: Pick<EventLog, 'read'>): Promise<Ghosts> {
  const erased: RecordOf<'visitor_erased'>[] = []
  for await (const records of log.read({})) {
    for (const record of records) if (record.type === 'visitor_erased') erased.push(record)
  }
  const told = erased.filter(({ body }) => body.visitor !== body.ghost)
  return new Map(told.map(({ body }) => [body.visitor, body.ghost]))
}

/**
 * How records are to be read one after the other from the log's beginning, as if they had been
 * rewritten. Whoever comes under a name after it was forgotten, thirteen months later, is somebody new.
 */
export function readWith(ghosts: Ghosts): (record: LogRecord) => LogRecord {
  const left = new Map(ghosts)
  return record => {
    const told = nameless(record, key => left.get(key))
    if (record.type === 'visitor_erased') left.delete(record.body.visitor)
    return told
  }
}

async function recordAt(position: number, log: EventLog): Promise<LogRecord | undefined> {
  for await (const [record] of log.read({ after: position - 1 })) {
    return record?.position === position ? record : undefined
  }
  return undefined
}

/** Their own, and the shop's for what was refused; undefined reads all. */
function partitionsOf(ghosts: Ghosts): (number | undefined)[] {
  const partitions = new Set([...ghosts.keys()].map(partitionOf)).add(SHOP_PARTITION)
  return partitions.size > MANY_PARTITIONS ? [undefined] : [...partitions]
}
