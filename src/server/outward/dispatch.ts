import { DAY, HOUR, MINUTE, SECOND } from '../../core/clock.ts'
import type { Happening } from '../../engine/outward.ts'
import { hostAndPort, Refused } from '../../ingest/index.ts'
import type { LogRecord } from '../../schema/record.ts'
import type { HookTold, HookWanted } from '../../schema/webhook.ts'
import type { BlobStore, Env } from '../../store/ports.ts'
import { Problem } from '../problem.ts'
import type { Shop } from '../shop.ts'
import type { Hook, Hooks } from './hooks.ts'
import { type Heard, post } from './post.ts'
import { type Progress, ProgressBook, pass } from './progress.ts'
import { requireSealed } from './sealed.ts'
import { headersOf } from './signature.ts'
import { bodyOf, idOf, type Message, messageOf } from './told.ts'

/** After each try that was not heard; then what it was about is given up. */
const WAITS_MS = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR]
/** Whoever has heard nothing for so long is told nothing more, and the console says so. */
const OFF_AFTER_MS = 5 * DAY
const SOON_MS = SECOND
const AGAIN_MS = MINUTE
/** A crash repeats no more than what was told in so long. */
const KEEP_MS = SECOND
/** "I am gone": nobody is there any more. */
const GONE = 410
const TELLING: ReadonlySet<string> = new Set(['decision', 'wish_stepped'])

export interface DispatchOptions {
  /** `host:port` that the operator vouches for. */
  allowed: ReadonlySet<string>
  /** A trouble, in a sentence for the operator. */
  onTrouble?: (says: string) => void
}

/**
 * Tells the shop's other systems what happened, each in its own order and pace.
 *
 *     log ─▶ engine.outward ─▶ message ─▶ signed call ─▶ heard, or given up ─▶ place kept
 *                                            └─ again later, with the same id
 *
 * **At least once**: what is to be told follows from the log, and the place up to which it was
 * told is kept as it rises. A crash between the two repeats a call under its id.
 */
export class Dispatch {
  readonly hooks: Hooks
  readonly #shop: Shop
  readonly #env: Env
  readonly #options: DispatchOptions
  readonly #book: ProgressBook
  /** Rounds of webhooks, each its own: who is slow keeps nobody waiting. */
  readonly #rounds = new Map<string, Promise<void>>()
  #callOff = () => {}
  #dueAt = Infinity
  #isStopped = false

  constructor(hooks: Hooks, shop: Shop, blobs: BlobStore, env: Env, options: DispatchOptions) {
    this.hooks = hooks
    this.#shop = shop
    this.#env = env
    this.#options = options
    this.#book = new ProgressBook(blobs)
  }

  async start(): Promise<void> {
    await this.#book.read()
    // Named by the operator without a time: it begins with the first start that names it.
    for (const { id, isFixed } of this.hooks.all()) {
      if (isFixed) this.#book.of(id, this.#shop.engine.position)
    }
    if (this.hooks.all().length > 0) await this.#book.keep()
    this.#later(SOON_MS)
  }

  /** One that may be added. @throws Problem where it may not, in a sentence */
  drafted(wanted: HookWanted): Hook {
    const hook = this.hooks.drafted(wanted, this.#shop.engine.position)
    try {
      requireSealed(new URL(hook.url), this.#options.allowed)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { code, reason, params } = error
      throw new Problem(400, code, reason, { field: '/url', params })
    }
    return hook
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#callOff()
    await Promise.allSettled(this.#rounds.values())
    await this.#book.kept()
  }

  note({ type }: Pick<LogRecord, 'type'>): void {
    if (TELLING.has(type) && this.hooks.all().length > 0) this.#later(SOON_MS)
  }

  /** All that is due now. */
  async round(): Promise<void> {
    const all = this.hooks.all().filter(({ offSince }) => offSince === undefined)
    await Promise.all(all.map(hook => this.#goRound(hook)))
  }

  /** A call that says it is a test, and what was answered. */
  async test(id: string): Promise<Heard> {
    const hook = this.hooks.get(id)
    this.#progressOf(hook) // it begins where it was added, also when this is its first call
    const now = this.#env.now()
    const type = 'webhook.test'
    const body = bodyOf(type, now, { shop: this.#shop.name })
    return await this.#call(hook, { id: `test_${now}`, type, body }, 1)
  }

  forgetHook(id: string): void {
    this.#book.drop(id)
    void this.#book.keep().catch(() => {})
  }

  /** It is told again, of what happens from now on. */
  wake(id: string): void {
    Object.assign(this.#progressOf(this.hooks.get(id)), {
      ...{ position: this.#shop.engine.position, heard: [] },
      ...{ tries: 0, dueAt: 0, failingSince: undefined },
    })
    this.#later(SOON_MS)
  }

  told(): HookTold[] {
    return this.hooks.all().map(hook => {
      const progress = this.#progressOf(hook)
      const { failingSince, deliveries } = progress
      const { id, url, events, made, old, offSince, isFixed = false } = hook
      return {
        ...{ id, url, events: [...events], made, isFixed, deliveries },
        ...(old && old.ends > this.#env.now() && { oldSecretEnds: old.ends }),
        ...(failingSince !== undefined && { failingSince }),
        ...(offSince !== undefined && { offSince }),
        waiting: offSince === undefined ? this.#waitingFor(hook, progress).length : 0,
      }
    })
  }

  /** A round that is under way takes along what comes meanwhile. */
  #goRound(hook: Hook): Promise<void> {
    const underWay = this.#rounds.get(hook.id)
    if (underWay) return underWay
    const told = this.#tell(hook).finally(() => this.#rounds.delete(hook.id))
    const round = told.then(() => this.#book.keep())
    this.#rounds.set(hook.id, round)
    return round
  }

  /** What one webhook has not heard, the oldest first, until one call fails. */
  async #tell(hook: Hook): Promise<void> {
    const progress = this.#progressOf(hook)
    let keptAt = this.#env.monotonic()
    while (this.#env.now() >= progress.dueAt) {
      const [next] = this.#waitingFor(hook, progress)
      if (next === undefined || next.position > this.#shop.durable) return
      const message = await messageOf(next, this.#shop, this.#env.now())
      if (this.#isStopped || !this.#isOn(hook)) return
      if (message && !(await this.#isOver(hook, progress, message))) return
      progress.tries = 0
      pass(progress, next.position, idOf(next))
      if (this.#env.monotonic() - keptAt < KEEP_MS) continue
      await this.#book.keep()
      keptAt = this.#env.monotonic()
    }
  }

  /** It may be removed, or turned off, while it is told. */
  #isOn({ id }: Hook): boolean {
    return this.hooks.all().some(each => each.id === id && each.offSince === undefined)
  }

  /** Was it heard, or tried often enough? */
  async #isOver(hook: Hook, progress: Progress, message: Message): Promise<boolean> {
    const { isHeard, status } = await this.#call(hook, message, progress.tries + 1)
    if (isHeard) {
      progress.failingSince = undefined
      progress.dueAt = 0
      return true
    }
    const now = this.#env.now()
    progress.failingSince ??= now
    const isLong = now - progress.failingSince >= OFF_AFTER_MS
    if ((isLong || status === GONE) && !hook.isFixed) this.#turnOff(hook)
    const waitMs = WAITS_MS[progress.tries++]
    if (waitMs === undefined) {
      this.#options.onTrouble?.('a webhook did not answer and is given up for one message')
      return true
    }
    progress.dueAt = now + waitMs
    this.#later(waitMs)
    return false
  }

  async #call(hook: Hook, { id, type, body }: Message, attempt: number): Promise<Heard> {
    const now = this.#env.now()
    const headers = headersOf(this.hooks.secretsOf(hook), id, now, body)
    const allowed = hook.isFixed ? new Set([hostAndPort(new URL(hook.url))]) : this.#options.allowed
    const heard = await post(hook.url, headers, body, allowed)
    this.#book.note(hook.id, { id, type, time: now, attempt, ...heard })
    return heard
  }

  #turnOff({ id }: Hook): void {
    // Somebody may have removed it during the call.
    if (!this.hooks.all().some(each => each.id === id)) return
    this.hooks.turnOff(id)
    this.#options.onTrouble?.('a webhook has heard nothing for days and is turned off')
  }

  #waitingFor({ events }: Hook, { position, heard }: Progress): Happening[] {
    const { outward } = this.#shop.engine
    const all = outward.after(position).filter(({ type }) => events.includes(type))
    return heard.length === 0 ? all : all.filter(each => !heard.includes(idOf(each)))
  }

  #progressOf({ id, from }: Hook): Progress {
    return this.#book.of(id, from)
  }

  /** What fails is tried again with the next round. Whatever is due sooner stays due. */
  #later(ms: number): void {
    const at = this.#env.monotonic() + ms
    if (this.#isStopped || this.#dueAt <= at) return
    this.#callOff()
    this.#dueAt = at
    this.#callOff = this.#env.after(ms, () => {
      this.#dueAt = Infinity
      this.#later(AGAIN_MS) // a round lasts as long as the slowest is slow
      this.round().catch(() => {})
    })
  }
}
