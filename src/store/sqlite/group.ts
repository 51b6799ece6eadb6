import type { NewRecord } from '../../schema/record.ts'
import { promised } from '../promised.ts'
import type { Held } from './known-day.ts'
import { HEAD, writeHead } from './record-sum.ts'

/**
 * A group of records: what the thread commits in one transaction, each packed as
 * `record-sum.ts` draws it. Positions are not written: the records of a group stand
 * one after the other.
 */
/** Bytes a group begins with; a quiet log sends hundreds of small ones a second. */
const SMALLEST = 1 << 13

export class Group {
  /** UTC day of the file it goes into. */
  readonly day: number
  readonly first: number
  #promise = promised()
  readonly #ids: string[] = []
  readonly #receivedAt: number[] = []
  #bytes: Buffer
  #size = 0

  constructor(day: number, first: number, capacity: number) {
    this.day = day
    this.first = first
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(capacity, SMALLEST))
  }

  /** Resolves once it is on disk. */
  get durable(): Promise<void> {
    return this.#promise.promise
  }

  resolve(): void {
    this.#promise.resolve()
  }

  /** Who waits is told why it is not on disk; who asks from now on waits anew. */
  refuse(error: Error): void {
    const { reject } = this.#promise
    this.#promise = promised()
    reject(error)
  }

  get count(): number {
    return this.#ids.length
  }

  get last(): number {
    return this.first + this.#ids.length - 1
  }

  get size(): number {
    return this.#size
  }

  /** @param words the id, as `readUuidWords` gives it */
  add(record: NewRecord, words: Uint32Array): void {
    const body = JSON.stringify(record.body)
    this.#room(HEAD + record.type.length + body.length * 3)
    const bytes = this.#bytes
    const head = this.#size
    const bodyAt = head + HEAD + bytes.write(record.type, head + HEAD, 'latin1')
    const bodySize = bytes.write(body, bodyAt)
    const { type, partition, version, receivedAt } = record
    writeHead(bytes, head, { bodySize, type, partition, version, receivedAt })
    for (let w = 0; w < 4; w++) bytes.writeUInt32BE(words[w], head + 17 + w * 4)
    this.#size = bodyAt + bodySize
    this.#ids.push(record.id)
    this.#receivedAt.push(record.receivedAt)
  }

  /** What stands at this place. */
  held(position: number): Held {
    const at = position - this.first
    return { id: this.#ids[at].toLowerCase(), receivedAt: this.#receivedAt[at] }
  }

  /** Its bytes, to be handed over: the group keeps only its ids. */
  take(): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes as Buffer<ArrayBuffer>
    this.#bytes = Buffer.alloc(0)
    return new Uint8Array(bytes.buffer, 0, this.#size)
  }

  #room(more: number): void {
    if (this.#size + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#size + more))
    this.#bytes.copy(larger, 0, 0, this.#size)
    this.#bytes = larger
  }
}

/** A record of a group, as the thread binds it: views of the group's bytes. */
export interface Packed {
  /** All of it. */
  whole: Uint8Array
  partition: number
  id: Uint8Array
  type: string
  version: number
  receivedAt: number
  body: Uint8Array
}

/** Reads one record after the other into the same object. */
export function* unpack(group: Uint8Array): Generator<Packed> {
  const bytes = Buffer.from(group.buffer, group.byteOffset, group.byteLength)
  const packed: Packed = {
    whole: bytes,
    partition: 0,
    id: bytes,
    type: '',
    version: 0,
    receivedAt: 0,
    body: bytes,
  }
  for (let at = 0; at < bytes.length; ) {
    const typeAt = at + HEAD
    const bodyAt = typeAt + bytes[at + 4]
    packed.partition = bytes.readUInt16LE(at + 5)
    packed.version = bytes.readUInt16LE(at + 7)
    packed.receivedAt = bytes.readDoubleLE(at + 9)
    packed.id = bytes.subarray(at + 17, typeAt)
    packed.type = bytes.toString('latin1', typeAt, bodyAt)
    const next = bodyAt + bytes.readUInt32LE(at)
    packed.body = bytes.subarray(bodyAt, next)
    packed.whole = bytes.subarray(at, next)
    at = next
    yield packed
  }
}
