import { isNoRoom, NoRoom } from '../no-room.ts'
import {
  DamagedProjections,
  type Env,
  type ProfileStore,
  SETTLED,
  type StoredProfile,
} from '../ports.ts'
import type { SimulatedDisk } from './disk.ts'
import { frameAt, framed, framesOf, isFollowed, readSurely, sizeOf } from './frames.ts'

export const PROFILES = 'profiles'
/** How far the profiles go: so that damage at their end is not taken for a torn write. */
const END = 'profiles-end'

/** A profile as it stands in its frame; no bytes: the visitor was deleted. */
interface Written {
  visitor: string
  position: number
  bytes?: string
}

/** Profiles on a disk that breaks: frames one after the other, the newest of each visitor counts. */
export class SimulatedProfileStore implements ProfileStore {
  readonly #disk: SimulatedDisk
  readonly #env: Env
  readonly #slowMs: () => number
  readonly #places = new Map<string, { position: number; at: number }>()
  #end = 0
  #writing: Promise<void> = Promise.resolve()

  private constructor(disk: SimulatedDisk, env: Env, slowMs: () => number) {
    this.#disk = disk
    this.#env = env
    this.#slowMs = slowMs
  }

  /** A damaged file is set aside, as the real store does: the log makes it anew. */
  static async open(
    disk: SimulatedDisk,
    env: Env,
    slowMs = () => 1,
  ): Promise<SimulatedProfileStore> {
    const store = new SimulatedProfileStore(disk, env, slowMs)
    await env.sleep(slowMs())
    store.#recover()
    return store
  }

  async get(
    visitors: readonly string[],
    deadlineMs = Number.POSITIVE_INFINITY,
  ): Promise<Map<string, StoredProfile>> {
    const takesMs = this.#slowMs()
    await this.#env.sleep(Math.min(takesMs, deadlineMs))
    if (takesMs > deadlineMs) throw new Error(`no profiles within ${deadlineMs} ms`)
    const file = this.#disk.read(PROFILES) ?? new Uint8Array()
    const found = new Map<string, StoredProfile>()
    for (const visitor of visitors) {
      const place = this.#places.get(visitor)
      if (place) found.set(visitor, profileAt(file, place.at))
    }
    return found
  }

  put(profiles: readonly StoredProfile[]): Promise<void> {
    return this.#write(() =>
      profiles
        .filter(({ visitor, position }) => position > (this.#places.get(visitor)?.position ?? 0))
        .map(({ visitor, position, bytes }) => ({
          visitor,
          position,
          bytes: Buffer.from(bytes).toString('base64'),
        })),
    )
  }

  delete(visitors: readonly string[]): Promise<void> {
    return this.#write(() => visitors.map(visitor => ({ visitor, position: 0 })))
  }

  async clear(): Promise<void> {
    await this.delete([...this.#places.keys()])
  }

  async *all(): AsyncIterable<StoredProfile> {
    const visitors = [...this.#places.keys()].filter(key => key !== SETTLED).sort()
    for (const visitor of visitors) yield* (await this.get([visitor])).values()
  }

  async close(): Promise<void> {
    await this.#writing
  }

  /** One after the other, each synced before it is said to be there. */
  #write(changes: () => Written[]): Promise<void> {
    const done = this.#writing.then(async () => {
      await this.#env.sleep(this.#slowMs())
      try {
        this.#commit(changes())
      } catch (error) {
        throw isNoRoom(error) ? new NoRoom(error) : error
      }
    })
    this.#writing = done.catch(() => {})
    return done
  }

  #commit(changes: readonly Written[]): void {
    const frames = changes.map(change => framed(Buffer.from(JSON.stringify(change))))
    this.#disk.write(PROFILES, this.#end, Buffer.concat(frames))
    this.#disk.sync(PROFILES)
    this.#writeEnd(this.#end + frames.reduce((sum, { length }) => sum + length, 0))
    for (const [i, change] of changes.entries()) {
      this.#note(change, this.#end)
      this.#end += frames[i].length
    }
  }

  #writeEnd(end: number): void {
    this.#disk.write(END, 0, framed(Buffer.from(String(end).padStart(12))))
    this.#disk.sync(END)
  }

  #note({ visitor, position, bytes }: Written, at: number): void {
    if (bytes === undefined) this.#places.delete(visitor)
    else if (position > (this.#places.get(visitor)?.position ?? 0)) {
      this.#places.set(visitor, { position, at })
    }
  }

  #recover(): void {
    const file = readSurely(this.#disk, PROFILES)
    for (const { at, bytes } of framesOf(file)) {
      this.#note(writtenIn(bytes), at)
      this.#end = at + sizeOf(bytes)
    }
    const end = frameAt(readSurely(this.#disk, END), 0)
    const isWhole = file.length === 0 || this.#end >= Number(end && Buffer.from(end).toString())
    if (!isWhole || isFollowed(file, this.#end)) {
      this.#places.clear()
      this.#end = 0
    }
    this.#disk.truncate(PROFILES, this.#end)
    this.#disk.write(PROFILES, 0, file.subarray(0, this.#end))
    this.#disk.sync(PROFILES)
    this.#writeEnd(this.#end)
  }
}

/** @throws DamagedProjections when it does not come back as it was written. */
function profileAt(file: Uint8Array, at: number): StoredProfile {
  const bytes = frameAt(file, at)
  if (!bytes) throw new DamagedProjections('a profile')
  const { visitor, position, bytes: base64 } = writtenIn(bytes)
  return { visitor, position, bytes: new Uint8Array(Buffer.from(base64!, 'base64')) }
}

function writtenIn(bytes: Uint8Array): Written {
  return JSON.parse(Buffer.from(bytes).toString()) as Written
}
