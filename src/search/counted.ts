import type { Filter } from '../schema/search.ts'
import { OWN_FACETS } from '../schema/search.ts'
import { LEVELS, type Shelf } from './shelf.ts'
import { bandOf, type Sieve } from './sieve.ts'

export interface Counted {
  name: string
  values: { value: string; count: number; chosen: boolean }[]
}

const MOST_VALUES = 12
const MOST_SIZES = 20
const MOST_ATTRIBUTES = 6
/** An attribute that tells more values than this apart names things rather than sorts them. */
const MOST_DISTINCT = 40
const RATINGS = [4.5, 4, 3]
/** Ends of price bands, as people say them; times a power of ten. */
const ROUND = [1, 1.5, 2.5, 4, 6]

/** What the products found may be narrowed by, with counts; what tells nothing apart is left out. */
export function countFacets(shelf: Shelf, sieve: Sieve, filters: readonly Filter[]): Counted[] {
  const byFacet = valuesByFacet(shelf, sieve, filters)
  const own = (name: string) => byFacet.get(name) ?? []
  const attributes = [...byFacet]
    .filter(([name]) => !(OWN_FACETS as readonly string[]).includes(name))
    .filter(([, values]) => values.length <= MOST_DISTINCT)
    .sort(([, a], [, b]) => sum(b) - sum(a))
    .slice(0, MOST_ATTRIBUTES)
  const facets: [string, Counted['values']][] = [
    ['category', withoutEchoes(own('category'))],
    ['price', bandsOf(sieve.prices, filters)],
    ['brand', own('brand')],
    ['size', own('size')],
    ...attributes,
    ['colour', own('colour')],
    ['rating', ratingsOf(sieve.ratings, filters)],
    ['stock', [bandValue('stock', 'yes', sieve.stocked, filters)]],
  ]
  return facets
    .map(([name, values]) => ({ name, values: cut(name, values) }))
    .filter(({ name, values }) => isTelling(name, values, sieve))
}

function valuesByFacet(shelf: Shelf, { counts }: Sieve, filters: readonly Filter[]) {
  const byFacet = new Map<string, Counted['values']>()
  const chosen = new Set(filters.map(({ name, value }) => shelf.tags.find(name, value)))
  for (let tag = 0; tag < counts.length; tag++) {
    if (counts[tag] === 0 && !chosen.has(tag)) continue
    const name = shelf.tags.facetOf(tag)
    const value = shelf.tags.valueOf(tag)
    const values = byFacet.get(name) ?? []
    values.push({ value, count: counts[tag], chosen: chosen.has(tag) })
    byFacet.set(name, values)
  }
  return byFacet
}

/** A department that holds nothing beside one of its own says nothing beside it either. */
function withoutEchoes(values: Counted['values']): Counted['values'] {
  const isEcho = ({ value, count, chosen }: Counted['values'][number]) =>
    !chosen && values.some(other => other.count === count && other.value.startsWith(value + LEVELS))
  return values.filter(value => !isEcho(value))
}

/** The fullest, and what is chosen whatever its count. */
function cut(name: string, values: Counted['values']): Counted['values'] {
  if (name === 'price' || name === 'rating') return values
  const fullest = values.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  const most = name === 'size' ? MOST_SIZES : MOST_VALUES
  return fullest.filter((each, place) => place < most || each.chosen)
}

function isTelling(name: string, values: Counted['values'], { kept }: Sieve): boolean {
  if (values.some(({ chosen }) => chosen)) return true
  if (name === 'stock') return values[0].count > 0 && values[0].count < kept.length
  if (name === 'rating') return values.length > 0
  return values.length > 1
}

function bandsOf(prices: readonly number[], filters: readonly Filter[]): Counted['values'] {
  const chosen = filters.filter(({ name }) => name === 'price').map(({ value }) => value)
  const ends = endsFor(prices)
  const bands = ends.map(
    (low, i) => `${low || ''}-${ends[i + 1] === undefined ? '' : ends[i + 1] - 1}`,
  )
  const extra = chosen.filter(value => !bands.includes(value))
  const all = [...extra, ...(bands.length > 1 ? bands : [])]
  return all
    .map(value => {
      const [low, high] = bandOf(value)
      const count = prices.filter(price => price >= low && price <= high).length
      return { value, count, chosen: chosen.includes(value) }
    })
    .filter(({ count, chosen }) => count > 0 || chosen)
}

/** Where bands begin: round prices within those found, at most six. */
function endsFor(prices: readonly number[]): number[] {
  if (prices.length === 0) return []
  let low = Infinity
  let high = 0
  for (const price of prices) {
    if (price < low) low = price
    if (price > high && price < Infinity) high = price
  }
  const ends = [0]
  for (let power = 100; power <= high; power *= 10) {
    for (const step of ROUND) {
      const end = step * power
      if (end > low && end < high) ends.push(end)
    }
  }
  return ends.length > 6 ? ends.filter((_, i) => i === 0 || i >= ends.length - 5) : ends
}

function ratingsOf(ratings: readonly number[], filters: readonly Filter[]): Counted['values'] {
  return RATINGS.map(least => {
    const count = ratings.filter(rating => rating >= least).length
    return bandValue('rating', String(least), count, filters)
  }).filter(({ count, chosen }) => chosen || (count > 0 && count < ratings.length))
}

function bandValue(name: string, value: string, count: number, filters: readonly Filter[]) {
  const chosen = filters.some(filter => filter.name === name && filter.value === value)
  return { value, count, chosen }
}

function sum(values: Counted['values']): number {
  return values.reduce((total, { count }) => total + count, 0)
}
