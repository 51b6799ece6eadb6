import { hash32 } from '../../core/hash.ts'
import type { Catalogue, Item, Leaf } from './shape.ts'

/**
 * What goes well with an item: one thing from each shelf its own shelf points
 * to, of the same practice and a budget alike, so that a cart makes sense.
 */
export function complements(catalogue: Catalogue, item: Item, count = 4): Item[] {
  const shelves = shelvesOf(catalogue)
  return item.leaf.goesWith
    .map(code => closest(shelves.get(code) ?? [], item))
    .filter(found => found !== undefined)
    .slice(0, count)
}

/** Items of the same shelf nearest in price, then best liked. */
export function alike(catalogue: Catalogue, item: Item, count = 4): Item[] {
  const shelf = shelvesOf(catalogue).get(item.leaf.code) ?? []
  return shelf
    .filter(one => one !== item && inStock(one) && fits(one, item))
    .map(one => ({ one, far: distance(one, item) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ one }) => one)
}

export const inStock = (item: Item) => item.skus.some(sku => sku.stock > 0)

/** Where a price stands on its shelf, 0 to 1, on a scale of ratios. */
export function place(item: Item): number {
  const [low, high] = item.leaf.price
  return Math.log(item.price / 100 / low) / Math.log(high / low)
}

function closest(shelf: Item[], item: Item): Item | undefined {
  let best: Item | undefined
  let least = Infinity
  for (const one of shelf) {
    if (!inStock(one) || !fits(one, item)) continue
    const far = distance(one, item) + (hash32(one.id, hash32(item.id)) / 2 ** 32) * 0.2
    if (far < least) [best, least] = [one, far]
  }
  return best
}

function fits(one: Item, item: Item): boolean {
  const free = one.gender === 'unisex' || item.gender === 'unisex'
  return free || one.gender === item.gender
}

function distance(one: Item, item: Item): number {
  const brand = one.brand === item.brand ? 0 : 0.15
  const level = one.level === item.level ? 0 : 0.1
  return Math.abs(place(one) - place(item)) + brand + level - one.rating * 0.02
}

const kept = new WeakMap<Catalogue, Map<Leaf['code'], Item[]>>()

function shelvesOf(catalogue: Catalogue): Map<string, Item[]> {
  const known = kept.get(catalogue)
  if (known) return known
  const shelves = new Map<string, Item[]>()
  for (const item of catalogue.items) {
    const shelf = shelves.get(item.leaf.code)
    if (shelf) shelf.push(item)
    else shelves.set(item.leaf.code, [item])
  }
  kept.set(catalogue, shelves)
  return shelves
}
