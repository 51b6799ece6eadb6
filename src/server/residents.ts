import type { SavedGenome, Visitors } from '../engine/genome/visitors.ts'
import { isNoRoom } from '../store/no-room.ts'
import { type Env, type EventLog, type ProfileStore, SETTLED } from '../store/ports.ts'

const WRITE_EVERY_MS = 100
/** While more wait than are written at once: 4,000 a second, more than come. */
const WRITE_SOON_MS = 25
/** Between two writings of a long queue, so that others have their turn. */
const REST_MS = 4
/** Profiles written at once: encoding them holds everybody up for a millisecond or two. */
const WRITE_AT_ONCE = 100

/**
 * The profiles in memory, and their way to the disk and back.
 *
 * Loads of one moment go to the store together. Changed profiles are written behind,
 * and never ahead of the log: a profile on disk may not know of a record that a crash
 * could still take back. Who was not seen for longest leaves when there are too many.
 */
export class Residents {
  readonly #visitors: Visitors
  readonly #store: ProfileStore
  readonly #log: EventLog
  readonly #env: Env
  readonly #most: number
  #asked = new Map<string, Promise<void>>()
  #gathering?: Gathering
  #callOff = () => {}
  #isStopped = false
  /** To be taken out of the store once the log is durable up to there. */
  #due: { visitors: readonly string[]; position: number }[] = []
  #isHalted = false
  #isDiskFull = false
  #writing: Promise<void> = Promise.resolve()
  /** Taken, and waiting for their turn to be written. */
  readonly #waiting = new Set<Waiting>()
  /** Forgotten, and perhaps not gone from the store yet. */
  readonly #leaving = new Set<string>()

  constructor(visitors: Visitors, store: ProfileStore, log: EventLog, env: Env, most: number) {
    this.#visitors = visitors
    this.#store = store
    this.#log = log
    this.#env = env
    this.#most = most
  }

  get size(): number {
    return this.#visitors.size
  }

  /** False when profiles that the disk has no room for are as many as may be in memory at all. */
  get hasRoom(): boolean {
    return !this.#isDiskFull || this.size <= this.#most
  }

  /** Nobody can have stored anything of this visitor: their cookie was made just now. */
  welcome(visitor: string): void {
    this.#visitors.load(visitor, undefined)
  }

  /**
   * Undefined when all of these are in memory; else a promise of it.
   * It rejects when the store fails or is too slow.
   */
  bring(visitors: readonly string[], deadlineMs: number): Promise<void> | undefined {
    let waiting: Promise<void>[] | undefined
    for (const visitor of visitors) {
      if (this.#visitors.has(visitor)) continue
      waiting ??= []
      waiting.push(this.#asked.get(visitor) ?? this.#ask(visitor, deadlineMs))
    }
    return waiting && Promise.all(waiting).then(() => {})
  }

  /** Hold these in memory, until unpinned. */
  pin(visitors: readonly string[]): readonly string[] {
    for (const visitor of visitors) this.#visitors.pin(visitor)
    return visitors
  }

  unpin(visitors: readonly string[]): void {
    for (const visitor of visitors) this.#visitors.unpin(visitor)
  }

  /**
   * These were forgotten: take them out of the store too, once that is durable in the log.
   * What is being written goes first, what waits for its turn goes without them, and nobody
   * reads them meanwhile. Whom a full disk keeps goes before anything else is written.
   */
  forget(
    visitors: readonly string[],
    durable: Promise<void>,
    position = this.#log.last,
  ): Promise<void> {
    for (const visitor of visitors) this.#leaving.add(visitor)
    for (const waiting of this.#waiting) {
      waiting.profiles = waiting.profiles.filter(({ visitor }) => !visitors.includes(visitor))
    }
    this.#due.push({ visitors, position })
    const gone = this.#writing.then(() => durable).then(() => this.#takeOut())
    this.#writing = gone.catch(() => {})
    return gone
  }

  /** Resolves when whoever was durably forgotten is out of the store. */
  async gone(): Promise<void> {
    await this.#write([])
  }

  async #takeOut(): Promise<void> {
    for (const one of this.#due.filter(({ position }) => position <= this.#log.durable)) {
      await this.#store.delete(one.visitors)
      for (const visitor of one.visitors) this.#leaving.delete(visitor)
      this.#due = this.#due.filter(other => other !== one)
    }
  }

  /** Nobody has seen these for so long that they are let go of, unless they are here now. */
  letGo(visitors: readonly string[]): Promise<void> {
    const absent = visitors.filter(visitor => !this.#visitors.has(visitor))
    return this.forget(absent, Promise.resolve(), 0)
  }

  /** Begin to write behind. */
  start(onFailure: (error: unknown) => void): void {
    const again = async () => {
      try {
        const wrote = await this.shrink().catch(error => {
          if (!isNoRoom(error)) throw error
          return 0
        })
        const wait = wrote < WRITE_AT_ONCE ? WRITE_EVERY_MS : WRITE_SOON_MS
        if (!this.#isStopped) this.#callOff = this.#env.after(wait, again)
      } catch (error) {
        onFailure(error)
      }
    }
    this.#callOff = this.#env.after(WRITE_EVERY_MS, again)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#callOff()
    await this.#writing
  }

  /** What is in memory is not to be trusted any more: nothing of it goes to the store. */
  halt(): void {
    this.#isHalted = true
    this.#isStopped = true
    this.#callOff()
  }

  /** Write what has waited longest, and let go of whoever is one too many. @returns how many were written last */
  async shrink(): Promise<number> {
    let wrote: number
    do {
      wrote = await this.#write(this.#visitors.dirty(WRITE_AT_ONCE))
      this.#visitors.evict(this.#visitors.size - this.#most)
    } while (wrote > 0 && this.#visitors.size > this.#most)
    return wrote
  }

  /** Write until little is left to write, so that what follows need not wait long. */
  async drain(): Promise<void> {
    while ((await this.#write(this.#visitors.dirty(WRITE_AT_ONCE))) === WRITE_AT_ONCE) {
      await this.#env.sleep(REST_MS)
    }
  }

  /**
   * Everything as it is at this moment, on disk when the promise resolves. What is
   * written is taken at once, and has its turn at once: whoever is forgotten meanwhile
   * goes out of the store behind it.
   */
  async flushed(durable: Promise<void>): Promise<void> {
    await this.#write(this.#visitors.dirty(Number.POSITIVE_INFINITY), durable)
  }

  /** Write down that whatever a snapshot at this place stands on is in the store. */
  settle(position: number): Promise<void> {
    return this.#store.put([{ visitor: SETTLED, position, bytes: new Uint8Array() }])
  }

  /** @returns how many were written: those that the log has on disk already */
  #write(
    profiles: readonly SavedGenome[],
    durable: Promise<void> = Promise.resolve(),
  ): Promise<number> {
    const waiting: Waiting = { profiles }
    this.#waiting.add(waiting)
    const turn = this.#writing.then(() => durable)
    const done = turn.then(async () => {
      if (this.#isHalted) throw new Error('what is in memory is not to be trusted')
      const settled = await this.#keep(waiting)
      this.#visitors.clean(settled)
      return settled.length
    })
    this.#writing = done.then(nothing, nothing).then(() => void this.#waiting.delete(waiting))
    return done
  }

  /** @returns those that were written */
  async #keep(waiting: Waiting): Promise<SavedGenome[]> {
    try {
      await this.#takeOut()
      const { profiles } = waiting // without those forgotten until now
      const settled = profiles.filter(profile => profile.position <= this.#log.durable)
      if (settled.length > 0) await this.#store.put(settled)
      if (settled.length === profiles.length) this.#isDiskFull = false
      return settled
    } catch (error) {
      this.#isDiskFull = isNoRoom(error)
      throw error
    }
  }

  #ask(visitor: string, deadlineMs: number): Promise<void> {
    this.#gathering ??= this.#gather(deadlineMs)
    this.#gathering.visitors.push(visitor)
    const { done } = this.#gathering
    this.#asked.set(visitor, done)
    return done
  }

  /** Whoever is asked for until the end of this turn of the loop is fetched together. */
  #gather(deadlineMs: number): Gathering {
    const visitors: string[] = []
    const endOfTurn = new Promise<void>(resolve => void this.#env.after(0, resolve))
    const done = endOfTurn.then(() => {
      this.#gathering = undefined
      return this.#fetch(visitors, deadlineMs)
    })
    return { visitors, done }
  }

  async #fetch(visitors: readonly string[], deadlineMs: number): Promise<void> {
    // They may be gone when they have been read; all who leave are far more than are asked for.
    const leaving = new Set(visitors.filter(visitor => this.#leaving.has(visitor)))
    try {
      const stored = await this.#store.get(visitors, deadlineMs)
      for (const visitor of visitors) {
        const isLeaving = leaving.has(visitor) || this.#leaving.has(visitor)
        this.#visitors.load(visitor, isLeaving ? undefined : stored.get(visitor)?.bytes)
      }
    } finally {
      for (const visitor of visitors) this.#asked.delete(visitor)
    }
  }
}

const nothing = () => {}

interface Waiting {
  profiles: readonly SavedGenome[]
}

interface Gathering {
  visitors: string[]
  done: Promise<void>
}
