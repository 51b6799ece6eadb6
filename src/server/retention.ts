import { DAY, HOUR } from '../core/clock.ts'
import type { BlobStore, Env, LogDays, ProfileStore } from '../store/ports.ts'
import { dropSetAside } from '../store/set-aside.ts'
import { dayOf } from '../store/window.ts'
import type { Shop } from './shop.ts'
import { Snapshots } from './snapshots.ts'

/** What visitors did is kept for 25 months. */
export const KEPT_MS = 760 * DAY

/** Damaged files know who was forgotten since: they are gone within seven days, as sealed days are. */
const SET_ASIDE_MS = 6 * DAY

export interface RetentionStores {
  log: LogDays
  profiles: ProfileStore
  blobs: BlobStore
}

/**
 * Lets go of what is older than 25 months: visitors' records of days that are over, and
 * profiles nobody has touched since. The shop's own records stay, and so do the sums: a day
 * goes only when every snapshot is of later, so that a restart never needs it.
 */
export class Retention {
  readonly #shop: Shop
  readonly #stores: RetentionStores
  readonly #env: Env
  readonly #keptMs: number
  readonly #folder?: string
  /** Days found without visitors; looking at one again is harmless. */
  readonly #dropped = new Set<number>()
  /** Profiles of before this place were let go of already. */
  #until = 0
  #running: Promise<void> = Promise.resolve()
  #callOff = () => {}

  /** @param folder of the shop, when it has one */
  constructor(shop: Shop, stores: RetentionStores, env: Env, keptMs = KEPT_MS, folder?: string) {
    this.#shop = shop
    this.#stores = stores
    this.#env = env
    this.#keptMs = keptMs
    this.#folder = folder
  }

  /** Look now and then, when there is time. */
  start(): void {
    this.#callOff = this.#env.after(AGAIN_MS, () => {
      this.#running = this.run().catch(error => {
        process.emitWarning(`letting go of old days is put off: ${(error as Error).message}`)
      })
      this.start()
    })
  }

  async stop(): Promise<void> {
    this.#callOff()
    await this.#running
  }

  async run(): Promise<void> {
    if (this.#folder) dropSetAside(this.#folder, this.#env.now() - SET_ASIDE_MS)
    const until = await this.#dropDays(dayOf(this.#env.now() - this.#keptMs))
    if (until > this.#until) await this.#forgetProfiles(until)
    this.#until = until
  }

  /** @returns the last place of what is gone, 0 when nothing is */
  async #dropDays(before: number): Promise<number> {
    const covered = await new Snapshots(this.#stores.blobs).oldest()
    let gone = 0
    for (const { day, last } of await this.#stores.log.closedDays()) {
      if (day >= before || covered === undefined || last > covered) break
      if (!this.#dropped.has(day)) await this.#stores.log.dropVisitors(day)
      this.#dropped.add(day)
      gone = last
    }
    return gone
  }

  /** A profile is as old as the newest record in it. */
  async #forgetProfiles(until: number): Promise<void> {
    let some: string[] = []
    for await (const { visitor, position } of this.#stores.profiles.all()) {
      if (position <= until) some.push(visitor)
      if (some.length < AT_ONCE) continue
      await this.#shop.residents.letGo(some)
      some = []
    }
    if (some.length > 0) await this.#shop.residents.letGo(some)
  }
}

const AT_ONCE = 500
const AGAIN_MS = HOUR
