import { DAY } from '../../../core/clock.ts'
import { pathOf } from '../corrections.ts'
import { usesOf } from '../population.ts'
import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import type { Tallies } from '../tally.ts'
import { fadeSlowly, interestOf } from '../weights.ts'
import { credibility, evidenceOf } from './credibility.ts'

/** Faded interest by category or brand, heaviest first. */
export interface Interest {
  total: number
  shares: { key: number; weight: number }[]
}

/** What a whole shop's traffic is worth as a first belief: two product views. */
const STRENGTH = 4
/** Categories, brands and uses worth a word. */
const MOST_TOLD = 4

export function categoryInterest(reading: Reading): Interest {
  const isDenied = (key: number) => reading.isDenied(key)
  return interest(reading, reading.sediment.categories, reading.categories, isDenied)
}

export function brandInterest(reading: Reading): Interest {
  const { acts, catalogue } = reading
  const brands: number[] = []
  for (const { item } of acts) brands.push(item < 0 ? -1 : catalogue.brandOf(item))
  const isDenied = (key: number) => reading.denials.of('brand', catalogue.brandName(key))
  return interest(reading, reading.sediment.brands, brands, isDenied)
}

/**
 * @param keys of each act, −1 for none
 * @param isDenied they said that this one does not interest them
 */
function interest(
  reading: Reading,
  older: Tallies,
  keys: readonly number[],
  isDenied: (key: number) => boolean,
): Interest {
  const { weights, now, denials } = reading
  const shares: Interest['shares'] = []
  let total = 0
  for (const { key, weight, day } of older.list) {
    if (!denials.areNone && isDenied(key)) continue
    const left = weight * fadeSlowly(now - day * DAY)
    total += left
    shares.push({ key, weight: left })
  }
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at]
    if (key < 0 || weights[at] === 0 || (!denials.areNone && isDenied(key))) continue
    total += weights[at]
    shareOf(shares, key).weight += weights[at]
  }
  return { total, shares: heaviestFirst(shares) }
}

/** By insertion: for a dozen, half the time of `sort` and its calls. */
function heaviestFirst(shares: Interest['shares']): Interest['shares'] {
  for (let i = 1; i < shares.length; i++) {
    const share = shares[i]
    let at = i
    for (; at > 0 && isHeavier(share, shares[at - 1]); at--) shares[at] = shares[at - 1]
    shares[at] = share
  }
  return shares
}

function isHeavier(a: Interest['shares'][number], b: Interest['shares'][number]): boolean {
  return a.weight > b.weight || (a.weight === b.weight && a.key < b.key)
}

/** A few dozen keys at most: looking through them costs less than a map. */
function shareOf(shares: Interest['shares'], key: number): { key: number; weight: number } {
  for (const share of shares) if (share.key === key) return share
  const share = { key, weight: 0 }
  shares.push(share)
  return share
}

/** Weights that sum to at most 1; what is missing is our doubt. */
export function shareOut({ shares, total }: Interest, most: number): Interest['shares'] {
  const all = total + STRENGTH
  return shares.slice(0, most).map(({ key, weight }) => ({ key, weight: weight / all }))
}

/**
 * Interest beside the shop's average traffic: with the shop's shares p as the prior of a
 * Dirichlet, the posterior share over p is how many times more they look at it than others do;
 * the score is 1 − 1/times, 0 for like everybody, .5 for twice as much.
 */
export function interestTraits(reading: Reading, language: 'fr' | 'en'): Trait[] {
  const { catalogue, population } = reading
  const categories = categoryInterest(reading)
  const brands = brandInterest(reading)
  return [
    ...categories.shares.slice(0, MOST_TOLD).map(({ key, weight }) => ({
      name: 'category',
      about: catalogue.categoryName(key, language),
      subject: pathOf(key, catalogue),
      ...lift(weight, categories.total, population.categoryShare(key, catalogue.categoryCount)),
      evidence: evidenceOf(reading, act => interestOf(act) > 0 && reading.categoryOf(act) === key),
    })),
    ...brands.shares.slice(0, MOST_TOLD).map(({ key, weight }) => ({
      name: 'brand',
      about: catalogue.brandName(key),
      subject: catalogue.brandName(key),
      ...lift(weight, brands.total, population.brandShare(key)),
      evidence: evidenceOf(reading, act => act.item >= 0 && catalogue.brandOf(act.item) === key),
    })),
    ...useTraits(reading),
  ]
}

function lift(weight: number, total: number, usual: number): { score: number; confidence: number } {
  const share = (weight + STRENGTH * usual) / (total + STRENGTH)
  return { score: Math.max(0, 1 - usual / share), confidence: credibility(total, STRENGTH) }
}

/** Intended use: the terrain or activity of what is looked at. Journal only. */
export function useTraits(reading: Reading): Trait[] {
  const { catalogue, population, denials } = reading
  const weights = new Map<string, number>()
  const totals = new Map<string, number>()
  for (const [at, { item }] of reading.acts.entries()) {
    const weight = item < 0 ? 0 : reading.weights[at]
    if (weight === 0) continue
    for (const use of usesOf(item, catalogue)) {
      if (denials.of('use', use)) continue
      const attribute = use.split('=')[0]
      weights.set(use, (weights.get(use) ?? 0) + weight)
      totals.set(attribute, (totals.get(attribute) ?? 0) + weight)
    }
  }
  return [...weights]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_TOLD)
    .map(([use, weight]) => ({
      name: 'use',
      about: use.slice(use.indexOf('=') + 1),
      subject: use,
      ...lift(weight, totals.get(use.split('=')[0])!, population.useShare(use)),
      evidence: evidenceOf(
        reading,
        act => act.item >= 0 && usesOf(act.item, catalogue).includes(use),
      ),
    }))
}
