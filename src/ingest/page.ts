import { type EventName, PAGE_TYPES, type Page, type PageType } from '../schema/event.ts'
import { LIMITS } from '../schema/limits.ts'
import { Hearing, isObject, type Loose } from './hearing.ts'
import { isPersonalName } from './personal.ts'
import { asRefused } from './refusals.ts'

const TYPES = new Set<string>(PAGE_TYPES)
const LOCALE = /^[a-z]{2,3}([_-][a-z0-9]{2,8}){0,3}$/i

/**
 * The page of an event: our own `page`, or GA4's flat `page_location`,
 * `page_title` and `page_referrer`.
 */
export function readPage(
  event: Loose,
  params: Loose,
  name: EventName,
  hearing: Hearing,
): Page | undefined {
  const own = event.page
  if (own === undefined || own === null) return readFlat(params, name, hearing)
  if (!isObject(own)) {
    hearing.inside = ''
    return hearing.refuse('page', 'wrong_type', 'Send page as an object: {type, url, …}.')
  }
  const outside = hearing.inside
  hearing.inside = '/page'
  const page: Page = { type: 'other' }
  put(page, 'url', readPath(own.url ?? own.location ?? own.path, 'url', hearing))
  put(page, 'title', hearing.text(own.title, 'title'))
  put(page, 'referrer', readAddress(own.referrer, 'referrer', hearing))
  put(page, 'category', readCategory(own.category, hearing))
  put(page, 'item', hearing.id(own.item, 'item'))
  put(page, 'search', hearing.text(own.search, 'search'))
  put(page, 'locale', readLocale(own.locale ?? own.language, hearing))
  page.type = readType(own.type, page, name, hearing)
  hearing.inside = outside
  return page
}

/** The page of a decision request, cleaned like an event's: its words end in the decision's record. */
export function pageOf(told: Page): Page {
  try {
    return readPage({ page: told }, {}, 'page_view', new Hearing()) ?? { type: told.type }
  } catch (error) {
    asRefused(error)
    return { type: told.type }
  }
}

function readFlat(params: Loose, name: EventName, hearing: Hearing): Page | undefined {
  if (params.page_location === undefined && params.page_path === undefined) return undefined
  const page: Page = { type: 'other' }
  put(page, 'url', readPath(params.page_location ?? params.page_path, 'page_location', hearing))
  put(page, 'title', hearing.text(params.page_title, 'page_title'))
  put(page, 'referrer', readAddress(params.page_referrer, 'page_referrer', hearing))
  page.type = inferType(page, name)
  return page
}

function put<K extends keyof Page>(page: Page, key: K, value: Page[K] | undefined): void {
  if (value !== undefined) page[key] = value
}

function readType(value: unknown, page: Page, name: EventName, hearing: Hearing): PageType {
  if (typeof value === 'string' && TYPES.has(value)) return value as PageType
  const type = inferType(page, name)
  hearing.repair('page_type', 'type', typeof value === 'string' ? value : undefined, type)
  return type
}

const BY_EVENT: Partial<Record<EventName, PageType>> = {
  view_item: 'product',
  view_cart: 'cart',
  begin_checkout: 'checkout',
  add_shipping_info: 'checkout',
  add_payment_info: 'checkout',
  purchase: 'confirmation',
  view_search_results: 'search',
  search: 'search',
}

/** Parts of addresses that say what a page is, in the languages shops write them. */
const BY_PATH: [RegExp, PageType][] = [
  [
    /[/-](confirmation|thank-?you|merci|order-received|order-confirmation|success)\b/,
    'confirmation',
  ],
  [/\/(checkout|caisse|commande|payment|paiement|kasse)\b/, 'checkout'],
  [/\/(cart|panier|basket|bag|warenkorb)\b/, 'cart'],
  [/\/(search|recherche|suche)\b|[?&](q|query|search|s)=/, 'search'],
  [/\/(account|compte|login|connexion|register)\b/, 'account'],
  [/\/(products?|produits?|p|item|dp)\//, 'product'],
  [/\/(category|categorie|categories|collections?|c)\//, 'category'],
  [/\/(guides?|blog|conseils?|advice|pages?)\//, 'content'],
]

/** What kind of page this is, from what the event says first and the address last. */
export function inferType(page: Page, name?: EventName): PageType {
  if (page.item !== undefined) return 'product'
  if (page.search !== undefined) return 'search'
  if (name && BY_EVENT[name]) return BY_EVENT[name]
  if (page.category !== undefined) return 'category'
  const url = page.url?.toLowerCase()
  if (url === undefined) return 'other'
  if (/^\/([a-z]{2}([_-][a-z]{2})?\/?)?([?]|$)|^\/index\.\w+/.test(url)) return 'home'
  return BY_PATH.find(([pattern]) => pattern.test(url))?.[1] ?? 'other'
}

function readCategory(value: unknown, hearing: Hearing): string | undefined {
  if (!Array.isArray(value)) return hearing.text(value, 'category')
  const steps = value.slice(0, 8).map(step => hearing.text(step, 'category'))
  return hearing.text(steps.filter(Boolean).join(' > '), 'category')
}

function readLocale(value: unknown, hearing: Hearing): string | undefined {
  const locale = hearing.text(value, 'locale')
  if (locale === undefined || (locale.length <= 35 && LOCALE.test(locale))) return locale
  hearing.repair('field_dropped', 'locale', locale)
  return undefined
}

/** Path and query: host, fragment, persons and one-click ids do not enter. */
export function readPath(value: unknown, field: string, hearing: Hearing): string | undefined {
  const address = readAddress(value, field, hearing)
  if (address === undefined) return undefined
  const path = address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '')
  return path.startsWith('/') ? path : `/${path}`
}

/** Read up to this many characters of an address, to keep its path when its query is too long. */
const LONGEST_URL = 4 * LIMITS.url

function readAddress(value: unknown, field: string, hearing: Hearing): string | undefined {
  if (typeof value !== 'string' || value.length > LONGEST_URL) {
    return hearing.text(value, field, LIMITS.url)
  }
  const text = value.includes('?') ? withoutTracking(value, field, hearing) : value
  if (text.length <= LIMITS.url) return hearing.text(text, field, LIMITS.url)
  const short = text.replace(/[?#].*$/s, '')
  hearing.repair('url_cut', field, text, short)
  return hearing.text(short, field, LIMITS.url)
}

/** Ids that name one click of one person, and our own links; both are read from the address first. */
const CLICK_ID =
  /^(gclid|gbraid|wbraid|fbclid|msclkid|ttclid|twclid|li_fat_id|dclid|epik|_ga|_gl|mc_eid|vt)$/i

function withoutTracking(address: string, field: string, hearing: Hearing): string {
  const at = address.indexOf('?')
  const hash = address.indexOf('#', at)
  const query = hash < 0 ? address.slice(at + 1) : address.slice(at + 1, hash)
  let personal = false
  const kept = query.split('&').filter(pair => {
    const key = pair.split('=', 1)[0]
    const isPerson = isPersonalName(key) || /^(token|session_?id|sid)$/i.test(key)
    personal ||= isPerson
    return !isPerson && !CLICK_ID.test(key)
  })
  if (personal) hearing.repair('personal_removed', field)
  return address.slice(0, at) + (kept.length > 0 ? `?${kept.join('&')}` : '')
}
