import { type Language, small } from '../../core/typography.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { inCountry } from './countries.ts'
import { brandBySlug, categoryBySlug } from './names-by-slug.ts'
import type { Phrases } from './phrases.ts'
import { quoted } from './quoted.ts'
import { shopWordsOf } from './shop-words.ts'

/** A value that the shop or the world made up, in words; undefined when it is not of its kind. */
export function openValue(
  kind: NonNullable<Phrases['any']>['kind'],
  value: string,
  language: Language,
  catalogue: CatalogueView,
): string | undefined {
  switch (kind) {
    case 'category': {
      const name = categoryBySlug(value, language, catalogue)
      return quoted(name === undefined ? spelt(value, catalogue) : small(name), language)
    }
    case 'brand':
      return quoted(brandBySlug(value, catalogue) ?? value.replaceAll('-', ' '), language)
    case 'country':
      return inCountry(value, language)
    case 'language':
      return languageName(value, language)
  }
}

/** Words that are no category's name, with the accents that the shop gives them. */
function spelt(value: string, catalogue: CatalogueView): string {
  const words = shopWordsOf(catalogue)
  return value
    .split('-')
    .map(word => words.spell(word))
    .join(' ')
}

const languages = new Map<Language, Intl.DisplayNames>()

function languageName(code: string, language: Language): string | undefined {
  if (!/^[a-z]{2}$/.test(code)) return undefined
  let known = languages.get(language)
  if (known === undefined) {
    known = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' })
    languages.set(language, known)
  }
  return known.of(code)
}
