import { setImmediate as nextTurn } from 'node:timers/promises'
import { MINUTE, SECOND } from '../../core/clock.ts'
import type { Wish } from '../../engine/wishes/wishes.ts'
import type { LogRecord } from '../../schema/record.ts'
import type { WishEnd, WishLetter } from '../../schema/wish.ts'
import type { Env } from '../../store/ports.ts'
import type { Shop } from '../shop.ts'
import { compose, type Sender } from './compose.ts'
import { type Duty, dutyOf } from './duty.ts'
import type { Fate, Mailer } from './mailer.ts'
import { stepRecord } from './steps.ts'

/** Something happened: a wish, a confirmation, a feed. */
const SOON_MS = SECOND
/** Time passes too: what waits for it is looked at so often. */
const AGAIN_MS = MINUTE
/** A mail server that cannot take one letter now is left in peace. */
const PAUSE_MS = MINUTE
const WISHES_A_TURN = 200
const OF_STOCK: ReadonlySet<string> = new Set(['products', 'offers_changed'])

export interface PostRoomOptions {
  /** Told of every letter: which, and what became of it. No address is in it. */
  onLetter?: (letter: WishLetter, fate: Fate) => void
  /** A trouble, in a sentence for the operator. */
  onTrouble?: (says: string) => void
  /** Takes away letters that lie here from a time when they went to a folder. */
  forgetOld?: (visitors: readonly string[]) => Promise<void>
}

/**
 * Goes through the wishes, and does what is due.
 *
 *     made ─▶ "was it you?" ─▶ asked ─▶ confirmed by its link ─▶ can be had ─▶ "it is back" ─▶ over
 *
 * A letter goes **at most once**: the log has durably that it is being sent before it is, and
 * after a crash between the two it is taken for sent. Losing one letter in a crash is better
 * than writing twice to somebody who asked for one. Webhooks are the other way round: `outward`
 * calls them until they answer, with one id.
 */
export class PostRoom {
  readonly #shop: Shop
  readonly #env: Env
  readonly #options: PostRoomOptions
  /** Without it wishes wait, and lapse. */
  #post: { mailer: Mailer; sender: Sender } | undefined
  #round: Promise<void> = Promise.resolve()
  #callOff = () => {}
  #dueAt = Infinity
  #pausedUntil = 0
  #isStopped = false

  constructor(shop: Shop, env: Env, options: PostRoomOptions) {
    this.#shop = shop
    this.#env = env
    this.#options = options
  }

  start(): void {
    this.#later(SOON_MS)
  }

  /** From now on letters go. */
  open(mailer: Mailer, sender: Sender): void {
    this.#post = { mailer, sender }
    this.#later(SOON_MS)
  }

  get isOpen(): boolean {
    return this.#post !== undefined
  }

  note({ type }: Pick<LogRecord, 'type'>): void {
    if (type === 'wish_made' || type === 'wish_stepped' || OF_STOCK.has(type)) this.#later(SOON_MS)
  }

  forget(visitors: readonly string[]): void {
    void this.#forget(visitors)
  }

  async #forget(visitors: readonly string[]): Promise<void> {
    try {
      await this.#post?.mailer.forget(visitors)
      await this.#options.forgetOld?.(visitors)
    } catch {
      this.#options.onTrouble?.('letters of somebody who was forgotten could not be deleted')
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#callOff()
    await this.#round
    this.#post?.mailer.close()
  }

  /** All that is due now, one letter after the other. */
  round(): Promise<void> {
    this.#round = this.#round.then(() => this.#goThrough())
    return this.#round
  }

  async #goThrough(): Promise<void> {
    let seen = 0
    for (const wish of this.#shop.engine.wishes.open()) {
      if (++seen % WISHES_A_TURN === 0) await nextTurn()
      if (this.#isStopped) return
      // Its address is read from the disk, where it may not be yet.
      if (wish.position > this.#shop.durable) {
        this.#later(SOON_MS)
        continue
      }
      const duty = dutyOf(wish, this.#env.now(), this.#isBack)
      if (duty) await this.#perform(duty, wish)
    }
  }

  async #perform(duty: Duty, wish: Wish): Promise<void> {
    if (duty.do === 'end') return await this.#end(wish, duty.why)
    if (duty.do === 'settle') return await this.#step(wish, { step: 'sent', letter: duty.letter })
    const isPaused = this.#env.now() < this.#pausedUntil
    if (this.#post && !isPaused) await this.#send(duty, wish, this.#post)
  }

  async #send(
    { letter, attempt }: Extract<Duty, { do: 'send' }>,
    wish: Wish,
    { mailer, sender }: { mailer: Mailer; sender: Sender },
  ): Promise<void> {
    const { onLetter, onTrouble } = this.#options
    const { catalogue } = this.#shop.engine
    const to = await this.#addressOf(wish)
    const written = to && compose(letter, wish, to, sender, catalogue, this.#env.now())
    if (!written) return await this.#end(wish, 'undeliverable')
    const { visitor, id } = wish
    const claim = stepRecord({ visitor, wish: id, step: 'sending', letter, attempt }, this.#env)
    const { repeated } = await this.#shop.take([claim])
    if (repeated.length > 0) return await this.#step(wish, { step: 'sent', letter })
    const { fate, why } = await mailer.send(written).catch(noWord)
    // Whoever was forgotten meanwhile had no letter yet to be taken away.
    const gone = [visitor, wish.address].filter(key => this.#shop.forgotten.has(key))
    if (gone.length > 0) await this.#forget(gone)
    onLetter?.(letter, fate)
    if (fate !== 'sent') onTrouble?.(`a letter was not taken for sure: ${fate}, ${why}`)
    if (fate === 'never') return await this.#end(wish, 'undeliverable')
    if (fate !== 'later') return await this.#step(wish, { step: 'sent', letter })
    this.#pausedUntil = this.#env.now() + PAUSE_MS
    await this.#step(wish, { step: 'put_off', letter })
  }

  /** The address stands in the log alone; whoever was forgotten meanwhile has none. */
  async #addressOf({ id, position }: Wish): Promise<string | undefined> {
    const record = await this.#shop.recordAt(position)
    return record?.type === 'wish_made' && record.id === id ? record.body.email : undefined
  }

  #end(wish: Wish, why: WishEnd): Promise<void> {
    return this.#step(wish, { step: 'ended', why })
  }

  async #step(
    { visitor, id }: Wish,
    told: { step: 'sent' | 'put_off' | 'ended'; letter?: WishLetter; why?: WishEnd },
  ): Promise<void> {
    await this.#shop.take([stepRecord({ visitor, wish: id, ...told }, this.#env)])
  }

  readonly #isBack = ({ item, sku, market }: Wish): boolean => {
    const { catalogue } = this.#shop.engine
    if (sku === '') return catalogue.inStock(catalogue.find(item), market)
    return catalogue.skuInStock(sku, market) === true
  }

  /** What fails (a full disk) is tried again with the next round. Whatever is due sooner stays due. */
  #later(ms: number): void {
    const at = this.#env.monotonic() + ms
    if (this.#isStopped || this.#dueAt <= at) return
    this.#callOff()
    this.#dueAt = at
    this.#callOff = this.#env.after(ms, () => {
      this.#dueAt = Infinity
      this.round().then(
        () => this.#later(AGAIN_MS),
        () => {
          this.#round = Promise.resolve()
          this.#options.onTrouble?.('letters are put off: nothing can be kept just now')
          this.#later(AGAIN_MS)
        },
      )
    })
  }
}

/** An adapter that throws, against its word: whether the letter went is not known. */
function noWord(): { fate: Fate; why: string } {
  return { fate: 'unknown', why: 'the mailer threw' }
}
