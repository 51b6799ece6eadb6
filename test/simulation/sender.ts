import assert from 'node:assert/strict'
import type { Random } from '../../src/core/random.ts'
import type { Answered, Asked } from './front.ts'

/** What a sender wants to get through, and the ids that are safe once it is acknowledged. */
export interface Errand extends Asked {
  ids: string[]
  /** Sent once; the answer is of use at once or never. */
  isFleeting?: boolean
}

export interface Network {
  random: Random
  after(ms: number, act: () => void): unknown
  /** Undefined when nobody is there, or the one who was there died over it. */
  reach(asked: Asked): Promise<Answered> | undefined
  say(text: string): void
  /** This must not be. */
  complain(error: unknown): void
}

/**
 * Sends one thing after the other, each until it is acknowledged. The network delays,
 * overtakes, doubles, and loses both what is asked and what is answered.
 */
export class Sender {
  readonly number: number
  readonly #network: Network
  readonly #next: () => Errand
  readonly #onAcknowledged: (ids: readonly string[]) => void
  #errand?: Errand

  constructor(
    number: number,
    network: Network,
    next: () => Errand,
    onAcknowledged: (ids: readonly string[]) => void,
  ) {
    this.number = number
    this.#network = network
    this.#next = next
    this.#onAcknowledged = onAcknowledged
  }

  get isIdle(): boolean {
    return this.#errand === undefined
  }

  begin(): void {
    this.#errand = this.#next()
    this.#try(this.#errand)
  }

  #try(errand: Errand): void {
    if (errand !== this.#errand) return
    const { random } = this.#network
    const copies = random.chance(0.1) ? 2 : 1
    for (let n = 0; n < copies; n++) {
      if (random.chance(0.95)) this.#network.after(delay(random), () => this.#arrive(errand))
    }
    if (errand.isFleeting) this.#network.after(500, () => this.#settle(errand))
    else this.#network.after(1_000 + random.below(1_000), () => this.#try(errand))
  }

  #arrive(errand: Errand): void {
    this.#network
      .reach(errand)
      ?.then(answer => this.#hear(errand, answer))
      .catch(this.#network.complain)
  }

  #hear(errand: Errand, answer: Answered): void {
    const { random, after, say } = this.#network
    say(`sender ${this.number} ${errand.url} → ${answer.status}`)
    const isDone = this.#judge(errand, answer)
    if (isDone && random.chance(0.95)) after(delay(random), () => this.#settle(errand))
  }

  /** What the server said counts when it says it, whether or not anybody hears it. */
  #judge(errand: Errand, { status, body }: Answered): boolean {
    const refused = refusedIn(body)
    if (status === 503 || status === 507 || status === 500) return false
    assert.ok(status === 200 || status === 202, `${errand.url}: ${status} ${JSON.stringify(body)}`)
    if (errand.ids.length > 0 && errand === this.#errand) {
      this.#onAcknowledged(errand.ids.filter((_, n) => !refused.includes(n)))
      errand.ids = []
    }
    return true
  }

  #settle(errand: Errand): void {
    if (errand === this.#errand) this.#errand = undefined
  }
}

/** Feeds answer how many were refused, batches which. */
function refusedIn(body: Record<string, unknown>): number[] {
  return Array.isArray(body.refused) ? body.refused.map(({ index }) => index) : []
}

function delay(random: Random): number {
  return random.chance(0.05) ? random.below(5_000) : random.below(60)
}
