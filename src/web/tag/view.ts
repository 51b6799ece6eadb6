import type { Consent, EventName, Page, PageType } from '../../schema/event.ts'
import { pathOf, referrerOf, searchWords } from './address.ts'
import { isId, isObject, itemIds, type Params } from './ga4.ts'
import { type Markup, markupText, readMarkup } from './markup.ts'
import { said } from './settings.ts'
import { uuid } from './uuid.ts'

/** What a shop may say of a page. */
export interface Facts extends Markup {
  search?: string
  cart?: string[]
  /** As GA4 tells it, major units. */
  cartValue?: number
}

const TYPES = /^(home|category|product|search|cart|checkout|confirmation|content|account|other)$/
const TYPE_OF: Record<string, PageType> = {
  view_item: 'product',
  view_cart: 'cart',
  begin_checkout: 'checkout',
  purchase: 'confirmation',
  search: 'search',
  view_search_results: 'search',
}

/**
 * One page view: its address, and what the shop says of it. A call or an attribute
 * is believed before a GA4 push, a push before the markup.
 */
export class View {
  /** Of the page view's event: the decision request and the batch carry the same one. */
  readonly id = uuid()
  readonly time = Date.now()
  readonly address = new URL(location.href)
  readonly referrer: string
  readonly markupText = markupText()
  /** Facts are settled, `page_view` is recorded. */
  open = false
  /** A `view_item` was pushed: ours from the markup is not needed. */
  itemViewed = false
  facts: Facts = {}
  readonly said = { ...readFacts(said), ...readFacts(document.body?.dataset) }
  readonly #heard: Facts = {}
  /** Where the first item of a list stands: what the page is about on a page of a category alone. */
  #listed?: string

  constructor(referrer: string) {
    this.referrer = referrer
  }

  hear(name: EventName, params: Params): void {
    const heard = this.#heard
    const isItem = name === 'view_item'
    this.itemViewed ||= isItem
    if (TYPE_OF[name]) heard.type ??= TYPE_OF[name]
    if (isItem) heard.item ??= itemIds(params)[0]
    if (isItem) heard.category ??= categoryOf(params)
    if (name === 'view_item_list') this.#listed ??= categoryOf(params)
    if (name === 'view_cart') {
      heard.cart ??= itemIds(params)
      heard.cartValue ??= amount(params.value)
    }
    heard.search ??= params.search_term?.toString()
  }

  /** `stale`: the markup a single-page app left from the page before. */
  settle(stale?: string): void {
    const markup = markupText() === stale ? {} : readMarkup()
    this.facts = { ...markup, ...present(this.#heard), ...this.said }
    const { facts } = this
    if ((facts.type ?? this.#typeOfPath('list')) === 'category') facts.category ??= this.#listed
    this.open = true
  }

  /** Where nothing may be kept, the address is its path alone. */
  page(consent: Consent): Page {
    const { category, item, search, type = this.#typeOfPath(category) } = this.facts
    const { href, pathname } = this.address
    const words = search ?? searchWords(this.address.search)
    return {
      type,
      url: consent === 'page' ? pathname : pathOf(href),
      referrer: referrerOf(this.referrer),
      title: consent === 'page' ? undefined : document.title,
      category,
      item: type === 'product' && isId(item) ? item : undefined,
      search: type === 'search' ? words : undefined,
      locale: language(),
    }
  }

  #typeOfPath(category?: string): PageType {
    if (/^\/(\w\w(-\w\w)?\/?)?(index\.\w+)?$/.test(this.address.pathname)) return 'home'
    return category ? 'category' : 'other'
  }
}

export function language(): string {
  return document.documentElement.lang || navigator.language
}

/** Facts from a call, or from attributes: `data-page` on the script, `data-vitrine-page` on the body. */
export function readFacts(given: unknown): Facts {
  const facts: Params = {}
  for (const [key, value] of isObject(given) ? Object.entries(given) : []) {
    const name = key.replace('vitrine', '').toLowerCase()
    const text = String(value ?? '')
    if (text && /^(item|category|search)$/.test(name)) facts[name] = text
    if (name === 'cartvalue') facts.cartValue = amount(value)
    if (name === 'cart') facts.cart = text.split(/[\s,]+/).filter(isId)
    if (/^(type|page)$/.test(name) && TYPES.test(text)) facts.type = text
  }
  return facts
}

/** What is no amount is not told. */
function amount(value: unknown): number | undefined {
  const number = Number(value)
  return number >= 0 && number < 1e9 ? number : undefined
}

function present(facts: Facts): Facts {
  return JSON.parse(JSON.stringify(facts))
}

function categoryOf({ items }: Params): string | undefined {
  const first = (items as Params[])?.[0] ?? {}
  const levels = ['', 2, 3, 4, 5].map(level => first[`item_category${level}`])
  return levels.filter(Boolean).join(' > ') || undefined
}
