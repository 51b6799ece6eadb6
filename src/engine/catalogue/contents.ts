import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { Content, ShopFacts } from '../../schema/product.ts'
import type { CategoryTree } from './category-tree.ts'

export interface ContentQuery {
  language: string
  /** Wanted first; a content for one of them, its ancestors or its descendants answers. None: all. */
  categories: readonly number[]
  /** ms: contents before their `from` or after their `to` are left out. */
  time: number
}

/** Guides, heroes and advice, and what the shop promises in each country. */
export class Contents {
  readonly #contents = new Map<string, Content>()
  readonly #facts = new Map<string, ShopFacts>()
  /** Categories of each content, looked up when they were as many as `#namedAt`; not saved. */
  readonly #categories = new Map<string, readonly number[]>()
  #namedAt = 0

  put(content: Content): void {
    this.#contents.set(content.id, content)
    this.#categories.delete(content.id)
  }

  remove(id: string): void {
    this.#contents.delete(id)
    this.#categories.delete(id)
  }

  setFacts(facts: ShopFacts): void {
    this.#facts.set(facts.country, facts)
  }

  factsOf(country: string): ShopFacts | undefined {
    return this.#facts.get(country)
  }

  get allFacts(): ShopFacts[] {
    return [...this.#facts.values()]
  }

  get all(): Content[] {
    return [...this.#contents.values()]
  }

  /** Contents for the first category asked, then for the next, then those for every category. */
  find(query: ContentQuery, tree: CategoryTree): Content[] {
    const ranked: { content: Content; rank: number }[] = []
    for (const content of this.#contents.values()) {
      if (!isCurrent(content, query)) continue
      const rank = rankOf(this.#categoriesOf(content, tree), query.categories, tree)
      if (rank >= 0) ranked.push({ content, rank })
    }
    return ranked.sort((a, b) => a.rank - b.rank).map(({ content }) => content)
  }

  /** Every decision asks, and a path is found by its letters: so it is found once. */
  #categoriesOf({ id, categories = [] }: Content, tree: CategoryTree): readonly number[] {
    if (tree.nameCount !== this.#namedAt) this.#categories.clear()
    this.#namedAt = tree.nameCount
    let known = this.#categories.get(id)
    if (known === undefined) {
      known = categories.length === 0 ? EVERYWHERE : categories.map(path => tree.find(path))
      this.#categories.set(id, known)
    }
    return known
  }

  save(writer: ByteWriter): void {
    for (const map of [this.#contents, this.#facts]) {
      writer.count(map.size)
      for (const value of map.values()) writer.text(JSON.stringify(value))
    }
  }

  static load(reader: ByteReader): Contents {
    const contents = new Contents()
    for (let left = reader.count(); left > 0; left--) contents.put(JSON.parse(reader.text()))
    for (let left = reader.count(); left > 0; left--) contents.setFacts(JSON.parse(reader.text()))
    return contents
  }
}

function isCurrent({ language, from, to }: Content, query: ContentQuery): boolean {
  if (language !== query.language) return false
  return (from ?? 0) <= query.time && query.time <= (to ?? Infinity)
}

/** Of a content that names no category. */
const EVERYWHERE: readonly number[] = []

/** Place of the first category asked that the content is for; −1 when it is for others. */
function rankOf(own: readonly number[], asked: readonly number[], tree: CategoryTree): number {
  if (asked.length === 0) return 0
  if (own === EVERYWHERE) return asked.length
  return asked.findIndex(one => own.some(c => c >= 0 && related(one, c, tree)))
}

function related(a: number, b: number, tree: CategoryTree): boolean {
  return isUnder(a, b, tree) || isUnder(b, a, tree)
}

function isUnder(category: number, ancestor: number, tree: CategoryTree): boolean {
  for (let at = category; at >= 0; at = tree.parentOf(at)) if (at === ancestor) return true
  return false
}
