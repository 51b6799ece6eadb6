import type { ShopEvent } from '../../schema/event.ts'
import type { EventStatus, Say } from '../../schema/live.ts'
import type { Language, LiveNames } from './options.ts'
import { inside, type Reason } from './reasons.ts'
import { categoryName, countOf } from './telling.ts'
import { totalOf } from './visit.ts'
import { both, money, number, percent, quote } from './words.ts'

/** An event of the debugger in a few words: what it is about, then what was done to it. */
export function sayEvent(
  event: ShopEvent,
  status: EventStatus,
  names: LiveNames,
  repairs: readonly Reason[],
): Say {
  if (status === 'repeated') {
    return { fr: 'déjà reçu, compté une fois', en: 'already received, counted once' }
  }
  return both(l => {
    const what = subject(event, names, l)
    return repairs.length === 0 ? what : `${what}, ${inside(repairs[0].say)[l]}`
  })
}

export function sayRobot(event: ShopEvent): Say {
  return event.robot === 'declared'
    ? { fr: 'robot déclaré, écarté des mesures', en: 'declared robot, left out of results' }
    : {
        fr: 'robot à son allure, écarté des mesures',
        en: 'behaves like a robot, left out of results',
      }
}

/** `site mobile`, `mobile web`. */
export function sayFrom({ channel, context }: Pick<ShopEvent, 'channel' | 'context'>): Say {
  if (channel === 'web') return WEB[context?.device ?? 'none']
  return FROM[channel] ?? { fr: channel, en: channel }
}

const WEB: Record<string, Say> = {
  mobile: { fr: 'site mobile', en: 'mobile web' },
  tablet: { fr: 'site tablette', en: 'tablet web' },
  desktop: { fr: 'site ordinateur', en: 'desktop web' },
  none: { fr: 'site', en: 'web' },
}
const FROM: Record<string, Say> = {
  app: { fr: 'application', en: 'app' },
  server: { fr: 'serveur', en: 'server' },
  shop: { fr: 'magasin', en: 'shop' },
  email: { fr: 'e-mail', en: 'e-mail' },
  chat: { fr: 'discussion', en: 'chat' },
  call: { fr: 'téléphone', en: 'telephone' },
  import: { fr: 'import', en: 'import' },
}

function subject(event: ShopEvent, names: LiveNames, l: Language): string {
  const total = totalOf(event)
  const sum = Number.isNaN(total) ? '' : `, ${money(total, event.currency ?? 'EUR', l)}`
  const act = ACTS[event.name]
  if (act) return act[l]
  switch (event.name) {
    case 'purchase':
      return `${l === 'fr' ? 'commande' : 'order'} ${event.transaction?.id ?? ''}${sum}`
    case 'search':
    case 'view_search_results': {
      const words = quote(event.detail ?? event.page?.search ?? '', l)
      if (event.results === undefined) return words
      const found = number(event.results, l)
      const many = event.results > 1
      if (l === 'fr') return `${words}, ${found} résultat${many ? 's' : ''}`
      return `${words}, ${found} result${many ? 's' : ''}`
    }
    case 'scroll':
      return scrolled(event.detail, l)
    case 'view_item_list':
      if (!event.items?.length) return page(event, names, l)
      return `${l === 'fr' ? 'liste de' : 'list of'} ${countOf(event.items.length, undefined, l)}`
    case 'page_view':
      return page(event, names, l)
    default: {
      const items = event.items ?? []
      if (items.length === 0) return event.detail ? quote(event.detail, l) : page(event, names, l)
      const title = names.item(items[0].id)?.title[l] ?? items[0].name ?? items[0].id
      const isCart = event.name === 'add_to_cart' || event.name === 'remove_from_cart'
      if (items.length > 1) return countOf(items.length, undefined, l) + sum
      if (event.name === 'view_item') return l === 'fr' ? `fiche ${title}` : `${title} page`
      return isCart ? title + sum : title
    }
  }
}

/** Acts that say enough by themselves. */
const ACTS: Record<string, Say> = {
  read_reviews: { fr: 'lit les avis', en: 'reads reviews' },
  read_delivery: { fr: 'regarde la livraison', en: 'checks delivery' },
  tab_hidden: { fr: 'quitte l’onglet', en: 'leaves the tab' },
  tab_visible: { fr: 'revient à l’onglet', en: 'returns to the tab' },
  impression: { fr: 'voit une proposition', en: 'sees a suggestion' },
  click: { fr: 'choisit une proposition', en: 'chooses a suggestion' },
  dismiss: { fr: 'ferme une proposition', en: 'closes a suggestion' },
  snooze: { fr: 'remet une proposition à plus tard', en: 'puts a suggestion off' },
  consent: { fr: 'répond au consentement', en: 'answers the consent question' },
}

/** `jusqu’à 90 % de la page`; a detail that is no share is only quoted. */
function scrolled(detail: string | undefined, l: Language): string {
  const share = Number(detail) / 100
  if (!(share > 0 && share <= 1)) return quote(detail ?? '', l)
  return l === 'fr'
    ? `jusqu’à ${percent(share, l)} de la page`
    : `down ${percent(share, l)} of the page`
}

const PAGES: Record<string, Say> = {
  home: { fr: 'page d’accueil', en: 'home page' },
  category: { fr: 'page de catégorie', en: 'category page' },
  product: { fr: 'fiche produit', en: 'product page' },
  search: { fr: 'page de recherche', en: 'search page' },
  cart: { fr: 'panier', en: 'cart' },
  checkout: { fr: 'commande en cours', en: 'checkout' },
  confirmation: { fr: 'confirmation de commande', en: 'order confirmation' },
  content: { fr: 'guide', en: 'guide' },
  account: { fr: 'compte', en: 'account' },
}

function page({ page }: ShopEvent, names: LiveNames, l: Language): string {
  const title = page?.item && names.item(page.item)?.title[l]
  if (title) return l === 'fr' ? `fiche ${title}` : `${title} page`
  if (page?.category) {
    const name = categoryName(page.category, names, l)
    return l === 'fr' ? `catégorie ${name}` : `${name} category`
  }
  return page ? (PAGES[page.type]?.[l] ?? page.title ?? page.url ?? 'page') : 'page'
}
