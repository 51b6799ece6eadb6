import { Diversity } from './diversity.ts'
import type { Candidate, Moment } from './moment.ts'
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
  explore: ['trending', 'bestsellers', 'best-reviewed', 'new'],
}

/**
 * The items of one placement, by a strategy and those that stand in for it.
 *
 * Each strategy proposes; the hard filters decide what may be shown at all, the
 * person's taste the order, diversity what is put off to the end. An unknown
 * strategy is filled with what is popular.
 */
export function fill(moment: Moment, strategy: string, count: number): Filled {
  const asked = (strategy in SOURCES ? strategy : 'bestsellers') as Strategy
  const list = new List(moment, asked, count)
  for (const name of [asked, ...FALLBACKS[asked]]) {
    if (list.isFull) break
    list.take(name, SOURCES[name](moment))
  }
  if (!list.isFull) list.takeAny(anything(moment, count, item => list.mayHold(item)))
  const most = list.mostFrom()
  return { items: list.items, strategy: most, fellBack: most !== strategy }
}

class List {
  readonly items: FilledItem[] = []
  readonly #moment: Moment
  readonly #count: number
  readonly #diversity: Diversity
  readonly #held = new Set<number>()
  /** Leaf categories that this list leaves out, whoever proposes them. */
  readonly #unwanted: ReadonlySet<number>
  readonly #from = new Map<string, number>()

  constructor(moment: Moment, asked: Strategy, count: number) {
    this.#moment = moment
    this.#count = count
    this.#diversity = new Diversity(moment.catalogue, count)
    this.#unwanted = asked === 'complements' ? substitutes(moment) : NONE
  }

  get isFull(): boolean {
    return this.items.length >= this.#count
  }

  mayHold(item: number): boolean {
    const { catalogue } = this.#moment
    return (
      !this.#held.has(item) &&
      !this.#unwanted.has(catalogue.categoryOf(item)) &&
      this.#moment.allows(item)
    )
  }

  /** Take the best that fit; what diversity puts off follows when the source has nothing else. */
  take(name: string, candidates: Candidate[]): void {
    const open = this.#suited(candidates)
    const putOff: Candidate[] = []
    while (!this.isFull && open.length > 0) {
      const candidate = takeBest(open)
      if (this.#held.has(candidate.item)) continue
      if (this.#diversity.welcomes(candidate.item)) this.#hold(name, candidate)
      else putOff.push(candidate)
    }
    for (const candidate of putOff) {
      if (this.isFull) return
      if (!this.#held.has(candidate.item)) this.#hold(name, candidate)
    }
  }

  /** The last resort: whatever may be shown, in the order given. */
  takeAny(candidates: Candidate[]): void {
    for (const candidate of candidates) {
      if (this.isFull) return
      if (this.mayHold(candidate.item)) this.#hold('anything', candidate)
    }
  }

  /** Where most items came from, the earlier source on a tie; `none` for an empty list. */
  mostFrom(): string {
    let most = 'none'
    for (const [name, count] of this.#from) {
      if (count > (this.#from.get(most) ?? 0)) most = name
    }
    return most
  }

  /** Those that may be held, their scores turned by the person's taste. */
  #suited(candidates: Candidate[]): Candidate[] {
    const { taste } = this.#moment
    const suited: Candidate[] = []
    for (const candidate of candidates) {
      if (!this.mayHold(candidate.item)) continue
      candidate.score *= taste.of(candidate.item)
      suited.push(candidate)
    }
    return suited
  }

  #hold(name: string, { item, score, code, about }: Candidate): void {
    this.items.push({ item, reason: about < 0 ? code : `${code}|${about}`, score })
    this.#held.add(item)
    this.#diversity.note(item)
    this.#from.set(name, (this.#from.get(name) ?? 0) + 1)
  }
}

const NONE: ReadonlySet<number> = new Set()

/**
 * Take out the highest score, the lower index on a tie. A list takes a few of some
 * sixty candidates: looking for each costs less than sorting all.
 */
function takeBest(open: Candidate[]): Candidate {
  let at = 0
  for (let i = 1; i < open.length; i++) {
    const lead = open[i].score - open[at].score
    if (lead > 0 || (lead === 0 && open[i].item < open[at].item)) at = i
  }
  const best = open[at]
  open[at] = open[open.length - 1]
  open.pop()
  return best
}
