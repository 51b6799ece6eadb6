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

  put(content: Content): void {
    this.#contents.set(content.id, content)
  }

  remove(id: string): void {
    this.#contents.delete(id)
  }

  setFacts(facts: ShopFacts): void {
    this.#facts.set(facts.country, facts)
  }

  factsOf(country: string): ShopFacts | undefined {
    return this.#facts.get(country)
  }

  /** Contents for the first category asked, then for the next, then those for every category. */
  find(query: ContentQuery, tree: CategoryTree): Content[] {
    const ranked: { content: Content; rank: number }[] = []
    for (const content of this.#contents.values()) {
      if (!isCurrent(content, query)) continue
      const rank = rankOf(content, query.categories, tree)
      if (rank >= 0) ranked.push({ content, rank })
    }
    return ranked.sort((a, b) => a.rank - b.rank).map(({ content }) => content)
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

/** Place of the first category asked that the content is for; −1 when it is for others. */
function rankOf(content: Content, categories: readonly number[], tree: CategoryTree): number {
  if (categories.length === 0) return 0
  if (content.categories === undefined || content.categories.length === 0) return categories.length
  const own = content.categories.map(path => tree.find(path)).filter(c => c >= 0)
  return categories.findIndex(asked => own.some(c => related(asked, c, tree)))
}

function related(a: number, b: number, tree: CategoryTree): boolean {
  return isUnder(a, b, tree) || isUnder(b, a, tree)
}

function isUnder(category: number, ancestor: number, tree: CategoryTree): boolean {
  for (let at = category; at >= 0; at = tree.parentOf(at)) if (at === ancestor) return true
  return false
}
