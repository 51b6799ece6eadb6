import type { Item, Language } from '../catalogue/shape.ts'
import { slug } from './format.ts'

/** First word of each page's path. French lives at the root, English under `/en`. */
const WORDS = {
  home: { fr: '', en: '' },
  category: { fr: 'rayon', en: 'department' },
  product: { fr: 'produit', en: 'product' },
  search: { fr: 'recherche', en: 'search' },
  cart: { fr: 'panier', en: 'cart' },
  checkout: { fr: 'commande', en: 'checkout' },
  thanks: { fr: 'merci', en: 'thank-you' },
  guides: { fr: 'guides', en: 'guides' },
  info: { fr: 'informations', en: 'information' },
  choice: { fr: 'choix', en: 'choice' },
} as const

export type PageName = keyof typeof WORDS

export function href(language: Language, page: PageName, rest = ''): string {
  const root = language === 'fr' ? '' : '/en'
  const word = WORDS[page][language]
  if (!word) return `${root}/`
  return `${root}/${word}${rest && `/${rest}`}`
}

export function productHref(language: Language, item: Item, colour?: string): string {
  const name = `${item.id.toLowerCase()}-${slug(item.title[language])}`
  return href(language, 'product', name) + (colour ? `?colour=${colour}` : '')
}

export const imageHref = (item: Item, colour = item.colours[0]) =>
  `/images/${item.id}-${colour.code}.svg`

export interface Route {
  language: Language
  page: PageName
  /** What follows the page's own word, decoded: a category's slug, a product's. */
  rest: string
}

/** Which page a path asks for, if any. */
export function routeOf(path: string): Route | undefined {
  const parts = path.split('/').filter(Boolean)
  const language: Language = parts[0] === 'en' ? 'en' : 'fr'
  if (language === 'en') parts.shift()
  const [word = '', ...rest] = parts
  for (const page of Object.keys(WORDS) as PageName[]) {
    if (WORDS[page][language] === word) return { language, page, rest: rest.join('/') }
  }
  return undefined
}
