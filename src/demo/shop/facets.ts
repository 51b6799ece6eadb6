import type { Item, Language } from '../catalogue/shape.ts'
import { LEVELS } from '../catalogue/shape.ts'
import { compareSizes } from '../catalogue/sizes.ts'
import { LEVEL_NAMES, TERRAIN_NAMES } from '../catalogue/words.ts'
import { money } from './format.ts'
import { bySales } from './shelves.ts'
import { sizeText } from './sizes.ts'
import { say, type Word } from './words.ts'

/** What a list may be narrowed by. Each is a parameter of the address, several values joined by `~`. */
const FACETS: { name: FacetName; word: Word; valuesOf: (item: Item) => string[] }[] = [
  { name: 'price', word: 'price', valuesOf: item => [priceBand(item.price)] },
  { name: 'brand', word: 'brand', valuesOf: item => [item.brand.name] },
  { name: 'level', word: 'level', valuesOf: item => [item.level] },
  { name: 'use', word: 'terrain', valuesOf: item => [item.terrain] },
  {
    name: 'size',
    word: 'size',
    valuesOf: item => [...new Set(item.skus.flatMap(sku => (sku.stock > 0 && sku.size) || []))],
  },
]

export type FacetName = 'price' | 'brand' | 'level' | 'use' | 'size'

/** `best` is the shop's own order, or the person's; `sold` is everybody's beside the latter. */
export const SORTS = ['best', 'sold', 'cheap', 'dear', 'rated', 'new'] as const
export type Sort = (typeof SORTS)[number]

export interface Facet {
  word: Word
  values: { label: string; count: number; chosen: boolean; href: string }[]
}

export interface Listing {
  items: Item[]
  facets: Facet[]
  /** What is chosen, each with the address that takes it away. */
  chosen: { label: string; href: string }[]
  sort: Sort
  sorts: { sort: Sort; href: string }[]
}

/** Somebody is on their way through a list: it was turned, filtered or sorted. */
export function isUnderWay({ searchParams }: URL): boolean {
  const names = [...FACETS.map(({ name }) => name), 'page', 'sort']
  return names.some(name => searchParams.has(name))
}

/** Narrow and order items as the address asks, `best` being as they come; what it asks wrongly is ignored. */
export function narrow(items: readonly Item[], url: URL, language: Language): Listing {
  const asked = new Map(FACETS.map(({ name }) => [name, valuesAsked(url, name)]))
  const passes = (item: Item, except?: FacetName) =>
    FACETS.every(({ name, valuesOf }) => {
      const wanted = asked.get(name)!
      return name === except || wanted.size === 0 || valuesOf(item).some(value => wanted.has(value))
    })
  const facets = FACETS.map(({ name, word, valuesOf }) => {
    const counts = new Map<string, number>()
    for (const item of items) {
      if (!passes(item, name)) continue
      for (const value of valuesOf(item)) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    const chosen = asked.get(name)!
    const values = [...counts]
      .sort(([a, x], [b, y]) => order(name, a, b) || y - x || (a < b ? -1 : 1))
      .slice(0, name === 'size' ? 18 : 10)
      .map(([value, count]) => ({
        label: labelOf(name, value, language),
        count,
        chosen: chosen.has(value),
        href: toggled(url, name, value),
      }))
    return { word, values }
  })
  const sort = SORTS.find(one => one === url.searchParams.get('sort')) ?? 'best'
  return {
    items: items.filter(item => passes(item)).sort(ORDERS[sort]),
    facets: facets.filter(({ word, values }) => {
      if (values.some(value => value.chosen)) return true
      return values.length > 1 && (word !== 'size' || sizesCompare(items))
    }),
    chosen: facets.flatMap(facet => facet.values.filter(value => value.chosen)),
    sort,
    sorts: SORTS.map(one => ({
      sort: one,
      href: withParam(url, 'sort', one === 'best' ? '' : one),
    })),
  }
}

/** A size of shoes says nothing among gloves. */
function sizesCompare(items: readonly Item[]): boolean {
  return new Set(items.map(item => item.leaf.sizes)).size === 1
}

/** The same address with one parameter changed, on the first page. */
export function withParam(url: URL, name: string, value: string): string {
  const params = new URLSearchParams(url.search)
  if (name !== 'page') params.delete('page')
  if (value) params.set(name, value)
  else params.delete(name)
  const query = params.toString()
  return url.pathname + (query && `?${query}`)
}

export function withoutFacets(url: URL): string {
  const params = new URLSearchParams(url.search)
  for (const { name } of FACETS) params.delete(name)
  params.delete('page')
  const query = params.toString()
  return url.pathname + (query && `?${query}`)
}

export function sortName(sort: Sort, language: Language): string {
  const [fr, en] = SORT_NAMES[sort]
  return say(language, fr, en)
}

const SORT_NAMES: Record<Sort, [string, string]> = {
  best: ['Pour vous', 'For you'],
  sold: ['Les plus choisis', 'Most chosen'],
  cheap: ['Prix croissant', 'Price, low to high'],
  dear: ['Prix décroissant', 'Price, high to low'],
  rated: ['Les mieux notés', 'Best rated'],
  new: ['Nouveautés', 'New'],
}

const ORDERS: Record<Sort, (a: Item, b: Item) => number> = {
  best: () => 0,
  sold: bySales,
  cheap: (a, b) => a.price - b.price,
  dear: (a, b) => b.price - a.price,
  rated: (a, b) => b.rating - a.rating || b.reviews - a.reviews,
  new: (a, b) => a.age - b.age,
}

const BANDS = [2_500, 5_000, 10_000, 15_000, 25_000, 40_000, 60_000]

function priceBand(price: number): string {
  const at = BANDS.findIndex(top => price < top)
  const band = at < 0 ? BANDS.length : at
  return `${(BANDS[band - 1] ?? 0) / 100}-${band < BANDS.length ? BANDS[band] / 100 : ''}`
}

function labelOf(name: FacetName, value: string, language: Language): string {
  if (name === 'level') return LEVEL_NAMES[value as keyof typeof LEVEL_NAMES][language]
  if (name === 'use') return TERRAIN_NAMES[value][language]
  if (name === 'size') return sizeText(value, language)
  if (name !== 'price') return value
  const [low, high] = value.split('-').map(part => part && money(Number(part) * 100, language))
  if (low === money(0, language)) return say(language, `moins de ${high}`, `under ${high}`)
  return high
    ? say(language, `${low} à ${high}`, `${low} to ${high}`)
    : say(language, `${low} et plus`, `${low} and more`)
}

function order(name: FacetName, a: string, b: string): number {
  if (name === 'price') return Number.parseInt(a, 10) - Number.parseInt(b, 10)
  if (name === 'size') return compareSizes(a, b)
  if (name === 'level') return LEVELS.indexOf(a as never) - LEVELS.indexOf(b as never)
  return 0
}

function valuesAsked(url: URL, name: FacetName): Set<string> {
  return new Set((url.searchParams.get(name) ?? '').split('~').filter(Boolean).slice(0, 20))
}

/** Values are joined by `~`, which no size, brand or price holds. */
function toggled(url: URL, name: FacetName, value: string): string {
  const values = valuesAsked(url, name)
  if (!values.delete(value)) values.add(value)
  return withParam(url, name, [...values].join('~'))
}
