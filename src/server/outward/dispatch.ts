import { DAY, HOUR, MINUTE, SECOND } from '../../core/clock.ts'
import type { LogRecord } from '../../schema/record.ts'
import type { HookTold } from '../../schema/webhook.ts'
import type { BlobStore, Env } from '../../store/ports.ts'
import type { Shop } from '../shop.ts'
import type { Hook, Hooks } from './hooks.ts'
import { type Heard, post } from './post.ts'
import { type Progress, ProgressBook } from './progress.ts'
import { headersOf } from './signature.ts'
import { bodyOf, type Message, messageOf } from './told.ts'

/** After each try that was not heard; then what it was about is given up. */
const WAITS_MS = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR]
/** Whoever has heard nothing for so long is told nothing more, and the console says so. */
const OFF_AFTER_MS = 5 * DAY
const SOON_MS = SECOND
const AGAIN_MS = MINUTE
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
 * told is kept after each round. A crash between the two repeats a call under its id.
 */
export class Dispatch {
  readonly hooks: Hooks
  readonly #shop: Shop
  readonly #env: Env
  readonly #options: DispatchOptions
  readonly #book: ProgressBook
  #round: Promise<void> = Promise.resolve()
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

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#callOff()
    await this.#round
  }

  note({ type }: Pick<LogRecord, 'type'>): void {
    if (TELLING.has(type) && this.hooks.all().length > 0) this.#later(SOON_MS)
  }

  /** All that is due now. */
  round(): Promise<void> {
    const round = this.#round.then(() => this.#goThrough())
    this.#round = round.catch(() => {})
    return round
  }

  /** A call that says it is a test, and what was answered. */
  async test(id: string): Promise<Heard> {
    const hook = this.hooks.get(id)
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
      ...{ position: this.#shop.engine.position, tries: 0, dueAt: 0, failingSince: undefined },
    })
    this.#later(SOON_MS)
  }

  told(): HookTold[] {
    return this.hooks.all().map(hook => {
      const { position, failingSince, deliveries } = this.#progressOf(hook)
      const { id, url, events, made, old, offSince, isFixed = false } = hook
      return {
        ...{ id, url, events: [...events], made, isFixed, deliveries },
        ...(old && old.ends > this.#env.now() && { oldSecretEnds: old.ends }),
        ...(failingSince !== undefined && { failingSince }),
        ...(offSince !== undefined && { offSince }),
        waiting: offSince === undefined ? this.#waitingFor(hook, position).length : 0,
      }
    })
  }

  async #goThrough(): Promise<void> {
    const all = this.hooks.all().filter(({ offSince }) => offSince === undefined)
    await Promise.all(all.map(hook => this.#tell(hook)))
    if (all.length > 0) await this.#book.keep()
  }

  /** What one webhook has not heard, the oldest first, until one call fails. */
  async #tell(hook: Hook): Promise<void> {
    const progress = this.#progressOf(hook)
    if (this.#env.now() < progress.dueAt) return
    for (const happening of this.#waitingFor(hook, progress.position)) {
      if (this.#isStopped || happening.position > this.#shop.durable) return
      const message = await messageOf(happening, this.#shop, this.#env.now())
      if (message && !(await this.#isOver(hook, progress, message))) return
      progress.tries = 0
      progress.position = Math.max(progress.position, happening.position)
    }
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
    const allowed = hook.isFixed ? new Set([hostOf(hook.url)]) : this.#options.allowed
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

  #waitingFor({ events }: Hook, position: number) {
    return this.#shop.engine.outward.after(position).filter(({ type }) => events.includes(type))
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
      const again = () => this.#later(AGAIN_MS)
      this.round().then(again, again)
    })
  }
}

function hostOf(url: string): string {
  const { hostname, port, protocol } = new URL(url)
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
}
