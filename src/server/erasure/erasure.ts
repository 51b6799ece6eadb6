import { DAY, HOUR, MINUTE } from '../../core/clock.ts'
import type { ErasureList, ListedErasure } from '../../store/erasure-list.ts'
import type { BlobStore, Env, LogDays } from '../../store/ports.ts'
import type { Shop } from '../shop.ts'
import { forgetListed } from './forget-listed.ts'
import { Rewriting } from './rewriting.ts'

/** What comes together is cleaned up together. */
const SOON_MS = 2_000
/** Days that have ended meanwhile are looked for so often. */
const AGAIN_MS = HOUR
/** Sealed days, and snapshots, are without the person by then. */
export const REWRITTEN_WITHIN_MS = 7 * DAY

export interface ErasureStores {
  log: LogDays
  blobs: BlobStore
}

/** Where an erasure stands. */
export interface ErasureStatus {
  /** `none`: nobody was forgotten under this name within 13 months. */
  state: 'none' | 'under way' | 'done'
  erasedAt?: number
  /** When the days of the log are without the person at the latest. */
  doneBy?: number
}

/**
 * Forgets people: at once in everything that is alive, soon in snapshots, and within seven
 * days in the log.
 *
 *     erase ─▶ record, durable ─▶ profiles gone ─▶ list ─▶ answered
 *                 └─▶ (soon) new snapshot, older ones gone ─▶ closed days rewritten
 */
export class Erasure {
  readonly #shop: Shop
  readonly #env: Env
  readonly #list?: ErasureList
  readonly #rewriting: Rewriting
  #settling: Promise<void> = Promise.resolve()
  #listing: Promise<void> = Promise.resolve()
  #callOff = () => {}
  #dueAt = Infinity
  #isStopped = false

  constructor(shop: Shop, { log, blobs }: ErasureStores, env: Env, list?: ErasureList) {
    this.#shop = shop
    this.#env = env
    this.#list = list
    this.#rewriting = new Rewriting(log, blobs)
  }

  /**
   * Forget again whom a back-up brought back, and whoever was to be forgotten when this was cut
   * short, by a crash or a full disk; then look after the rest from time to time.
   */
  async start(): Promise<void> {
    const listed = this.#list?.read() ?? []
    await forgetListed([...listed, ...this.#asked()], this.#shop, this.#env)
    await this.#writeList()
    this.#later(SOON_MS)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#callOff()
    this.#shop.hurrySnapshot()
    await this.#settling
  }

  /** Forget a person under every key they have. Said twice, it is done once. */
  async erase(visitor: string): Promise<void> {
    await this.#shop.erase(visitor)
    await this.#writeList()
    this.#later(SOON_MS)
  }

  status(visitor: string): Promise<ErasureStatus> {
    return this.statusOf(this.#shop.forgotten.tombstoneOf(visitor))
  }

  async statusOf(tombstone: string): Promise<ErasureStatus> {
    const erased = this.#shop.engine.erased.get(tombstone)
    if (erased === undefined) return { state: 'none' }
    const isDone = !this.#isLeft(tombstone) && (await this.#rewriting.isDone(erased))
    return {
      state: isDone ? 'done' : 'under way',
      erasedAt: erased.time,
      doneBy: erased.time + REWRITTEN_WITHIN_MS,
    }
  }

  /** Whom the privacy desk was asked to forget. */
  #asked(): ListedErasure[] {
    return this.#shop.engine.privacyRequests
      .all()
      .filter(({ kind }) => kind === 'erase')
      .flatMap(({ tombstones, time }) => tombstones.map(tombstone => ({ tombstone, time })))
  }

  /** Does an address that was forgotten still stand in the log, under the name of who typed it? */
  #isLeft(tombstone: string): boolean {
    const { engine, forgotten } = this.#shop
    const left = [...engine.wishes.left().values()]
    return left.some(({ address }) => forgotten.tombstoneOf(address) === tombstone)
  }

  /** Snapshots that know somebody who was forgotten go, then the days of the log are rewritten. */
  settle(): Promise<void> {
    const settling = this.#settling.then(() => this.#settle())
    this.#settling = settling.catch(() => {})
    return settling
  }

  async #settle(): Promise<void> {
    const erased = [...this.#shop.engine.erased.values()]
    const newest = erased.at(-1)
    if (newest === undefined) return
    if (await this.#shop.renewSnapshots(newest.position)) {
      await this.#rewriting.run(erased, () => this.#isStopped)
    }
  }

  /**
   * What fails (a full disk, a day that is being read) is tried again. Whatever is due
   * sooner stays due: else whoever erases every second would put the work off for ever.
   */
  #later(ms: number): void {
    const at = this.#env.monotonic() + ms
    if (this.#isStopped || this.#dueAt <= at) return
    this.#callOff()
    this.#dueAt = at
    this.#callOff = this.#env.after(ms, () => {
      this.#dueAt = Infinity
      this.settle().then(
        () => this.#later(AGAIN_MS),
        error => {
          process.emitWarning(`rewriting the log is put off: ${(error as Error).message}`)
          this.#later(MINUTE)
        },
      )
    })
  }

  /** One after the other: they share a draft. */
  #writeList(): Promise<void> {
    const written = this.#listing.then(() => this.#writeListNow())
    this.#listing = written.catch(() => {})
    return written
  }

  async #writeListNow(): Promise<void> {
    const { erased } = this.#shop.engine
    const list = [...erased].map(([tombstone, { time }]) => ({ tombstone, time }))
    if (list.length > 0) await this.#list?.write(list)
  }
}
