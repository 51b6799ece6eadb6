import { isUuid, timeOfUuidV7 } from '../../core/ids.ts'
import { type LogRecord, type NewRecord, upcast } from '../../schema/record.ts'
import { isNoRoom, NoRoom } from '../no-room.ts'
import type { Appended, Env, EventLog } from '../ports.ts'
import { promised } from '../promised.ts'
import { isRemembered } from '../window.ts'
import type { SimulatedDisk } from './disk.ts'
import { framed, framesOf, isFollowed, readSurely, sizeOf } from './frames.ts'

const FILE = 'log'
const CHUNK = 1000
const RETRY_MS = 100

/** Records that go to the disk together, as they will stand there. */
interface Group extends PromiseWithResolvers<void> {
  records: { position: number; text: string }[]
}

/**
 * A log on a disk that breaks: one file, a frame a group, synced before it is
 * acknowledged. It keeps the promises of the port as the real one does, so that the
 * simulation can hold the shop to what it makes of them.
 */
export class SimulatedEventLog implements EventLog {
  readonly #disk: SimulatedDisk
  readonly #env: Env
  readonly #slowMs: () => number
  /** The newest record of each id. */
  readonly #known = new Map<string, { position: number; receivedAt: number }>()
  readonly #groups: Group[] = []
  /** Of each group on the disk its last record, and where it ends. */
  readonly #ends: { last: number; end: number }[] = []
  #end = 0
  #last = 0
  #durable = 0
  #isWriting = false
  #isFull = false
  #failure?: Error
  #isClosed = false

  private constructor(disk: SimulatedDisk, env: Env, slowMs: () => number) {
    this.#disk = disk
    this.#env = env
    this.#slowMs = slowMs
  }

  /**
   * @param slowMs how long each write and sync takes
   * @throws Error when a group is damaged that is not the last: what follows it was acknowledged.
   */
  static async open(disk: SimulatedDisk, env: Env, slowMs = () => 1): Promise<SimulatedEventLog> {
    const log = new SimulatedEventLog(disk, env, slowMs)
    await env.sleep(slowMs())
    log.#recover()
    return log
  }

  get hasRoom(): boolean {
    return !this.#isFull || this.#failure !== undefined
  }

  get last(): number {
    return this.#last
  }

  get durable(): number {
    return this.#durable
  }

  get pendingBytes(): number {
    return this.#groups.reduce((sum, group) => sum + textOf(group).length, 0)
  }

  append(records: readonly NewRecord[]): Appended {
    const refusal = this.#isClosed ? new Error('the log is closed') : this.#failure
    if (refusal) return { positions: records.map(() => 0), durable: Promise.reject(refusal) }
    const places = records.map(record => this.#take(record))
    const awaited = Math.max(0, ...places.map(Math.abs))
    const group = this.#groups.find(
      ({ records }) => records[records.length - 1].position >= awaited,
    )
    const positions = places.map(place => Math.max(0, place))
    return { positions, durable: group?.promise ?? Promise.resolve() }
  }

  async *read(from: { after?: number; partition?: number }): AsyncIterable<LogRecord[]> {
    const { after = 0, partition } = from
    const until = this.#durable
    await this.#env.sleep(this.#slowMs())
    const file = this.#disk.read(FILE) ?? new Uint8Array()
    const { records } = readIn(file, this.#endOf(Math.min(after, until - 1)))
    if ((records.at(-1)?.position ?? 0) < until) throw new Error('the log has lost its end')
    const wanted = records.filter(
      ({ position, partition: its }) =>
        position > after && position <= until && (partition === undefined || its === partition),
    )
    for (let at = 0; at < wanted.length; at += CHUNK) {
      yield wanted.slice(at, at + CHUNK).map(revived)
    }
  }

  async find(id: string): Promise<LogRecord | undefined> {
    if (Number.isNaN(timeOfUuidV7(id))) return undefined
    const sought = id.toLowerCase()
    for await (const records of this.read({})) {
      const found = records.find(record => record.id === sought)
      if (found) return found
    }
    return undefined
  }

  async close(): Promise<void> {
    this.#isClosed = true
    while (this.#groups.length > 0 && !this.#failure && this.hasRoom) {
      await this.#groups[0].promise.catch(error => {
        if (!isNoRoom(error)) throw error
      })
    }
  }

  /** Where the last group ends that holds nothing behind this place. */
  #endOf(place: number): number {
    return this.#ends.findLast(({ last }) => last <= place)?.end ?? 0
  }

  /** Its place; of a repeated record the first one's place, negative. */
  #take(record: NewRecord): number {
    if (!isUuid(record.id)) throw new RangeError(`not a UUID: "${record.id.slice(0, 40)}"`)
    const id = record.id.toLowerCase()
    const known = this.#known.get(id)
    if (known && isRemembered(known.receivedAt, record.receivedAt)) return -known.position
    const position = ++this.#last
    this.#known.set(id, { position, receivedAt: record.receivedAt })
    this.#filling().records.push({ position, text: JSON.stringify({ ...record, id, position }) })
    return position
  }

  /** The newest group, unless it is being written. */
  #filling(): Group {
    const newest = this.#groups.at(-1)
    if (newest && !(this.#isWriting && this.#groups.length === 1)) return newest
    const group = { records: [], ...promised() }
    this.#groups.push(group)
    if (this.#groups.length === 1) this.#env.after(0, () => void this.#write())
    return group
  }

  async #write(): Promise<void> {
    this.#isWriting = true
    while (this.#groups.length > 0 && !this.#failure) {
      await this.#env.sleep(this.#slowMs())
      try {
        this.#commit(this.#groups[0])
      } catch (error) {
        if (!isNoRoom(error)) this.#fail(error as Error)
        else await this.#waitForRoom(error)
      }
    }
    this.#isWriting = false
  }

  #commit(group: Group): void {
    const bytes = framed(Buffer.from(textOf(group)))
    this.#disk.write(FILE, this.#end, bytes)
    this.#disk.sync(FILE)
    this.#isFull = false
    this.#end += bytes.length
    this.#durable = group.records[group.records.length - 1].position
    this.#ends.push({ last: this.#durable, end: this.#end })
    this.#groups.shift()
    group.resolve()
  }

  /** Whoever waits is told; whoever asks later waits for the same records anew. */
  async #waitForRoom(cause: unknown): Promise<void> {
    this.#isFull = true
    for (const group of this.#groups) {
      group.reject(new NoRoom(cause))
      Object.assign(group, promised())
    }
    await this.#env.sleep(RETRY_MS)
  }

  #fail(cause: Error): void {
    this.#failure = new Error(`the log can no longer be written: ${cause.message}`, { cause })
    for (const group of this.#groups) group.reject(this.#failure)
  }

  /** What is read is written again and synced: it may stand in the cache of the system alone. */
  #recover(): void {
    const file = readSurely(this.#disk, FILE)
    for (const { at, bytes } of framesOf(file)) {
      this.#end = at + sizeOf(bytes)
      for (const { id, receivedAt, position } of groupIn(bytes)) {
        this.#known.set(id, { position, receivedAt })
        this.#last = position
      }
      this.#ends.push({ last: this.#last, end: this.#end })
    }
    if (isFollowed(file, this.#end)) throw new Error(`the log is damaged at byte ${this.#end}`)
    this.#durable = this.#last
    this.#disk.truncate(FILE, this.#end)
    this.#disk.write(FILE, 0, file.subarray(0, this.#end))
    this.#disk.sync(FILE)
  }
}

/** What is safe on a disk, whoever writes it, asked again and again: what stands there as it stood is not parsed anew. */
export class LogOnDisk {
  readonly #disk: SimulatedDisk
  #bytes: Uint8Array = new Uint8Array()
  #records: LogRecord[] = []

  constructor(disk: SimulatedDisk) {
    this.#disk = disk
  }

  records(): readonly LogRecord[] {
    const bytes = this.#disk.kept(FILE)?.slice() ?? new Uint8Array()
    const before = this.#bytes.length
    const isLonger = Buffer.compare(bytes.subarray(0, before), this.#bytes) === 0
    const { records, end } = readIn(bytes, isLonger ? before : 0)
    this.#records = [...(isLonger ? this.#records : []), ...records.map(revived)]
    this.#bytes = bytes.subarray(0, end)
    return this.#records
  }
}

/**
 * @param from where a group begins: those before it are looked at, and nothing is told of them
 * @returns `end` of the last group
 * @throws Error when what was written whole does not come back whole.
 */
function readIn(file: Uint8Array, from: number): { records: LogRecord[]; end: number } {
  const records: LogRecord[] = []
  let end = 0
  for (const { at, bytes } of framesOf(file)) {
    if (at >= from) records.push(...groupIn(bytes))
    end = at + sizeOf(bytes)
  }
  if (isFollowed(file, end)) throw new Error(`the log is damaged at byte ${end}`)
  return { records, end }
}

function textOf({ records }: Group): string {
  return `[${records.map(({ text }) => text).join()}]`
}

function groupIn(frame: Uint8Array): LogRecord[] {
  const { buffer, byteOffset, length } = frame
  return JSON.parse(Buffer.from(buffer, byteOffset, length).toString()) as LogRecord[]
}

function revived(record: LogRecord): LogRecord {
  return { ...record, body: upcast(record.type, record.version, record.body) } as LogRecord
}
