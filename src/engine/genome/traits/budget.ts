import { DAY } from '../../../core/clock.ts'
import type { Act } from '../act.ts'
import { ALONE, beside } from '../beside.ts'
import { pathOf } from '../corrections.ts'
import { placeKept } from '../listed.ts'
import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import { PRICE_BINS, type Tally } from '../tally.ts'
import { clamp, evidenceOf } from './credibility.ts'
import { categoryInterest } from './interest.ts'
import { chosenFrom, chosenFromAll, LEVELS, levelOf } from './price-level.ts'

export interface Budget {
  low: number
  high: number
  /** Where between the two they are most at ease. */
  mean: number
  confidence: number
}

/** Half of a normal lies within this many standard deviations. */
const MIDDLE_HALF = 0.6745
/** How far from their own level somebody buys gladly: standard deviation, as a place. */
const TOLERANCE = 0.15
/** What a price in one category says about the prices sought in another: people carry their means along. */
const ELSEWHERE = 0.85
/**
 * Choices of one person share more than their budget (a brand, a style, a gift), so each counts for
 * less than an independent one would: a power likelihood, as confidence is found in `bench -- understand`.
 */
const PRUDENCE = 0.6

/** The belief that a budget is being made of. */
const WORKED = new Float64Array(LEVELS)

/**
 * The part of each category's price range that somebody seeks, as quantiles: the middle half of
 * what they would take, from a belief about the level of prices they are at ease with
 * (`price-level.ts`). Each look says of it what choosing that out of the list it stood in says; what
 * is put in the cart or bought, and a list put in order by price, say more. Older looks fade.
 */
export class Budgets {
  readonly #reading: Reading
  /** What is said of each category, and all of it together. */
  readonly #said: { category: number; belief: Float64Array }[] = []
  readonly #all = new Float64Array(LEVELS)
  /** What is said of none in particular: a list put in order by price where several stood. */
  #anywhere: Float64Array | undefined
  #isTold = false
  /** The same for every category that nothing was seen of: three in four of those asked for. */
  #untouched: Budget | undefined

  constructor(reading: Reading) {
    this.#reading = reading
    for (const tally of reading.sediment.categories.list) {
      if (!this.#isDenied(tally.key)) this.#addTally(tally)
    }
    for (let at = 0; at < reading.acts.length; at++) this.#addAct(at)
    for (const { category, belief } of this.#said) {
      if (category < 0) this.#anywhere = belief
      for (let level = 0; level < LEVELS; level++) this.#all[level] += belief[level]
    }
  }

  /** Undefined when no price was ever chosen. */
  in(category: number): Budget | undefined {
    if (!this.#isTold || this.#isDenied(category)) return undefined
    const own = this.#said.find(each => each.category === category)
    if (own !== undefined) return this.#work(own.belief)
    this.#untouched ??= this.#work(undefined)
    return this.#untouched
  }

  /** They said that this is not what they would spend there, or that nothing there is for them. */
  #isDenied(category: number): boolean {
    const { denials } = this.#reading
    return denials.ofCategory('budget', category) || this.#reading.isDenied(category)
  }

  #work(own: Float64Array | undefined): Budget {
    for (let level = 0; level < LEVELS; level++) {
      const here = (own?.[level] ?? 0) + (this.#anywhere?.[level] ?? 0)
      WORKED[level] = PRUDENCE * (here + ELSEWHERE * (this.#all[level] - here))
    }
    return bandOf(WORKED)
  }

  #addAct(at: number): void {
    const { acts, categories, places, now } = this.#reading
    const act = acts[at]
    const weight = weightOf(act)
    if (weight === 0 || this.#isDenied(categories[at])) return
    const shelf = act.item >= 0 ? beside(this.#reading, at) : undefined
    if (shelf === ALONE) return
    const belief = this.#beliefIn(categories[at])
    const place = placeKept(act.kind === 'sort' ? placeWished(act) : places[at])
    const left = weight * leftAfter(now - act.time)
    if (shelf === undefined) chosenFromAll(belief, place, left)
    else chosenFrom(belief, shelf, place, left)
  }

  /** Older acts are known by the fifth of the range they fell in. */
  #addTally({ key, day, prices }: Tally): void {
    const left = OLDER * leftAfter(this.#reading.now - day * DAY)
    for (let bin = 0; bin < prices.length; bin++) {
      if (prices[bin] === 0) continue
      chosenFromAll(this.#beliefIn(key), placeKept((bin + 0.5) / PRICE_BINS), prices[bin] * left)
    }
  }

  #beliefIn(category: number): Float64Array {
    this.#isTold = true
    for (const said of this.#said) if (said.category === category) return said.belief
    const belief = new Float64Array(LEVELS)
    this.#said.push({ category, belief })
    return belief
  }
}

/** The budgets of a reading, worked out once: several traits ask for them. */
export function budgetsOf(reading: Reading): Budgets {
  reading.budgets ??= new Budgets(reading)
  return reading.budgets
}

/** Looks of long ago, and what was done about them: what they were chosen from is forgotten. */
const OLDER = 0.3

/** Means change over a year, not with what one looks at today: half is left after four months. */
const FADES_MS = (120 * DAY) / Math.LN2

function leftAfter(ageMs: number): number {
  return ageMs <= 0 ? 1 : Math.exp(-ageMs / FADES_MS)
}

/** What an act says of a budget, a look being 1: how much it costs is known then, and taking it costs. */
function weightOf(act: Act): number {
  if (act.kind === 'sort') return /price|prix/i.test(act.detail) ? 1 : 0
  if (act.item < 0) return 0
  switch (act.kind) {
    case 'view':
    case 'past_buy':
      return 1
    case 'cart':
    case 'buy':
    case 'wish':
      return 0.5
    default:
      return 0
  }
}

/** A list put in order by price: as if the first of it were chosen. */
function placeWished(act: Act): number {
  return /desc|high|haut|décroissant/i.test(act.detail) ? 1 : 0
}

function bandOf(belief: Float64Array): Budget {
  const { mean, variance, known } = levelOf(belief)
  const half = MIDDLE_HALF * Math.sqrt(variance + TOLERANCE * TOLERANCE)
  return { low: clamp(mean - half, 0, 1), high: clamp(mean + half, 0, 1), mean, confidence: known }
}

/** The budget of the categories somebody cares for; the score is the middle of the band. */
export function budgetTraits(reading: Reading, language: 'fr' | 'en'): Trait[] {
  const traits: Trait[] = []
  const budgets = budgetsOf(reading)
  for (const { key } of categoryInterest(reading).shares.slice(0, 3)) {
    const band = budgets.in(key)
    if (band === undefined || band.confidence === 0) continue
    traits.push({
      name: 'budget',
      about: reading.catalogue.categoryName(key, language),
      subject: pathOf(key, reading.catalogue),
      score: band.mean,
      confidence: band.confidence,
      evidence: evidenceOf(reading, act => weightOf(act) > 0 && reading.categoryOf(act) === key),
    })
  }
  return traits
}
