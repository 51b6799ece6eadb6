import type { Knowledge } from '../../src/engine/recommend/ranking/knowledge.ts'
import { type ClickShape, GeneratedClicks } from '../fixtures/generated-clicks.ts'

/** Visitors who click at the same time. */
const AT_ONCE = 1000
const LONGEST = 64
/** Between two clicks of the shop; sixty million of them are a month. */
const CLICK_MS = 43

/** Visitors of a shop who come and go, and the clock they click by. */
export class Crowd {
  readonly clicks: GeneratedClicks
  now = Date.UTC(2026, 0, 1)
  readonly #items = new Int32Array(LONGEST)

  constructor(shape: ClickShape, seed: number) {
    this.clicks = new GeneratedClicks(shape, seed)
  }

  /** About so many clicks, session after session. */
  learnt(knowledge: Knowledge, count: number): void {
    for (let done = 0; done < count; ) {
      const length = this.clicks.session(this.#items)
      this.now += length * CLICK_MS
      knowledge.learn(this.#items.subarray(0, length), this.now)
      done += length
    }
  }

  /** So many clicks, one at a time, of a thousand visitors by turns; how long they took, ms. */
  mixedIn(knowledge: Knowledge, count: number): number {
    const visitors = Array.from({ length: AT_ONCE }, () => new Visitor())
    let tookMs = 0
    for (let done = 0; done < count; done += AT_ONCE) {
      for (const visitor of visitors) if (visitor.isOver) visitor.come(this.clicks)
      const began = performance.now()
      for (const visitor of visitors) visitor.click(knowledge, (this.now += CLICK_MS))
      tookMs += performance.now() - began
    }
    return tookMs
  }
}

class Visitor {
  readonly #items = new Int32Array(LONGEST)
  #length = 0
  #done = 0
  #session = -1

  get isOver(): boolean {
    return this.#done === this.#length
  }

  come(clicks: GeneratedClicks): void {
    this.#length = clicks.session(this.#items)
    this.#done = 0
  }

  click(knowledge: Knowledge, now: number): void {
    if (this.#done === 0) this.#session = knowledge.begin(now)
    knowledge.click(this.#session, this.#items, this.#done, this.#items[this.#done], now)
    this.#done++
  }
}
