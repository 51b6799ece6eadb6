import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { nameWords } from './name-words.ts'

/**
 * The shop's categories, named in every language its feeds speak.
 *
 * A path names a category within one language. What makes two languages one tree
 * is an item seen in both: its path in the second language names the category
 * that its path in the first one made.
 */
export class CategoryTree {
  readonly #parents: number[] = []
  readonly #depths: number[] = []
  /** By category, language → name. */
  readonly #names: Map<string, string>[] = []
  /** `fr\0ski > chaussures` → category, in order of entry. */
  readonly #paths = new Map<string, number>()
  /** The same without language, and the last names alone; the first to claim a text has it. */
  readonly #anyPath = new Map<string, number>()
  readonly #lastName = new Map<string, number>()
  /** `fr\0chaussures` → categories with that word in their name. */
  readonly #byWord = new Map<string, number[]>()

  get count(): number {
    return this.#parents.length
  }

  /** Rises with every name that is given: what was looked up before may be found since. */
  get nameCount(): number {
    return this.#paths.size
  }

  parentOf(category: number): number {
    return this.#parents[category] ?? -1
  }

  depthOf(category: number): number {
    return this.#depths[category] ?? -1
  }

  name(category: number, language: string): string {
    const names = this.#names[category]
    if (names === undefined) return ''
    return names.get(language) ?? names.values().next().value ?? ''
  }

  /** Category of a path `Ski > Boots` or of a last name, in any language; −1. */
  find(path: string): number {
    const levels = path.split('>')
    const byPath = this.#anyPath.get(joined(levels))
    if (byPath !== undefined) return byPath
    return this.#lastName.get(plain(levels[levels.length - 1])) ?? -1
  }

  /** Categories whose name holds a word, as `nameWords` writes it. */
  withWord(word: string, language: string): readonly number[] {
    return this.#byWord.get(key(language, word)) ?? []
  }

  /** The category of a path in a language, made with its ancestors where there is none; −1 for no path. */
  place(path: readonly string[], language: string): number {
    let category = -1
    for (let level = 1; level <= path.length; level++) {
      const text = joined(path.slice(0, level))
      const known = this.#paths.get(key(language, text))
      category = known ?? this.#make(category, path[level - 1], text, language)
    }
    return category
  }

  /** Give a category, and its ancestors where the depths agree, the names of a path in another language. */
  alsoCalled(category: number, path: readonly string[], language: string): void {
    if (category < 0 || path.length === 0) return
    if (this.#paths.has(key(language, joined(path)))) return
    const sameDepth = this.depthOf(category) === path.length - 1
    for (let at = category, level = path.length; at >= 0; at = this.parentOf(at), level--) {
      if (this.#names[at].has(language)) break
      this.#call(at, path[level - 1], joined(path.slice(0, level)), language)
      if (!sameDepth) break
    }
  }

  save(writer: ByteWriter): void {
    writer.count(this.count)
    for (let c = 0; c < this.count; c++) {
      writer.count(this.#parents[c] + 1)
      writer.count(this.#names[c].size)
      for (const [language, name] of this.#names[c]) {
        writer.text(language)
        writer.text(name)
      }
    }
    writer.count(this.#paths.size)
    for (const [path, category] of this.#paths) {
      writer.text(path)
      writer.count(category)
    }
  }

  static load(reader: ByteReader): CategoryTree {
    const tree = new CategoryTree()
    for (let left = reader.count(); left > 0; left--) {
      const category = tree.#grow(reader.count() - 1)
      for (let names = reader.count(); names > 0; names--) {
        tree.#name(category, reader.text(), reader.text())
      }
    }
    for (let left = reader.count(); left > 0; left--) {
      const path = reader.text()
      const end = path.indexOf('\u0000')
      tree.#register(path.slice(0, end), path.slice(end + 1), reader.count())
    }
    return tree
  }

  #make(parent: number, name: string, text: string, language: string): number {
    const category = this.#grow(parent)
    this.#call(category, name, text, language)
    return category
  }

  #grow(parent: number): number {
    this.#parents.push(parent)
    this.#depths.push(this.depthOf(parent) + 1)
    this.#names.push(new Map())
    return this.count - 1
  }

  #call(category: number, name: string, text: string, language: string): void {
    this.#name(category, language, name.trim())
    this.#register(language, text, category)
  }

  #name(category: number, language: string, name: string): void {
    this.#names[category].set(language, name)
    for (const word of new Set(nameWords(name))) {
      const known = this.#byWord.get(key(language, word))
      if (known === undefined) this.#byWord.set(key(language, word), [category])
      else if (!known.includes(category)) known.push(category)
    }
  }

  #register(language: string, text: string, category: number): void {
    claim(this.#paths, key(language, text), category)
    claim(this.#anyPath, text, category)
    claim(this.#lastName, text.slice(text.lastIndexOf('>') + 1).trim(), category)
  }
}

function claim(map: Map<string, number>, text: string, category: number): void {
  if (!map.has(text)) map.set(text, category)
}

function key(language: string, text: string): string {
  return `${language}\u0000${text}`
}

function joined(levels: readonly string[]): string {
  return levels.map(plain).join(' > ')
}

/** A name as it is compared: a level holding the separator itself must not look like two. */
function plain(name: string): string {
  return name.replaceAll('>', '/').trim().toLowerCase()
}
