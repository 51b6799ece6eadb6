import type { Candidates } from '../candidates.ts'
import type { Moment } from '../moment.ts'

/** What is left of a thing for somebody else, or of the same kind from another shelf. */
const LITTLE = 0.005

/**
 * Of what seems to go with these things, leave little where it does not: neither a man's jacket
 * nor other boots are company for a woman's boots, however many people looked at both. Little is
 * not nothing: couples order together, and a shop may have nothing else.
 */
export function keepCompany(moment: Moment, bases: readonly number[], found: Candidates): void {
  keepToWearers(moment, bases, found)
  const kinds = bases.map(base => kindOf(moment, base))
  for (let i = 0; i < found.count; i++) {
    const kind = kindOf(moment, found.items[i])
    if (kind && kinds.includes(kind)) found.scores[i] *= LITTLE
  }
}

/** Of what nobody could wear for whom these things are, leave little. */
export function keepToWearers(moment: Moment, bases: readonly number[], found: Candidates): void {
  const wearers = bases.map(base => wearerOf(moment, base))
  for (let i = 0; i < found.count; i++) {
    const wearer = wearerOf(moment, found.items[i])
    const isForNone = wearers.every(base => base && wearer && base !== wearer)
    if (isForNone) found.scores[i] *= LITTLE
  }
}

/** As feeds say it: `gender` of the Merchant feed, in its words or in ours. */
const WEARERS = new Map(
  [
    ['male', 'men', 'man', 'homme', 'hommes'],
    ['female', 'women', 'woman', 'femme', 'femmes'],
    ['kids', 'kid', 'children', 'enfant', 'enfants'],
  ].flatMap(words => words.map(word => [word, words[0]])),
)

/** Nothing where anybody may wear it, or nobody said. */
function wearerOf({ catalogue }: Moment, item: number): string | undefined {
  return WEARERS.get((catalogue.attribute(item, 'gender') ?? '').toLowerCase())
}

/**
 * What a shelf holds, by the word its name is built on: the first in French, the last in English.
 * Whom it is for is no kind of thing: many shops have a shelf for men below each of their shelves.
 */
function kindOf({ catalogue, language }: Moment, item: number): string | undefined {
  const words = catalogue
    .categoryName(catalogue.categoryOf(item), language)
    .toLowerCase()
    .split(' ')
    .filter(word => !WEARERS.has(word))
  return language === 'fr' ? words[0] : words.at(-1)
}
