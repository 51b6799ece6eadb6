import type { Catalogue } from '../../engine/catalogue/catalogue.ts'
import type { Say } from '../../schema/live.ts'
import { both, quote } from '../live/words.ts'

/** A page by its kind; of a department, by its name. Behind "opens a page:", whoever opened it. */
export function pageName(type: string, category: number, catalogue: Catalogue): Say {
  if (category >= 0 && (type === 'category' || type === 'product')) {
    return both(l => {
      const name = quote(catalogue.categoryName(category, l), l)
      return l === 'fr' ? `le rayon ${name}` : `the ${name} range`
    })
  }
  return PAGES[type] ?? NONE
}

const NONE: Say = { fr: '', en: '' }

const PAGES: Record<string, Say> = {
  home: { fr: 'l’accueil', en: 'the home page' },
  category: { fr: 'un rayon', en: 'a range' },
  product: { fr: 'une fiche produit', en: 'a product page' },
  search: { fr: 'la recherche', en: 'the search' },
  cart: { fr: 'le panier', en: 'the cart' },
  checkout: { fr: 'la caisse', en: 'the checkout' },
  confirmation: { fr: 'le merci de la commande', en: 'the thanks for an order' },
  content: { fr: 'un guide', en: 'a guide' },
  account: { fr: 'le compte', en: 'the account' },
}
