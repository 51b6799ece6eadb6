import { GUIDES } from './guides.ts'
import type { Page } from './layout.ts'
import type { Moment } from './moment.ts'
import { cartPage } from './pages/cart.ts'
import { categoryPage } from './pages/category.ts'
import { checkoutPage, thanksPage } from './pages/checkout.ts'
import { guidePage, guidesPage } from './pages/guides.ts'
import { homePage } from './pages/home.ts'
import { choicePage, infoPage, missingPage } from './pages/info.ts'
import { productPage } from './pages/product.ts'
import { resultsPage } from './pages/results.ts'
import { href, type Route } from './routes.ts'
import type { Search } from './search.ts'

/** The page a route asks for, or the address it must go to instead. */
export function pageFor(route: Route | undefined, moment: Moment, search: Search): Page | string {
  const { shelves, language, session } = moment
  if (!route) return missingPage(moment)
  const { page, rest } = route
  if (page === 'category') {
    const category = shelves.category(language, rest)
    return category ? categoryPage(category, moment) : missingPage(moment)
  }
  if (page === 'product') {
    const item = shelves.item(rest.split('-')[0].toUpperCase())
    return item ? productPage(item, moment) : missingPage(moment)
  }
  if (page === 'guides' && rest) {
    const guide = GUIDES.find(one => one.slug === rest)
    return guide ? guidePage(guide, moment) : missingPage(moment)
  }
  if (rest) return missingPage(moment)
  if (page === 'guides') return guidesPage(moment)
  if (page === 'search') return resultsPage(search, moment)
  if (page === 'cart') return cartPage(moment)
  if (page === 'info') return infoPage(moment)
  if (page === 'choice') return choicePage(moment)
  if (page === 'checkout') {
    return session.cart.length > 0 ? checkoutPage(moment) : href(language, 'cart')
  }
  if (page === 'thanks') return session.order ? thanksPage(moment) : href(language, 'home')
  return homePage(moment)
}
