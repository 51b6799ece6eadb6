import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import type { Loading } from '../../../core/fed.ts'
import type { ModelPart, RankingSums } from '../../../schema/model-part.ts'
import type { FeaturePart } from '../../../schema/next-item.ts'
import { Knowledge } from '../ranking/knowledge.ts'
import { Model } from '../ranking/model.ts'
import { Ranker } from '../ranking/ranker.ts'
import { Survey } from '../ranking/survey.ts'
import { Adoptions } from './adoptions.ts'
import { MOST_ON_TRAIL, type OpenSession, OpenSessions, push, trailOf } from './open-sessions.ts'
import { Ranked } from './ranked.ts'
import { partsOf } from './why.ts'

const MAGIC = 0x4b4e4152 // "RANK"
/** So many first clicks all teach the ranker; afterwards one in four does. */
const EAGER = 100_000
const ONE_IN = 4
/**
 * Lessons in each stretch of the log's time: forty a second, three million a day. One in four
 * clicks of a shop that has a hundred and sixty a second; who has more learns no worse for it, and the
 * thread is left to whoever waits. A lesson costs as much as an answer.
 */
const MOST_LESSONS = 2
const STRETCH_MS = 50
/** Who looks at the next item sooner than this has not read the one before. */
const HASTY_MS = 1_000

/** Scratch space of megabytes, of which one process needs one: nothing of it outlives a question. */
let scratch: Survey | undefined

/** Who asks what may come next. */
export interface Asker {
  visitor?: string
  /** Items looked at in this visit and in those before, oldest first. */
  session: readonly number[]
  past: readonly number[]
  time: number
}

/**
 * The ranking at work: every click teaches it what follows what, and to rank; every page
 * may ask it once. What one visitor clicks is in the next answer to any other.
 *
 * A lesson costs as much as an answer, because the features are worked out again from the
 * log alone: so once it has learnt the most of it, every fourth click is a lesson, and at no
 * time more than a hundred a second are, spread evenly.
 */
export class LiveRanking {
  readonly open: OpenSessions
  readonly adoptions: Adoptions
  readonly ranker: Ranker
  /** Clicks that could have been lessons. */
  clicks: number
  /** When the newest lesson was, in stretches, and how many that stretch has had. */
  #stretch = 0
  #lessons = 0
  readonly #trail = new Int32Array(MOST_ON_TRAIL)
  readonly #ranked = new Ranked()

  constructor(
    knowledge = new Knowledge(),
    model = new Model(),
    open = new OpenSessions(),
    adoptions = new Adoptions(),
    clicks = 0,
  ) {
    scratch ??= new Survey()
    this.ranker = new Ranker(knowledge, model, scratch)
    this.open = open
    this.adoptions = adoptions
    this.clicks = clicks
  }

  /**
   * A visitor looks at an item: a lesson for the ranking, then part of what is known.
   *
   * A lesson takes as long as an answer, and a request brings five hundred events: without
   * somebody who vouches for them, those that come at once give one lesson together.
   */
  view(visitor: string, item: number, receivedAt: number, isVouched = false): void {
    const { knowledge } = this.ranker
    // Clocks are set back now and then; what is forgotten over time must not grow by it.
    const time = receivedAt >= knowledge.now ? receivedAt : knowledge.now || receivedAt
    const before = this.open.find(visitor)?.last ?? -Infinity
    const session = this.open.touch(visitor, time, () => knowledge.begin(time))
    if (isVouched || time - before >= HASTY_MS) this.#learn(session, item, time)
    const { number, items } = session
    knowledge.click(number, items, items.length, item, time)
    push(session, item)
  }

  /** What may come next for somebody, best first; valid until the next question. */
  rank({ visitor, session, past, time }: Asker): Ranked {
    const ranked = this.#ranked
    const { knowledge } = this.ranker
    const count = trailOf(session, past, this.#trail)
    ranked.clear()
    if (count === 0 || Number.isNaN(knowledge.now)) return ranked
    const now = Math.max(time, knowledge.now)
    const { number, own } = this.open.standing(visitor, now)
    // What is looked at now need not be shown; what was looked at last week may well be.
    const without = session.length > 0 ? this.#trail[count - 1] : -1
    ranked.fill(this.ranker, { trail: this.#trail, count, now, without, self: number, own })
    return ranked
  }

  /** One more part of a model that did better than this one; the last brings it into use. */
  adopt(body: ModelPart, position: number): void {
    const model = this.adoptions.take(body, position, this.clicks)
    if (model !== undefined) this.ranker.model = model
  }

  sums(): RankingSums {
    const { clicks, adoptions, ranker } = this
    return {
      clicks,
      sessions: ranker.knowledge.sessions.count,
      trees: ranker.model.forest.count,
      damaged: adoptions.damaged,
      adopted: [...adoptions.list],
    }
  }

  /** Why the item at a place of the last answer stands there. */
  partsOf(place: number): FeaturePart[] {
    return partsOf(this.ranker, this.ranker.order[place])
  }

  merge(from: string, into: string): void {
    this.open.merge(from, into)
  }

  forget(visitor: string): void {
    this.open.forget(visitor)
  }

  /** In sections of bounded size, for together they are most of a large shop. */
  *sections(): Generator<Uint8Array> {
    const { knowledge, model } = this.ranker
    const rest = new ByteWriter()
    rest.u32(MAGIC)
    rest.count(this.clicks)
    rest.f64(this.#stretch)
    rest.count(this.#lessons)
    this.adoptions.save(rest)
    this.open.save(rest)
    model.save(rest)
    yield rest.done()
    yield* knowledge.sections()
  }

  /** What `sections` gave. @throws RangeError when one is missing or not of a ranking. */
  static *loading(): Loading<LiveRanking> {
    const rest = new ByteReader(yield)
    if (rest.u32() !== MAGIC) throw new RangeError('these bytes are no ranking')
    const clicks = rest.count()
    const stretch = rest.f64()
    const lessons = rest.count()
    const adoptions = Adoptions.load(rest)
    const open = OpenSessions.load(rest)
    const model = Model.load(rest)
    const ranking = new LiveRanking(yield* Knowledge.loading(), model, open, adoptions, clicks)
    ranking.#stretch = stretch
    ranking.#lessons = lessons
    return ranking
  }

  #learn({ number, items, past, own }: OpenSession, item: number, time: number): void {
    const count = trailOf(items, past, this.#trail)
    if (count === 0) return
    if (this.clicks++ >= EAGER && this.clicks % ONE_IN !== 0) return
    if (!this.#hasRoom(time)) return
    this.ranker.learn(this.#trail, count, time, item, number, own)
  }

  #hasRoom(time: number): boolean {
    const stretch = Math.floor(time / STRETCH_MS)
    if (stretch !== this.#stretch) {
      this.#stretch = stretch
      this.#lessons = 0
    }
    return this.#lessons++ < MOST_LESSONS
  }
}
