import { DAY } from '../../../core/clock.ts'
import type { Act } from '../act.ts'
import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import { PRICE_BINS } from '../tally.ts'
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
/** What a price in one category says about the prices sought in another. */
const ELSEWHERE = 0.2
/** Variance of a place drawn evenly from the whole range. */
const EVEN = 1 / 12
/** Half of a normal lies within this many standard deviations. */
const MIDDLE_HALF = 0.6745

/**
 * The part of a category's price range somebody seeks, as quantiles: the middle half of a
 * normal with the posterior mean and variance of the places of what they looked at, put in the cart
 * and bought, faded, beginning from an even spread over the range (moments matched; Gelman et al., BDA3 §2.5).
 */
export function budget(reading: Reading, category: number): Budget | undefined {
  const sums = { weight: 0, place: 0, square: 0 }
  for (const tally of reading.sediment.categories.list) {
    addTally(sums, reading, tally, tally.key === category ? 1 : ELSEWHERE)
  }
  const { acts, weights, categories } = reading
  for (let at = 0; at < acts.length; at++) {
    const weight = tellsPrice(acts[at]) ? weights[at] : wished(acts[at], reading)
    if (weight === 0) continue
    const here = categories[at] === category ? 1 : ELSEWHERE
    add(sums, placeOf(acts[at], reading), weight * here)
  }
  return sums.weight === 0 ? undefined : bandOf(sums)
}

interface Sums {
  weight: number
  place: number
  square: number
}

function bandOf({ weight, place, square }: Sums): Budget {
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

function add(sums: Sums, place: number, weight: number): void {
  sums.weight += weight
  sums.place += place * weight
  sums.square += place * place * weight
}

/** Older acts are known by the fifth of the range they fell in. */
function addTally(
  sums: Sums,
  reading: Reading,
  tally: { day: number; prices: readonly number[] },
  here: number,
): void {
  const left = 2 * here * fadeSlowly(reading.now - tally.day * DAY)
  tally.prices.forEach((count, bin) => {
    add(sums, (bin + 0.5) / PRICE_BINS, count * left)
  })
}

/** Acts that chose an item with its price in view. */
function tellsPrice(act: Act): boolean {
  return act.item >= 0 && act.kind !== 'page' && act.kind !== 'sort'
}

/** A list sorted by price is a wish too, worth a look. */
function wished(act: Act, reading: Reading): number {
  if (act.kind !== 'sort' || !/price|prix/i.test(act.detail)) return 0
  return 2 * fade(reading.now - act.time)
}

function placeOf(act: Act, reading: Reading): number {
  if (act.kind === 'sort') return /desc|high|haut|décroissant/i.test(act.detail) ? 0.85 : 0.15
  return reading.catalogue.priceQuantile(act.item)
}

/** The budget of the categories somebody cares for; the score is the middle of the band. */
export function budgetTraits(reading: Reading, language: 'fr' | 'en'): Trait[] {
  const traits: Trait[] = []
  for (const { key } of categoryInterest(reading).shares.slice(0, 3)) {
    const band = budget(reading, key)
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
