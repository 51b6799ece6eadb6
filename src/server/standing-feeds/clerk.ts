import type { FeedOutcome, FeedServices } from '../feeds.ts'
import { Problem } from '../problem.ts'
import { dueAt } from './due.ts'
import type { StandingFeed, StandingFeeds } from './list.ts'
import { plain } from './preview.ts'
import { readStanding } from './read.ts'
import { nameOfFeed } from './wanted.ts'

/** How often it is asked whether a feed is due. */
const LOOK_MS = 30_000
/** At the end of the process a reading is waited for so long; one that is cut short is read again. */
const GRACE_MS = 3_000
const REFUSALS_KEPT = 10

/** Reads each standing feed when its time comes, or when somebody says so: one after the other. */
export class FeedClerk {
  readonly list: StandingFeeds
  readonly #services: FeedServices
  readonly #warn: (says: string) => void
  readonly #running = new Set<string>()
  #last: Promise<void> = Promise.resolve()
  #callOff = () => {}
  #isStopped = false

  /** @param warn a line for the server's log; no address is in it */
  constructor(list: StandingFeeds, services: FeedServices, warn: (says: string) => void) {
    this.list = list
    this.#services = services
    this.#warn = warn
  }

  start(): void {
    this.#later()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#callOff()
    if (this.#running.size === 0) return
    const { env } = this.#services
    const grace = new Promise<void>(resolve => env.after(GRACE_MS, resolve))
    await Promise.race([this.#last, grace])
  }

  isRunning(id: string): boolean {
    return this.#running.has(id)
  }

  /** When a feed is read next by itself, ms; undefined while it is paused. */
  nextOf(feed: StandingFeed): number | undefined {
    if (feed.pausedSince !== undefined) return undefined
    return dueAt(feed, this.#services.shop.engine.settings.timeZone)
  }

  /** Read what is due. @returns when all of it was */
  look(): Promise<void> {
    const now = this.#services.env.now()
    for (const feed of this.list.all())
      if ((this.nextOf(feed) ?? Infinity) <= now) this.run(feed.id)
    return this.#last
  }

  /** Read one now, behind those that were asked for before. @throws Problem 404 */
  run(id: string): void {
    this.list.get(id)
    if (this.#running.has(id)) return
    this.#running.add(id)
    this.#last = this.#last.then(() => this.#readIfThere(id))
  }

  async #readIfThere(id: string): Promise<void> {
    try {
      const feed = this.list.all().find(each => each.id === id)
      if (feed && !this.#isStopped) await this.#read(feed)
    } catch (error) {
      if (!this.#isStopped) this.#warn(`how a feed was read could not be noted: ${error}`)
    } finally {
      this.#running.delete(id)
    }
  }

  async #read(feed: StandingFeed): Promise<void> {
    const { env } = this.#services
    const tried = env.now()
    try {
      const outcome = await readStanding(feed, this.#services)
      const last = lastOf(outcome, tried, feed.last)
      this.list.note(feed, { tried, failures: 0, last, trouble: undefined })
    } catch (error) {
      if (this.#isStopped) return // the process ends: what is not kept is read again
      const trouble = troubleOf(error, tried)
      const failures = (feed.failures ?? 0) + 1
      this.list.note(feed, { tried, failures, trouble })
      this.#warn(`the feed ${nameOfFeed(feed)} was not read (${trouble.code})`)
    }
  }

  #later(): void {
    this.#callOff = this.#services.env.after(LOOK_MS, () => {
      void this.look()
      this.#later()
    })
  }
}

/** A feed that did not change is as it was read last. */
function lastOf(outcome: FeedOutcome, time: number, before: StandingFeed['last']) {
  if (outcome.unchanged && before) return { ...before, time, removed: 0, unchanged: true }
  const { rows, accepted, repaired, refused, removed, unchanged } = outcome
  const refusals = outcome.refusals.slice(0, REFUSALS_KEPT).map(plain)
  return { time, rows, accepted, repaired, refused, removed, unchanged, refusals }
}

function troubleOf(error: unknown, time: number) {
  if (error instanceof Problem) {
    const { code, message, params } = error
    return { time, code, detail: message, ...(params && { params }) }
  }
  return { time, code: 'internal', detail: 'It could not be kept; the server’s log says why.' }
}
