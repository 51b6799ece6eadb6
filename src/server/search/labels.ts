import { figure, money } from '../../core/figures.ts'
import type { Facet, Filter, FilterShown } from '../../schema/search.ts'
import type { Counted } from '../../search/counted.ts'

/** For whom the words are, and whose money it is. */
export interface Reader {
  language: 'fr' | 'en'
  currency: string
}

/** Facets by the names that people know them by; an attribute of the shop's own keeps its name. */
const NAMES = pairs({
  category: ['Rayon', 'Department'],
  brand: ['Marque', 'Brand'],
  price: ['Prix', 'Price'],
  size: ['Taille', 'Size'],
  colour: ['Couleur', 'Colour'],
  rating: ['Note', 'Rating'],
  stock: ['Disponibilité', 'Availability'],
  terrain: ['Usage', 'Use'],
  level: ['Niveau', 'Level'],
  season: ['Saison', 'Season'],
  material: ['Matière', 'Material'],
  gender: ['Pour', 'For'],
  age_group: ['Âge', 'Age'],
  weight: ['Poids', 'Weight'],
})

/** Values that the Merchant feed has words of its own for. */
const VALUES = pairs({
  'gender male': ['homme', 'men'],
  'gender female': ['femme', 'women'],
  'gender unisex': ['toutes et tous', 'everyone'],
  'age_group newborn': ['naissance', 'newborn'],
  'age_group infant': ['bébé', 'infant'],
  'age_group toddler': ['tout-petit', 'toddler'],
  'age_group kids': ['enfant', 'kids'],
  'age_group adult': ['adulte', 'adult'],
})

export function facetName(name: string, { language }: Reader): string {
  const known = NAMES.get(name)
  if (known) return known[language === 'fr' ? 0 : 1]
  const plain = name.replaceAll('_', ' ')
  return plain.slice(0, 1).toUpperCase() + plain.slice(1)
}

export function facetShown({ name, values }: Counted, reader: Reader): Facet {
  return {
    name,
    label: facetName(name, reader),
    values: values.map(each => ({ ...each, label: valueName(name, each.value, reader) })),
  }
}

export function filterShown(filter: Filter, reader: Reader): FilterShown {
  return { ...filter, label: valueName(filter.name, filter.value, reader) }
}

export function valueName(name: string, value: string, reader: Reader): string {
  const isFrench = reader.language === 'fr'
  if (name === 'category') return value.slice(value.lastIndexOf('>') + 1).trim()
  if (name === 'price') return bandName(value, reader)
  if (name === 'stock') return isFrench ? 'en stock' : 'in stock'
  if (name !== 'rating')
    return VALUES.get(`${name} ${value.toLowerCase()}`)?.[isFrench ? 0 : 1] ?? value
  const stars = figure(Number(value) || 0, Number.isInteger(Number(value)) ? 0 : 1, reader.language)
  return isFrench ? `${stars} et plus` : `${stars} and more`
}

/** `140 à 220 €`, `under €25`; an upper end one below a round price is told as that price. */
function bandName(value: string, { language, currency }: Reader): string {
  const [low, high] = value.split('-').map(end => (end === '' ? undefined : Number(end)))
  const said = (minor: number) => money(minor, currency, language) ?? String(minor)
  const top =
    high === undefined ? undefined : high % 10 === 9 && high % 100 === 99 ? high + 1 : high
  if (language === 'fr') {
    if (!low) return top === undefined ? value : `moins de ${said(top)}`
    return top === undefined ? `${said(low)} et plus` : `${said(low)} à ${said(top)}`
  }
  if (!low) return top === undefined ? value : `under ${said(top)}`
  return top === undefined ? `${said(low)} and more` : `${said(low)} to ${said(top)}`
}

/** A map: whoever asks may call a filter `constructor`. */
function pairs(words: Record<string, [string, string]>): ReadonlyMap<string, [string, string]> {
  return new Map(Object.entries(words))
}
