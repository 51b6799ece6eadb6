import { DAY } from '../../../core/clock.ts'
import type { Act } from '../act.ts'
import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import { PRICE_BINS, type Tally } from '../tally.ts'
import { fade, fadeSlowly, interestOf } from '../weights.ts'
import { clamp, credibility, evidenceOf } from './credibility.ts'
import { categoryInterest } from './interest.ts'

export interface Budget {
  low: number
  high: number
  confidence: number
}

/** Our first belief, the whole price range, is worth this much interest (a product view is 2). */
const STRENGTH = 4
/**
 * What a price in one category says about the prices sought in another. At .2 the middle of the
 * band ranked shoppers worse in both worlds of `bench -- understand`: people carry their means along.
 */
const ELSEWHERE = 0.7
/** Variance of a place drawn evenly from the whole range. */
const EVEN = 1 / 12
/** Half of a normal lies within this many standard deviations. */
const MIDDLE_HALF = 0.6745

/**
 * The part of each category's price range that somebody seeks, as quantiles: the middle half of a
 * normal with the posterior mean and variance of the places of what they looked at, put in the cart
 * and bought, faded, beginning from an even spread over the range (moments matched; Gelman et al., BDA3 §2.5).
 */
export class Budgets {
  readonly #categories: number[] = []
  readonly #places: number[] = []
  /** What each price seen weighs in its own category, and in all others. */
  readonly #here: number[] = []
  readonly #elsewhere: number[] = []
  /** The same for every category that nothing was seen of: three in four of those asked for. */
  #untouched: Budget | undefined

  constructor(reading: Reading) {
    for (const tally of reading.sediment.categories.list) this.#addTally(tally, reading.now)
    const { acts, weights, categories, places } = reading
    for (let at = 0; at < acts.length; at++) {
      const act = acts[at]
      const weight = tellsPrice(act) ? weights[at] : wished(act, reading)
      if (weight === 0) continue
      const place = act.kind === 'sort' ? placeWished(act) : places[at]
      this.#add(categories[at], place, weight, weight * ELSEWHERE)
    }
  }

  /** Undefined when no price was ever looked at. */
  in(category: number): Budget | undefined {
    if (this.#categories.includes(category)) return this.#work(category)
    this.#untouched ??= this.#work(UNTOUCHED)
    return this.#untouched
  }

  #work(category: number): Budget | undefined {
    let [weight, place, square] = [0, 0, 0]
    for (let i = 0; i < this.#places.length; i++) {
      const more = this.#categories[i] === category ? this.#here[i] : this.#elsewhere[i]
      const at = this.#places[i]
      weight += more
      place += at * more
      square += at * at * more
    }
    return weight === 0 ? undefined : bandOf(weight, place, square)
  }

  /** Older acts are known by the fifth of the range they fell in. */
  #addTally({ key, day, prices }: Tally, now: number): void {
    const left = fadeSlowly(now - day * DAY)
    for (let bin = 0; bin < prices.length; bin++) {
      const [here, elsewhere] = [prices[bin] * (2 * left), prices[bin] * (2 * ELSEWHERE * left)]
      this.#add(key, (bin + 0.5) / PRICE_BINS, here, elsewhere)
    }
  }

  #add(category: number, place: number, here: number, elsewhere: number): void {
    this.#categories.push(category)
    this.#places.push(place)
    this.#here.push(here)
    this.#elsewhere.push(elsewhere)
  }
}

/** No act is of this category; −1 is that of acts about none. */
const UNTOUCHED = -2

function bandOf(weight: number, place: number, square: number): Budget {
  const total = weight + STRENGTH
  const mean = (place + STRENGTH * 0.5) / total
  const variance = (square + STRENGTH * (EVEN + 0.25)) / total - mean * mean
  const half = MIDDLE_HALF * Math.sqrt(Math.max(variance, 0.0025))
  return {
    low: clamp(mean - half, 0, 1),
    high: clamp(mean + half, 0, 1),
    confidence: credibility(weight, STRENGTH),
  }
}

/** Acts that chose an item with its price in view. */
function tellsPrice(act: Act): boolean {
  return act.item >= 0 && act.kind !== 'page' && act.kind !== 'sort'
}

/** A list sorted by price is a wish too, worth two looks: it is said, a look only happens. */
function wished(act: Act, reading: Reading): number {
  if (act.kind !== 'sort' || !/price|prix/i.test(act.detail)) return 0
  return 4 * fade(reading.now - act.time)
}

function placeWished(act: Act): number {
  return /desc|high|haut|décroissant/i.test(act.detail) ? 0.85 : 0.15
}

/** The budget of the categories somebody cares for; the score is the middle of the band. */
export function budgetTraits(reading: Reading, language: 'fr' | 'en'): Trait[] {
  const traits: Trait[] = []
  const budgets = new Budgets(reading)
  for (const { key } of categoryInterest(reading).shares.slice(0, 3)) {
    const band = budgets.in(key)
    if (band === undefined) continue
    traits.push({
      name: 'budget',
      about: reading.catalogue.categoryName(key, language),
      score: (band.low + band.high) / 2,
      confidence: band.confidence,
      evidence: evidenceOf(
        reading,
        act => tellsPrice(act) && interestOf(act) > 0 && reading.categoryOf(act) === key,
      ),
    })
  }
  return traits
}
