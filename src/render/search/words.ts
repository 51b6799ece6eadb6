import { isFrench } from '../../core/figures.ts'

/** What a results page says, in two languages. `{}` is where a name or a number stands. */
const FRENCH = {
  add: 'ajouter un mot',
  addButton: 'Ajouter',
  alike: 'Proches de {}',
  all: 'Tous les articles',
  allSorted: '{}, dans l’ordre de la boutique',
  back: 'Revenir à la fiche',
  best: 'Pour vous',
  cheap: 'Prix croissant',
  clear: 'Tout enlever',
  common: 'Trop de mots courants à la fois. Non cherché\u202f: {}.',
  dear: 'Prix décroissant',
  filters: 'Filtrer',
  gone: 'Rupture de stock.',
  goneIn: 'Épuisé en {}.',
  here: 'De nouveau disponible.',
  indexing: 'Le catalogue est en cours de lecture. Réessayez dans un instant.',
  loosened: 'Trop peu d’articles réunissaient tout. Mis de côté\u202f: {}.',
  many: '{} articles',
  meant: 'Nous avons compris «\u202f{}\u202f».',
  new: 'Nouveautés',
  next: 'Suivants',
  none: 'Rien ne correspond. Enlevez un mot ou un filtre.',
  noneAtAll: 'Rien ne correspond. Essayez un autre mot.',
  one: '1 article',
  pages: 'Pages de résultats',
  previous: 'Précédents',
  rated: 'Les mieux notés',
  remove: 'Enlever {}',
  sort: 'Trier',
  sorted: '{}, triés pour vous',
  usual: 'Ordre de la boutique',
  words: 'Mots de la recherche',
}
export type SearchWords = typeof FRENCH

const ENGLISH: SearchWords = {
  add: 'add a word',
  addButton: 'Add',
  alike: 'Close to {}',
  all: 'All items',
  allSorted: '{}, in the shop’s order',
  back: 'Back to its page',
  best: 'For you',
  cheap: 'Price, low to high',
  clear: 'Clear all',
  common: 'Too many common words at once. Not looked for: {}.',
  dear: 'Price, high to low',
  filters: 'Filter',
  gone: 'Out of stock.',
  goneIn: 'Sold out in {}.',
  here: 'Available again.',
  indexing: 'The catalogue is still being read. Try again in a moment.',
  loosened: 'Too few items had it all. Left aside: {}.',
  many: '{} items',
  meant: 'We read this as “{}”.',
  new: 'New',
  next: 'Next',
  none: 'Nothing matches. Take away a word or a filter.',
  noneAtAll: 'Nothing matches. Try another word.',
  one: '1 item',
  pages: 'Pages of results',
  previous: 'Previous',
  rated: 'Best rated',
  remove: 'Remove {}',
  sort: 'Sort',
  sorted: '{}, sorted for you',
  usual: 'The shop’s order',
  words: 'Words of the search',
}

export function searchWords(language: string): SearchWords {
  return isFrench(language) ? FRENCH : ENGLISH
}

export function filled(text: string, what: string | number): string {
  return text.replace('{}', () => String(what))
}
