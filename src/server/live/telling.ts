import type { ShopEvent } from '../../schema/event.ts'
import type { LiveRow, Say } from '../../schema/live.ts'
import type { Language, LiveNames } from './options.ts'
import { totalOf, type Visit } from './visit.ts'
import { both, colon, count, list, money, nth, quote, small } from './words.ts'

/** What an event is to the stream: an act worth a row, a change of the row there is, or nothing. */
export function kindOf(event: ShopEvent, isNew: boolean): LiveRow['kind'] | undefined {
  switch (event.name) {
    case 'add_to_cart':
    case 'remove_from_cart':
    case 'view_cart':
    case 'begin_checkout':
      return 'cart'
    case 'purchase':
      return 'purchase'
    case 'call':
    case 'chat':
      return 'help'
    case 'dismiss':
    case 'store_visit':
    case 'sign_up':
    case 'refund':
    case 'add_to_wishlist':
      return 'other'
    case 'page_view':
      return isNew || !TOLD_BY_THE_CART.test(event.page?.type ?? '') ? looks(isNew) : undefined
    case 'view_item':
    case 'view_item_list':
    case 'search':
    case 'view_search_results':
    case 'read_reviews':
    case 'read_delivery':
    case 'select_content':
    case 'email_click':
      return looks(isNew)
    default:
      return undefined
  }
}

/** Pages whose own event follows their page view and says more. */
const TOLD_BY_THE_CART = /^(cart|checkout|confirmation)$/

function looks(isNew: boolean): LiveRow['kind'] {
  return isNew ? 'arrival' : 'view'
}

/** The act in a sentence that follows a nickname, without full stop. */
export function tell(visit: Visit, event: ShopEvent, kind: LiveRow['kind'], names: LiveNames): Say {
  return both(language => {
    if (kind === 'cart') return tellCart(visit, event, names, language)
    if (kind === 'purchase') return tellPurchase(visit, event, names, language)
    if (kind === 'help' || kind === 'other') return tellOther(visit, event, names, language)
    return tellView(visit, kind === 'arrival', names, language)
  })
}

/** `revient pour la troisième fois, compare deux chaussures de ski et lit les avis`. */
function tellView(visit: Visit, isArrival: boolean, names: LiveNames, language: Language): string {
  const parts = [looking(visit, names, language), aside(visit, language)].filter(p => p !== '')
  const opening = isArrival ? opens(visit, language) : undefined
  if (opening === undefined && parts.length === 0) parts.push(strolling(language))
  if (language === 'fr') return list([...(opening ? [opening] : []), ...parts], 'fr')
  // English tells the arrival and then what is going on: "is back, comparing two boots".
  if (opening === undefined) return `is ${list(parts, 'en')}`
  return parts.length === 0 ? opening : `${opening}, ${list(parts, 'en')}`
}

function opens(visit: Visit, language: Language): string {
  if (visit.number > 1) {
    return language === 'fr'
      ? `revient pour la ${nth(visit.number, 'fr')} fois`
      : `is back for the ${nth(visit.number, 'en')} time`
  }
  if (visit.source) return visit.source[language]
  return language === 'fr' ? 'entre dans la boutique' : 'comes into the shop'
}

function looking(visit: Visit, names: LiveNames, l: Language): string {
  if (visit.searched !== undefined) {
    const words = quote(visit.searched, l)
    return l === 'fr' ? `cherche ${words}` : `searching for ${words}`
  }
  const alike = visit.viewed.filter(item =>
    sameCategory(names.item(item)?.category, visit.category),
  )
  if (alike.length > 1) return comparing(alike.length, visit.category, names, l)
  const newest = visit.viewed.at(-1)
  const title = newest && names.item(newest)?.title[l]
  if (title) return l === 'fr' ? `regarde la fiche ${title}` : `looking at ${title}`
  const category = visit.category && categoryName(visit.category, names, l)
  if (category) return l === 'fr' ? `parcourt ${quote(category, l)}` : `browsing ${category}`
  return ''
}

function strolling(l: Language): string {
  return l === 'fr' ? 'regarde les rayons' : 'looking around'
}

function comparing(n: number, category: string | undefined, names: LiveNames, l: Language): string {
  const things = countOf(n, category && categoryName(category, names, l), l)
  return l === 'fr' ? `compare ${things}` : `comparing ${things}`
}

/** `deux chaussures de ski`; a category that is no plural is quoted: `deux articles de « Running »`. */
export function countOf(n: number, category: string | undefined, l: Language): string {
  const many = count(n, l)
  const noun = category && (l === 'fr' ? category.split(' ')[0] : category.split(' ').at(-1))
  const isPlural = n > 1 && noun !== undefined && /[a-zà-ÿ](s|x)$/.test(noun) && !/ss$/.test(noun)
  if (isPlural) return `${many} ${small(category!)}`
  const things = l === 'fr' ? (n > 1 ? 'articles' : 'article') : n > 1 ? 'items' : 'item'
  if (!category) return `${many} ${things}`
  return l === 'fr'
    ? `${many} ${things} de ${quote(category, l)}`
    : `${many} ${things} of ${quote(category, l)}`
}

function aside({ aside }: Visit, l: Language): string {
  switch (aside) {
    case 'reviews':
      return l === 'fr' ? 'lit les avis' : 'reading reviews'
    case 'delivery':
      return l === 'fr' ? 'regarde la livraison' : 'checking delivery'
    case 'guide':
      return l === 'fr' ? 'lit un guide' : 'reading a guide'
    default:
      return ''
  }
}

function tellCart(visit: Visit, event: ShopEvent, names: LiveNames, l: Language): string {
  const total = Number.isNaN(visit.cart) ? undefined : money(visit.cart, visit.currency, l)
  const what = list(titles(event, names, l), l)
  if (event.name === 'add_to_cart') {
    const inAll = total ? (l === 'fr' ? `, ${total} en tout` : `, ${total} in all`) : ''
    return l === 'fr' ? `met ${what} au panier${inAll}` : `adds ${what} to the cart${inAll}`
  }
  if (event.name === 'remove_from_cart') {
    return l === 'fr' ? `retire ${what} de son panier` : `takes ${what} out of the cart`
  }
  if (event.name === 'begin_checkout') {
    const withTotal = total ? (l === 'fr' ? ` avec ${total}` : ` with ${total}`) : ''
    return l === 'fr' ? `passe à la caisse${withTotal}` : `is checking out${withTotal}`
  }
  if (!total) return l === 'fr' ? 'regarde son panier' : 'is looking at the cart'
  if (visit.cart === 0) {
    return l === 'fr' ? 'regarde son panier, vide' : 'is looking at an empty cart'
  }
  const reads = visit.aside === 'delivery'
  if (l === 'fr') return `a ${total} dans son panier${reads ? ' et regarde la livraison' : ''}`
  return `has ${total} in the cart${reads ? ' and checks delivery' : ''}`
}

function tellPurchase(visit: Visit, event: ShopEvent, names: LiveNames, l: Language): string {
  const total = totalOf(event)
  const sum = Number.isNaN(total) ? '' : `${colon(l)}${money(total, visit.currency, l)}`
  return `${l === 'fr' ? 'achète' : 'buys'} ${list(titles(event, names, l), l)}${sum}`
}

function tellOther(visit: Visit, event: ShopEvent, names: LiveNames, l: Language): string {
  const fr = l === 'fr'
  switch (event.name) {
    case 'dismiss':
      return fr ? 'ferme une proposition' : 'closes a suggestion'
    case 'chat':
      return fr ? 'écrit au service clients' : 'writes to customer service'
    case 'call':
      return fr ? 'appelle le service clients' : 'calls customer service'
    case 'store_visit':
      return fr ? 'passe en magasin' : 'visits the store'
    case 'sign_up':
      return fr ? 'crée un compte' : 'creates an account'
    case 'refund': {
      const total = totalOf(event)
      const sum = Number.isNaN(total)
        ? ''
        : ` ${fr ? 'de' : 'of'} ${money(total, visit.currency, l)}`
      return fr ? `reçoit un remboursement${sum}` : `gets a refund${sum}`
    }
    default: {
      const what = list(titles(event, names, l), l)
      return fr ? `garde ${what} pour plus tard` : `keeps ${what} for later`
    }
  }
}

/** At most two names, then a number: nobody reads a list of nine. */
function titles(event: ShopEvent, names: LiveNames, l: Language): string[] {
  const items = event.items ?? []
  const said = items.map(item => names.item(item.id)?.title[l] ?? item.name)
  if (items.length > 0 && items.length < 3 && said.every(t => t !== undefined))
    return said as string[]
  return [countOf(Math.max(1, items.length), undefined, l)]
}

export function categoryName(path: string, names: LiveNames, l: Language): string {
  return names.category(path)?.[l] ?? path.split('>').at(-1)!.trim()
}

function sameCategory(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a === b
}
