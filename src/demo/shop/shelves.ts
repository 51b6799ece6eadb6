import { inStock } from '../catalogue/families.ts'
import {
  type Catalogue,
  type Item,
  type Language,
  LEVELS,
  type Sku,
  type Texts,
} from '../catalogue/shape.ts'
import { slug } from './format.ts'

/** One department, aisle or shelf, with everything below it. */
export interface Category {
  name: Texts
  slug: Texts
  /** From the root down to this one. */
  path: Category[]
  children: Category[]
  items: Item[]
}

/** The catalogue as pages look things up. */
export interface Shelves {
  catalogue: Catalogue
  roots: Category[]
  item(id: string): Item | undefined
  sku(id: string): { item: Item; sku: Sku } | undefined
  category(language: Language, slug: string): Category | undefined
  categoryOf(item: Item): Category
}

export function shelve(catalogue: Catalogue): Shelves {
  const items = new Map(catalogue.items.map(item => [item.id, item]))
  const skus = new Map<string, { item: Item; sku: Sku }>()
  const bySlug = new Map<string, Category>()
  const leaves = new Map<string, Category>()
  const roots: Category[] = []
  for (const item of catalogue.items) {
    for (const sku of item.skus) skus.set(sku.id, { item, sku })
    const leaf = leaves.get(item.leaf.code) ?? enter(item.leaf.path)
    leaves.set(item.leaf.code, leaf)
    for (const category of leaf.path) category.items.push(item)
  }

  function enter(names: Texts[]): Category {
    let at: Category | undefined
    for (let depth = 0; depth < names.length; depth++) {
      const siblings: Category[] = at ? at.children : roots
      at =
        siblings.find(one => one.name.fr === names[depth].fr) ?? create(names, depth, at, siblings)
    }
    return at!
  }

  function create(names: Texts[], depth: number, parent: Category | undefined, into: Category[]) {
    const leaf = depth === names.length - 1
    const spoken = leaf || depth === 0 ? [names[depth]] : [names[0], names[depth]]
    const made: Category = {
      name: names[depth],
      slug: {
        fr: slug(spoken.map(name => name.fr).join(' ')),
        en: slug(spoken.map(name => name.en).join(' ')),
      },
      path: [],
      children: [],
      items: [],
    }
    made.path = parent ? [...parent.path, made] : [made]
    into.push(made)
    for (const language of ['fr', 'en'] as const)
      bySlug.set(`${language} ${made.slug[language]}`, made)
    return made
  }

  return {
    catalogue,
    roots,
    item: id => items.get(id),
    sku: id => skus.get(id),
    category: (language, name) => bySlug.get(`${language} ${name}`),
    categoryOf: item => leaves.get(item.leaf.code)!,
  }
}

/** GA4 and Vitrine both read a path so: `Ski > Ski alpin > Skis de piste`. */
export const pathText = (category: Category, language: Language) =>
  category.path.map(one => one.name[language]).join(' > ')

/** What sells best, one of a kind before a second of any. */
export function bestOf(items: readonly Item[], count: number): Item[] {
  const seen = new Map<string, number>()
  return items
    .filter(inStock)
    .sort((a, b) => b.sold - a.sold)
    .map(item => {
      const turn = seen.get(item.leaf.picture) ?? 0
      seen.set(item.leaf.picture, turn + 1)
      return { item, turn }
    })
    .sort((a, b) => a.turn - b.turn || b.item.sold - a.item.sold)
    .slice(0, count)
    .map(({ item }) => item)
}

/** Four to begin with: the most chosen of each level, then the best rated. */
export function oneOfEachLevel(items: readonly Item[]): Item[] {
  const chosen = new Set<Item>()
  for (const level of LEVELS) {
    for (const item of bestOf(
      items.filter(one => one.level === level),
      1,
    )) {
      chosen.add(item)
    }
  }
  const trusted = items.filter(item => inStock(item) && item.reviews >= 10)
  const rated = trusted.sort((a, b) => b.rating - a.rating || b.reviews - a.reviews)
  for (const item of [...rated, ...bestOf(items, 4)]) if (chosen.size < 4) chosen.add(item)
  return [...chosen]
}

/** The shop's own order of a list. */
export const mostChosen = (items: readonly Item[]) => [...items].sort(bySales)

/** Equals are told apart, so that it is one order however a list came. */
export function bySales(a: Item, b: Item): number {
  return b.sold - a.sold || (a.id < b.id ? -1 : 1)
}
