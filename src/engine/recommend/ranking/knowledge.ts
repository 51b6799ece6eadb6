import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { ItemStatistics } from './item-statistics.ts'
import { PairRows } from './pair-rows.ts'
import { SessionIndex } from './session-index.ts'
import { Trending } from './trending.ts'

/** How many clicks back an item still leads to another. */
const REACH = 15
/** E-foldings of what is forgotten, as shares of the time the log spans. */
const HOT_SHARE = 0.02
const WARM_SHARE = 0.15

export interface KnowledgeLimits {
  sessions: number
  sessionsPerItem: number
  pairsPerItem: number
}

export const USUAL_LIMITS: KnowledgeLimits = {
  sessions: 4_000_000,
  sessionsPerItem: 1024,
  pairsPerItem: 256,
}

/**
 * All that clicks have taught about items, whoever clicked: sessions, pairs and counts,
 * kept up to date by every click.
 *
 * Time is measured against the span of the log so far, because a shop with a click a
 * second and one with a click an hour forget at different speeds.
 */
export class Knowledge {
  sessions: SessionIndex
  pairs: PairRows
  items = new ItemStatistics()
  trending = new Trending()
  /** When the first and the newest click came. */
  epoch = Number.NaN
  now = Number.NaN

  constructor(limits: KnowledgeLimits = USUAL_LIMITS) {
    this.sessions = new SessionIndex(limits.sessions, limits.sessionsPerItem)
    this.pairs = new PairRows(limits.pairsPerItem)
  }

  /** The time the log spans, never 0. */
  get span(): number {
    return Math.max(this.now - this.epoch, 1e-9) || 1
  }

  /** Forgetting per unit of time. */
  get hotFade(): number {
    return 1 / (HOT_SHARE * this.span)
  }

  get warmFade(): number {
    return 1 / (WARM_SHARE * this.span)
  }

  /** Time as the pair rows keep it: since the first click, which four bytes hold well. */
  sinceEpoch(time: number): number {
    return time - this.epoch
  }

  begin(time: number): number {
    this.#reach(time)
    return this.sessions.begin(time)
  }

  /**
   * One more click of a session.
   * @param before the clicks of this session so far, oldest first; `count` of them.
   */
  click(
    session: number,
    before: ArrayLike<number>,
    count: number,
    item: number,
    time: number,
  ): void {
    this.#reach(time)
    if (count > 0) this.items.leave(before[count - 1], before[count - 1] === item)
    this.items.click(item, time, this.hotFade, this.warmFade)
    this.trending.click(item, this.items, time, this.warmFade)
    let isBack = false
    for (let distance = 1; distance <= Math.min(REACH, count); distance++) {
      const other = before[count - distance]
      if (other === item) isBack = true
      else this.pairs.meet(other, item, distance, this.sinceEpoch(time), this.warmFade)
    }
    if (isBack) this.items.comeBack(item)
    this.sessions.add(session, item, time)
  }

  /** A whole session at once. */
  learn(items: ArrayLike<number>, time: number): void {
    const session = this.begin(time)
    for (let i = 0; i < items.length; i++) this.click(session, items, i, items[i], time)
  }

  save(writer: ByteWriter): void {
    writer.f64(this.epoch)
    writer.f64(this.now)
    this.sessions.save(writer)
    this.pairs.save(writer)
    this.items.save(writer)
    this.trending.save(writer)
  }

  static load(reader: ByteReader): Knowledge {
    const knowledge = new Knowledge({ sessions: 1, sessionsPerItem: 2, pairsPerItem: 4 })
    knowledge.epoch = reader.f64()
    knowledge.now = reader.f64()
    knowledge.sessions = SessionIndex.load(reader)
    knowledge.pairs = PairRows.load(reader)
    knowledge.items = ItemStatistics.load(reader)
    knowledge.trending = Trending.load(reader)
    return knowledge
  }

  #reach(time: number): void {
    if (Number.isNaN(this.epoch)) this.epoch = time
    if (!(time <= this.now)) this.now = time
  }
}
