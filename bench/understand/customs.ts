import type { Random } from '../../src/core/random.ts'

/**
 * How much each trait shows in this world: `[base, slope]` of log-odds on the trait less one
 * half. Drawn by seed, so that nothing can be fitted to it.
 */
export interface Custom {
  reviews: Leaning
  delivery: Leaning
  away: Leaning
  ask: Leaning
  offer: Leaning
  sortByPrice: Leaning
  sortByRating: Leaning
  filterLevel: Leaning
  guide: Leaning
  search: Leaning
  wander: Leaning
  buy: Leaning
  /** Chance that a tile that fits is clicked when it is looked at. */
  click: number
  overBudget: number
  underBudget: number
  misfit: number
  lovesOffers: number
  trust: number
  accidents: number
  leaves: number
}

export type Leaning = readonly [base: number, slope: number]

export function drawCustom(random: Random): Custom {
  const between = (low: number, high: number) => low + (high - low) * random.next()
  const leaning = (base: number, slope: number): Leaning => [
    between(base - 0.5, base + 0.5),
    between(0.6 * slope, 1.4 * slope),
  ]
  return {
    reviews: leaning(-0.6, 3.5),
    delivery: leaning(-1.2, 3),
    away: leaning(-1.8, -2.2),
    ask: leaning(-3.5, 2.5),
    offer: leaning(-1.5, 3),
    sortByPrice: leaning(-2, -3),
    sortByRating: leaning(-2.2, 2.5),
    filterLevel: leaning(-2.4, 3),
    guide: leaning(-0.8, 3),
    search: leaning(0.4, 1.8),
    wander: leaning(0, -2.4),
    buy: leaning(-1, 2.4),
    click: between(0.15, 0.3),
    overBudget: between(6, 12),
    underBudget: between(1.5, 5),
    misfit: between(2, 5),
    lovesOffers: between(0.8, 2.2),
    trust: between(0.4, 1),
    accidents: between(0.06, 0.14),
    leaves: between(0.04, 0.08),
  }
}

export function leans([base, slope]: Leaning, trait: number): number {
  return base + slope * (trait - 0.5)
}

export function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}
