import type { PlacementRequest } from '../../schema/decision.ts'
import { Candidates } from './candidates.ts'
import { Diversity } from './diversity.ts'
import { ListLimits } from './list-limits.ts'
import type { Ranked } from './live/ranked.ts'
import type { Moment } from './moment.ts'
import { reasonOf } from './reasons.ts'
import { anything } from './sources/anything.ts'
import { substitutes } from './sources/complements.ts'
import { SOURCES, type Strategy } from './sources/sources.ts'

export interface FilledItem {
  item: number
  /** Code with its value, `after|12`: see `reasons.ts`. */
  reason: string
  score: number
}

export interface Filled {
  /** Best first; shorter than asked only when no more may be shown here. */
  items: FilledItem[]
  /** The strategy that gave most of the items. */
  strategy: string
  /** True when that is not the one asked for. */
  fellBack: boolean
}

const POPULAR: readonly Strategy[] = ['bestsellers', 'trending', 'best-reviewed', 'new']

/** What stands in, in this order, where a strategy has too little to say. */
const FALLBACKS: Record<Strategy, readonly Strategy[]> = {
  next: ['similar', 'interests', ...POPULAR],
  similar: ['next', 'interests', ...POPULAR],
  alternatives: ['similar', 'next', ...POPULAR],
  complements: ['next', ...POPULAR],
  interests: ['next', ...POPULAR],
  bestsellers: ['trending', 'best-reviewed', 'new'],
  trending: ['bestsellers', 'best-reviewed', 'new'],
  'best-reviewed': ['bestsellers', 'trending', 'new'],
  new: ['trending', 'bestsellers', 'best-reviewed'],
  promotions: POPULAR,
  recent: ['next', 'interests', ...POPULAR],
  replenishment: ['complements', 'interests', ...POPULAR],
  explore: ['trending', 'bestsellers', 'best-reviewed', 'new'],
  brands: POPULAR,
  levels: ['interests', 'best-reviewed', 'trending', 'bestsellers', 'new'],
  'add-on': ['next', ...POPULAR],
}

/**
 * The items of one placement, by a strategy and those that stand in for it.
 *
 * Each strategy proposes; the hard filters decide what may be shown at all, the
 * person's taste the order, diversity what is put off to the end. An unknown
 * strategy is filled with what is popular. Without `reminders`, nothing that was looked at
 * in this visit is shown, unless that is what the strategy is for.
 */
export function fill(
  moment: Moment,
  strategy: string,
  count: number,
  limits?: Omit<PlacementRequest, 'placement'>,
): Filled {
  const asked = (strategy in SOURCES ? strategy : 'bestsellers') as Strategy
  const list = new List(moment, asked, count, new ListLimits(moment, limits, asked))
  list.takeFrom(asked)
  for (const name of FALLBACKS[asked]) {
    if (list.isFull) break
    list.takeFrom(name)
  }
  if (!list.isFull) list.takeAny()
  const most = list.mostFrom()
  return { items: list.items, strategy: most, fellBack: most !== strategy }
}

class List {
  readonly items: FilledItem[] = []
  readonly #moment: Moment
  readonly #count: number
  readonly #limits: ListLimits
  readonly #diversity: Diversity
  /** Things that go with another: rather something else than one more of a kind. */
  readonly #isMix: boolean
  /** Leaf categories that this list leaves out, whoever proposes them. */
  readonly #unwanted: ReadonlySet<number>
  /** Sources that gave something, in order, and how much. */
  readonly #from: { name: string; count: number }[] = []

  constructor(moment: Moment, asked: Strategy, count: number, limits: ListLimits) {
    this.#moment = moment
    this.#limits = limits
    this.#count = count
    this.#isMix = GOES_WITH.has(asked)
    this.#diversity = new Diversity(moment.catalogue, count, mostOfKind(asked, count))
    this.#unwanted = this.#isMix ? substitutes(moment) : NONE
  }

  get isFull(): boolean {
    return this.items.length >= this.#count
  }

  /** Let a strategy propose, and take the best that fit. */
  takeFrom(name: Strategy): void {
    this.#take(name, proposals(this.#moment, name))
  }

  /** The last resort: whatever may be shown, in the order given. */
  takeAny(): void {
    const candidates = new Candidates(this.#count)
    anything(this.#moment, this.#count, item => this.#mayHold(item), candidates)
    for (let at = 0; at < candidates.count && !this.isFull; at++) {
      if (this.#mayHold(candidates.items[at])) this.#hold('anything', candidates, at)
    }
  }

  /** Where most items came from, the earlier source on a tie; `none` for an empty list. */
  mostFrom(): string {
    let most = { name: 'none', count: 0 }
    for (const from of this.#from) if (from.count > most.count) most = from
    return most.name
  }

  /**
   * What diversity puts off follows when the source has nothing else. The hard filters
   * are asked of the best in turn, not of all: a list takes four or five of fifty.
   */
  #take(name: string, candidates: Candidates): void {
    const putOff: number[] = []
    while (!this.isFull) {
      const at = candidates.takeBest()
      if (at < 0) break
      const item = candidates.items[at]
      if (!this.#mayHold(item)) continue
      if (this.#diversity.welcomes(item)) this.#hold(name, candidates, at)
      else putOff.push(at)
    }
    for (const at of putOff) {
      if (this.isFull) return
      const item = candidates.items[at]
      if (this.#isMix && this.#diversity.isOneTooMany(item)) continue
      if (!this.#holds(item)) this.#hold(name, candidates, at)
    }
  }

  #mayHold(item: number): boolean {
    return (
      this.#moment.allows(item) &&
      !this.#holds(item) &&
      this.#limits.allow(item) &&
      !this.#unwanted.has(this.#moment.catalogue.categoryOf(item))
    )
  }

  /** At most a dozen. */
  #holds(item: number): boolean {
    for (const held of this.items) if (held.item === item) return true
    return false
  }

  #hold(name: string, { items, scores, codes, abouts }: Candidates, at: number): void {
    const item = items[at]
    const reason = reasonOf(codes[at], abouts[at])
    this.items.push({ item, reason, score: scores[at] })
    this.#diversity.note(item)
    const from = this.#from[this.#from.length - 1]
    if (from?.name === name) from.count++
    else this.#from.push({ name, count: 1 })
  }
}

/** Four pairs of socks are no choice of what goes with a helmet, nor four trousers a choice of brands. */
function mostOfKind(asked: Strategy, count: number): number {
  if (GOES_WITH.has(asked)) return Math.max(1, Math.floor(count / 2))
  return asked === 'brands' ? Math.ceil(count / 4) : Infinity
}

const NONE: ReadonlySet<number> = new Set()
/** Strategies that look for what goes with a thing, never for another of its kind. */
const GOES_WITH: ReadonlySet<Strategy> = new Set(['complements', 'add-on'])

/** Strategies in whose lists the items this person is likely to want come forward. */
const PERSONAL: ReadonlySet<Strategy> = new Set(['similar', 'interests'])

function lift(ranked: Ranked, { items, scores, count }: Candidates): void {
  if (ranked.count === 0) return
  for (let i = 0; i < count; i++) scores[i] *= ranked.liftOf(items[i])
}

/** What these propose depends on what the page shows already. */
const BY_PAGE: ReadonlySet<Strategy> = new Set(['explore', 'brands', 'levels'])

/** A strategy's proposals, turned by the person's taste: gathered once a page. */
function proposals(moment: Moment, name: Strategy): Candidates {
  const gather = (found: Candidates) => {
    SOURCES[name](moment, found)
    if (PERSONAL.has(name)) lift(moment.ranked, found)
    moment.taste.turn(found)
    return found
  }
  if (BY_PAGE.has(name)) return gather(new Candidates())
  return moment.recommender.proposals.of(moment, name, gather)
}
