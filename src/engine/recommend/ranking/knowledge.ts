import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { begun, type Loading } from '../../../core/fed.ts'
import { type RowStore, rowSections, SECTION, takeSection } from '../../../core/row-store.ts'
import { ItemStatistics } from './item-statistics.ts'
import { PairRows } from './pair-rows.ts'
import { SessionIndex } from './session-index.ts'
import { Trending } from './trending.ts'

const MAGIC = 0x574f4e4b // "KNOW"
const VERSION = 1

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
 * Time is measured against the span that the remembered sessions cover, because a shop with
 * a click a second and one with a click an hour forget at different speeds.
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

  /** The time the remembered sessions span, never 0. */
  get span(): number {
    return Math.max(this.now - this.sessions.since, 1e-9) || 1
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
    const fade = this.warmFade
    this.items.click(item, time, this.hotFade, fade)
    this.trending.click(item, this.items, time, fade)
    const since = this.sinceEpoch(time)
    let isBack = false
    for (let distance = 1; distance <= Math.min(REACH, count); distance++) {
      const other = before[count - distance]
      if (other === item) isBack = true
      else this.pairs.meet(other, item, distance, since, fade)
    }
    if (isBack) this.items.comeBack(item)
    this.sessions.add(session, item, time)
  }

  /** A whole session at once. */
  learn(items: ArrayLike<number>, time: number): void {
    const session = this.begin(time)
    for (let i = 0; i < items.length; i++) this.click(session, items, i, items[i], time)
  }

  /** In sections of bounded size: what is saved is never in memory as a whole. */
  *sections(size = SECTION): Generator<Uint8Array> {
    const head = new ByteWriter()
    head.u32(MAGIC)
    head.count(VERSION)
    head.f64(this.epoch)
    head.f64(this.now)
    this.sessions.saveHead(head)
    head.count(this.pairs.limit)
    this.trending.save(head)
    for (const { rows } of this.#parts()) head.count(rows)
    yield head.done()
    for (const [part, rows] of this.#parts().entries()) yield* rowSections(rows, part, size)
  }

  /**
   * What `sections` gave, handed in one by one with `next`; the knowledge is the result of
   * an empty section.
   * @throws RangeError when a section is not the next one, or is missing at the end.
   */
  static *loading(): Loading<Knowledge> {
    const head = new ByteReader(yield)
    const knowledge = Knowledge.#withHead(head)
    const parts = knowledge.#parts()
    for (let section = yield; section.length > 0; section = yield) takeSection(section, parts)
    for (const [part, { rows }] of parts.entries()) {
      const promised = head.count()
      if (rows !== promised) {
        throw new RangeError(`part ${part} of the knowledge has ${rows} of ${promised} rows`)
      }
    }
    return knowledge
  }

  save(writer: ByteWriter): void {
    for (const section of this.sections()) writer.bytes(section)
    writer.count(0)
  }

  static load(reader: ByteReader): Knowledge {
    const loading = begun(Knowledge.loading())
    for (;;) {
      const { done, value } = loading.next(reader.bytes())
      if (done) return value
    }
  }

  static #withHead(head: ByteReader): Knowledge {
    if (head.u32() !== MAGIC) throw new RangeError('these bytes are no knowledge of a ranker')
    const version = head.count()
    if (version !== VERSION) throw new RangeError(`knowledge version ${version} is not known`)
    const knowledge = new Knowledge({ sessions: 1, sessionsPerItem: 2, pairsPerItem: 4 })
    knowledge.epoch = head.f64()
    knowledge.now = head.f64()
    knowledge.sessions = SessionIndex.loadHead(head)
    knowledge.pairs = new PairRows(head.count())
    knowledge.trending = Trending.load(head)
    return knowledge
  }

  /** In the order they are saved. */
  #parts(): RowStore[] {
    return [this.sessions, this.sessions.lists, this.pairs, this.items]
  }

  #reach(time: number): void {
    if (Number.isNaN(this.epoch)) this.epoch = time
    if (!(time <= this.now)) this.now = time
  }
}
