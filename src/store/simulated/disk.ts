import type { Random } from '../../core/random.ts'
import { GrowingBytes } from './growing-bytes.ts'

/** What may go wrong, as chances of each operation; the simulation turns them. */
export interface DiskFaults {
  /** A write or a sync fails with EIO. */
  failure: number
  /** A read gives back one flipped bit; the next one may be right again. */
  misread: number
}

/** A power cut keeps or loses so much at once, whatever the order of writing. */
const SECTOR = 512

interface File {
  /** What a reader sees. */
  readonly seen: GrowingBytes
  /** What a power cut leaves. */
  readonly durable: GrowingBytes
  /** Written and not synced, oldest first. */
  unsynced: { at: number; bytes: Uint8Array }[]
}

/**
 * A disk that keeps only what it promised to.
 *
 * A power cut takes unsynced sectors one by one; a sync that failed has lost some of
 * them and says nothing of it at the next one, as Linux does ("fsyncgate", 2018).
 */
export class SimulatedDisk {
  readonly faults: DiskFaults = { failure: 0, misread: 0 }
  capacity = Number.POSITIVE_INFINITY
  readonly #random: Random
  readonly #files = new Map<string, File>()

  constructor(random: Random) {
    this.#random = random
  }

  get used(): number {
    let bytes = 0
    for (const file of this.#files.values()) bytes += file.seen.size
    return bytes
  }

  list(prefix: string): string[] {
    return [...this.#files.keys()].filter(name => name.startsWith(prefix)).sort()
  }

  size(name: string): number {
    return this.#files.get(name)?.seen.size ?? 0
  }

  read(name: string): Uint8Array | undefined {
    const bytes = this.#files.get(name)?.seen.bytes.slice()
    if (bytes && this.#random.chance(this.faults.misread)) this.#flip(bytes)
    return bytes
  }

  /** What a power cut would leave at the least. */
  kept(name: string): Uint8Array | undefined {
    return this.#files.get(name)?.durable.bytes
  }

  /** @throws ENOSPC, with some of it written; EIO. */
  write(name: string, at: number, bytes: Uint8Array): void {
    this.#mayFail('write')
    const file = this.#files.get(name) ?? this.#make(name)
    const room = this.capacity - this.used + file.seen.size - at
    const fits = bytes.length <= room
    put(file, at, fits ? bytes : bytes.subarray(0, this.#random.below(Math.max(0, room) + 1)))
    if (!fits) throw failure('ENOSPC', 'write')
  }

  /** @throws EIO: then some of what was written is gone, and nobody will say which. */
  sync(name: string): void {
    const file = this.#files.get(name) ?? this.#make(name)
    try {
      this.#mayFail('fsync')
    } catch (error) {
      this.#settle(file, this.#random.next())
      throw error
    }
    this.#settle(file, 1)
  }

  truncate(name: string, size: number): void {
    const file = this.#files.get(name) ?? this.#make(name)
    file.seen.truncate(size)
    file.durable.truncate(size)
    file.unsynced = file.unsynced
      .filter(({ at }) => at < size)
      .map(({ at, bytes }) => ({ at, bytes: bytes.subarray(0, size - at) }))
  }

  rename(from: string, to: string): void {
    this.#files.set(to, this.#files.get(from)!)
    this.#files.delete(from)
  }

  remove(name: string): void {
    this.#files.delete(name)
  }

  /** A power cut: of what was not synced each sector stays or goes. */
  cutPower(): void {
    const share = this.#random.pick([0, 0.5, 1])
    for (const file of this.#files.values()) {
      this.#settle(file, share)
      file.seen.become(file.durable.bytes)
    }
  }

  /** A bit that turns for good. */
  rot(name: string): void {
    const file = this.#files.get(name)
    if (!file || file.durable.size === 0) return
    this.#flip(file.durable.bytes)
    file.seen.become(file.durable.bytes)
    file.unsynced = []
  }

  /** Each unsynced sector reaches the disk with this chance; none is unsynced afterwards. */
  #settle(file: File, share: number): void {
    for (const { at, bytes } of file.unsynced) {
      for (const piece of sectorsOf(at, bytes)) {
        if (share === 1 || this.#random.chance(share)) {
          file.durable.put(piece.at, piece.bytes)
        }
      }
    }
    file.unsynced = []
  }

  #make(name: string): File {
    const file = { seen: new GrowingBytes(), durable: new GrowingBytes(), unsynced: [] }
    this.#files.set(name, file)
    return file
  }

  #mayFail(what: string): void {
    if (this.#random.chance(this.faults.failure)) throw failure('EIO', what)
  }

  #flip(bytes: Uint8Array): void {
    if (bytes.length > 0) bytes[this.#random.below(bytes.length)] ^= 1 << this.#random.below(8)
  }
}

function put(file: File, at: number, bytes: Uint8Array): void {
  file.seen.put(at, bytes)
  file.unsynced.push({ at, bytes: bytes.slice() })
}

function* sectorsOf(at: number, bytes: Uint8Array) {
  for (let from = 0; from < bytes.length; ) {
    const until = Math.min(bytes.length, from + SECTOR - ((at + from) % SECTOR))
    yield { at: at + from, bytes: bytes.subarray(from, until) }
    from = until
  }
}

function failure(code: 'ENOSPC' | 'EIO', what: string): Error {
  return Object.assign(new Error(`${code}: ${what}`), { code })
}
