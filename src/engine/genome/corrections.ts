import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { TraitCorrected } from '../../schema/correction.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import type { TextReader, TextWriter } from './texts.ts'

/** What was said of one trait of a visitor: the newest word on it stands. */
export interface Correction {
  name: string
  /** Path of a category, name of a brand, `attribute=value` of a use; empty for a trait about nothing in particular. */
  subject: string
  isWrong: boolean
  /** Somebody of the shop said it, not the visitor. */
  isOfShop: boolean
  time: number
  position: number
}

/** Words kept of one visitor: of more, those taken back go first, then the oldest. */
export const MOST_CORRECTIONS = 32

export function correctionOf(body: TraitCorrected, position: number): Correction {
  const { name, subject = '', isWrong, by, time } = body
  return { name, subject, isWrong, isOfShop: by !== undefined, time, position }
}

/** Put in its place by time; of two words on one trait the newer one stays. */
export function addCorrection(list: Correction[], more: Correction): void {
  const known = list.findIndex(each => isSameTrait(each, more))
  if (known >= 0) {
    if (compare(list[known], more) >= 0) return
    list.splice(known, 1)
  }
  let place = list.length
  while (place > 0 && compare(list[place - 1], more) > 0) place--
  list.splice(place, 0, more)
  while (list.length > MOST_CORRECTIONS) {
    const takenBack = list.findIndex(each => !each.isWrong)
    list.splice(Math.max(0, takenBack), 1)
  }
}

function isSameTrait(a: Correction, b: Correction): boolean {
  return a.name === b.name && a.subject === b.subject
}

function compare(a: Correction, b: Correction): number {
  return a.time - b.time || a.position - b.position
}

export function writeCorrections(
  out: ByteWriter,
  texts: TextWriter,
  list: readonly Correction[],
): void {
  out.count(list.length)
  for (const { name, subject, isWrong, isOfShop, time, position } of list) {
    texts.write(out, name)
    texts.write(out, subject)
    out.u8((isWrong ? WRONG : 0) | (isOfShop ? OF_SHOP : 0))
    out.count(time)
    out.count(position)
  }
}

export function readCorrections(from: ByteReader, texts: TextReader): Correction[] {
  const list: Correction[] = []
  for (let left = from.count(); left > 0; left--) {
    const [name, subject, flags] = [texts.read(from), texts.read(from), from.u8()]
    const isWrong = (flags & WRONG) !== 0
    const isOfShop = (flags & OF_SHOP) !== 0
    list.push({ name, subject, isWrong, isOfShop, time: from.count(), position: from.count() })
  }
  return list
}

/** Flags of a saved word. */
const WRONG = 1
const OF_SHOP = 2

/** Names of categories by which a path is spelt; the first that leads back is taken. */
const SPELLINGS = ['', 'fr', 'en']

/** A category as a correction names it, so that the name leads back to it; undefined where none does. */
export function pathOf(category: number, catalogue: CatalogueView): string | undefined {
  return SPELLINGS.map(language => spelt(category, language, catalogue)).find(
    path => catalogue.findCategory(path) === category,
  )
}

function spelt(category: number, language: string, catalogue: CatalogueView): string {
  const names: string[] = []
  for (let at = category; at >= 0; at = catalogue.parentOf(at)) {
    // What separates levels cannot stand in a name: the catalogue compares it as a slash.
    names.unshift(catalogue.categoryName(at, language).replaceAll('>', '/'))
  }
  return names.join(' > ')
}

/**
 * What a visitor said is wrong of them. A trait that is denied is not believed until they take
 * it back, whatever they do meanwhile; with an interest goes all that was done in its category.
 */
export class Denials {
  /** Nearly everybody denied nothing: one of these serves them all. */
  static among(corrections: readonly Correction[], catalogue: CatalogueView): Denials {
    return corrections.length === 0 ? NONE : new Denials(corrections, catalogue)
  }

  readonly #catalogue: CatalogueView | undefined
  readonly #wrong: readonly Correction[]
  readonly #categories = new Map<string, ReadonlySet<number>>()

  constructor(corrections: readonly Correction[], catalogue?: CatalogueView) {
    this.#catalogue = catalogue
    this.#wrong = corrections.filter(each => each.isWrong)
  }

  /** Whoever asks for every act asks this first. */
  get areNone(): boolean {
    return this.#wrong.length === 0
  }

  /** Of a trait about a category (`category`, `budget`, `level`). */
  ofCategory(name: string, category: number): boolean {
    return category >= 0 && !this.areNone && this.#categoriesOf(name).has(category)
  }

  /** Of one about a brand or a use, by its name, or of one about nothing in particular. */
  of(name: string, subject = ''): boolean {
    return this.#wrong.some(each => each.name === name && each.subject === subject)
  }

  #categoriesOf(name: string): ReadonlySet<number> {
    let known = this.#categories.get(name)
    if (known === undefined) {
      const named = this.#wrong.filter(each => each.name === name)
      known = new Set(named.map(each => this.#catalogue?.findCategory(each.subject) ?? -1))
      this.#categories.set(name, known)
    }
    return known
  }
}

const NONE = new Denials([])
