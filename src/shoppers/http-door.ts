import { uuidV7 } from '../core/ids.ts'
import { Random } from '../core/random.ts'
import type { DecisionAnswer } from '../schema/decision.ts'
import type { Act, Arrival, Door, Tile, View } from './door.ts'
import { type PageRead, type Push, readPage } from './page-reader.ts'
import type { Person } from './person.ts'

export interface HttpDoorOptions {
  /** Origin of the shop, `http://127.0.0.1:4801`. */
  shop: string
  sleep: (ms: number) => Promise<void>
  now: () => number
  /** What the browser has in its jar when it comes. */
  cookies?: Record<string, string>
  /** Its pages ask for placements and draw none of them. */
  drawsNothing?: boolean
}

/**
 * The shop as a browser sees it: pages over HTTP, a jar of cookies, and the requests
 * that the tag on those pages would send through the shop's own domain.
 */
export class HttpDoor implements Door {
  readonly #person: Person
  readonly #options: HttpDoorOptions
  readonly #jar = new Map<string, string>()
  readonly #random: Random
  /** Categories learnt from lists, for products met elsewhere. */
  readonly #categories = new Map<string, string>()
  /** Item chosen in a placement → the decision that showed it. */
  readonly #credit = new Map<string, string>()
  #page: PageRead | undefined
  #campaign: Record<string, string> | undefined
  #referrer: string | undefined
  #waiting: object[] = []

  constructor(person: Person, options: HttpDoorOptions) {
    this.#person = person
    this.#options = options
    this.#random = new Random(person.seed)
    for (const [name, value] of Object.entries(options.cookies ?? {})) this.#jar.set(name, value)
  }

  async open(path: string, arrival?: Arrival): Promise<View> {
    this.#campaign = campaignOf(arrival?.campaign) ?? this.#campaign
    const campaign = arrival?.campaign ? `${path.includes('?') ? '&' : '?'}${arrival.campaign}` : ''
    const html = await this.#get(path + campaign, arrival?.referrer ?? this.#referrer)
    if (!this.#jar.has('cimes_choice')) await this.#answerBanner()
    return this.#arrive(html, path, arrival?.referrer ?? this.#referrer)
  }

  async act(act: Act): Promise<void> {
    if (act.kind === 'choose') return this.#choose(act.tile)
    if (act.kind === 'add_to_cart') return this.#add(act.sku)
    if (act.kind === 'leave_and_return') {
      this.#tell('tab_hidden')
      await this.wait(2_000 + this.#random.below(8_000))
      this.#tell('tab_visible')
    } else if (act.kind === 'select_size') {
      this.#tell('select_size', { item_id: this.#page?.item, size: act.size })
    } else if (act.kind === 'scroll') this.#tell('scroll', {}, { detail: '90' })
    else this.#tell(act.kind)
  }

  async buy(): Promise<string | undefined> {
    const language = this.#person.language
    const path = language === 'fr' ? '/commande' : '/en/checkout'
    await this.open(path)
    const form = {
      name: 'Camille',
      email: 'a@example.org',
      address: '1 rue',
      postcode: '73000',
      city: 'Ici',
      pay: 'card',
    }
    const html = await this.#post(path, form)
    await this.#arrive(
      html,
      language === 'fr' ? '/merci' : '/en/thank-you',
      this.#options.shop + path,
    )
    const push = this.#page?.pushes.find(one => one.event === 'purchase')
    return push?.ecommerce?.transaction_id as string | undefined
  }

  wait(ms: number): Promise<void> {
    return this.#options.sleep(ms)
  }

  async leave(): Promise<void> {
    await this.#send()
    this.#referrer = undefined
    this.#campaign = undefined
  }

  /** The page is there: its tag asks for the placements, then tells what the page pushed. */
  async #arrive(html: string, path: string, referrer: string | undefined): Promise<View> {
    await this.#send()
    this.#page = readPage(html, path)
    this.#referrer = this.#options.shop + path
    const { view, pushes } = this.#page
    for (const tile of view.tiles) this.#categories.set(tile.id, tile.category)
    const pageView = this.#event('page_view', {}, {}, referrer)
    const answered = await this.#ask(pageView, referrer)
    const placed = this.#options.drawsNothing ? [] : answered
    this.#waiting.push(pageView)
    for (const push of pushes) this.#relay(push)
    view.tiles = [...placed, ...view.tiles.filter(tile => !placed.some(one => one.id === tile.id))]
    return view
  }

  async #ask(pageView: object, referrer: string | undefined): Promise<Tile[]> {
    const { placements, market } = this.#page!
    const consent = this.#consent()
    if (placements.length === 0) return []
    const body = {
      page: this.#pageFacts(referrer),
      context: this.#context(),
      placements,
      language: this.#person.language,
      market,
      consent,
      event: consent === 'page' ? undefined : pageView,
      sentAt: this.#options.now(),
    }
    const response = await this.#tag('/v1/decisions', body)
    if (!response.ok) return []
    const answer = (await response.json()) as DecisionAnswer
    return answer.placements.flatMap(placement => this.#see(placement, consent !== 'page'))
  }

  #see(placement: DecisionAnswer['placements'][number], kept: boolean): Tile[] {
    if (!placement.show) return []
    const decision = kept ? placement.decisionId : undefined
    const items = placement.items.map((item, index) => ({ item_id: item.id, index }))
    if (kept) this.#tell('impression', { items }, { decision, placement: placement.placement })
    return placement.items.map(item => ({
      id: item.id,
      path: new URL(item.url, this.#options.shop).pathname,
      name: item.title,
      brand: item.brand ?? '',
      price: item.price,
      reduced: item.struckPrice !== undefined,
      rating: item.rating ?? 0,
      reviews: item.reviews ?? 0,
      category: this.#categories.get(item.id) ?? this.#page?.category ?? '',
      decision,
      placement: placement.placement,
    }))
  }

  async #choose(tile: Tile): Promise<void> {
    const items = [{ item_id: tile.id }]
    if (tile.decision) {
      this.#credit.set(tile.id, tile.decision)
      this.#tell('click', { items }, { decision: tile.decision, placement: tile.placement })
    } else this.#tell('select_item', { items })
  }

  /** The shop answers the form with its cart, which tells the push. */
  async #add(sku: string): Promise<void> {
    const path = this.#person.language === 'fr' ? '/panier' : '/en/cart'
    const item = this.#page?.item
    const html = await this.#post(path, { do: 'add', item: item ?? '', sku })
    if (item && this.#credit.has(item)) this.#credit.set(sku, this.#credit.get(item)!)
    await this.#arrive(html, path, this.#referrer)
  }

  #relay({ event, ecommerce, ...rest }: Push): void {
    const params = { ...rest, ...ecommerce }
    const id = ecommerce?.items?.find(item => this.#credit.has(item.item_id))?.item_id
    const decision = id && /to_cart|purchase/.test(event) ? this.#credit.get(id) : undefined
    this.#tell(event, params, { decision })
  }

  #tell(name: string, params: object = {}, echo: object = {}): void {
    if (this.#consent() !== 'page') this.#waiting.push(this.#event(name, params, echo))
  }

  #event(name: string, params: object, echo: object, referrer?: string): object {
    const time = this.#options.now()
    const id = uuidV7(
      time,
      Uint8Array.from({ length: 10 }, () => this.#random.below(256)),
    )
    return { id, name, time, page: this.#pageFacts(referrer), params, ...echo }
  }

  async #send(): Promise<void> {
    const events = this.#waiting
    this.#waiting = []
    if (events.length === 0 || this.#page === undefined || this.#consent() === 'page') return
    const sentAt = this.#options.now()
    await this.#tag('/v1/events', {
      sentAt,
      consent: this.#consent(),
      context: this.#context(),
      events,
    })
  }

  #pageFacts(referrer: string | undefined): object {
    const { view, item, category } = this.#page!
    return {
      type: view.type,
      url: view.path,
      referrer: referrer?.startsWith(this.#options.shop) ? undefined : referrer,
      item,
      category,
      locale: this.#person.language,
    }
  }

  #consent(): 'personal' | 'measure' | 'page' {
    return this.#person.consent === 'refused' ? 'page' : this.#person.consent
  }

  #context(): object {
    const width = { mobile: 390, tablet: 820, desktop: 1440 }[this.#person.device]
    return { width, language: this.#person.language, campaign: this.#campaign }
  }

  async #answerBanner(): Promise<void> {
    const path = this.#person.language === 'fr' ? '/choix' : '/en/choice'
    await this.#fetch(path, {
      method: 'POST',
      body: form({ choice: this.#person.consent, back: '/' }),
    })
  }

  /** With consent the tag's requests carry the cookie; without it they carry nothing. */
  #tag(path: string, body: object): Promise<Response> {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${this.#page!.key}`,
    }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    return this.#fetch(`/_vitrine${path}`, init, this.#consent() === 'personal')
  }

  async #get(path: string, referrer?: string): Promise<string> {
    return this.#follow(await this.#fetch(path, { headers: referrer ? { referer: referrer } : {} }))
  }

  async #post(path: string, fields: Record<string, string>): Promise<string> {
    return this.#follow(await this.#fetch(path, { method: 'POST', body: form(fields) }))
  }

  async #follow(response: Response): Promise<string> {
    for (let hops = 0; hops < 4 && response.status >= 300 && response.status < 400; hops++) {
      response = await this.#fetch(response.headers.get('location')!, {})
    }
    if (!response.ok) throw new Error(`the shop answered ${response.status} to ${response.url}`)
    return response.text()
  }

  async #fetch(path: string, init: RequestInit, withCookies = true): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('user-agent', userAgentOf(this.#person))
    headers.set('accept-language', this.#person.language === 'fr' ? 'fr-FR,fr' : 'en-GB,en')
    if (withCookies) headers.set('cookie', [...this.#jar].map(pair => pair.join('=')).join('; '))
    const url = new URL(path, this.#options.shop)
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    if (withCookies) for (const cookie of response.headers.getSetCookie()) this.#keep(cookie)
    return response
  }

  #keep(cookie: string): void {
    const [name, value] = cookie.split(';')[0].split(/=(.*)/s)
    if (/max-age=0\b/i.test(cookie)) this.#jar.delete(name)
    else this.#jar.set(name, value)
  }
}

function form(fields: Record<string, string>): URLSearchParams {
  return new URLSearchParams(fields)
}

/** The campaign that a query names. */
export function campaignOf(query: string | undefined): Record<string, string> | undefined {
  if (query === undefined) return undefined
  const given = new URLSearchParams(query)
  const names = {
    source: 'utm_source',
    medium: 'utm_medium',
    name: 'utm_campaign',
    term: 'utm_term',
  }
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, key]) =>
      given.has(key) ? [[name, given.get(key)!]] : [],
    ),
  )
}

function userAgentOf({ isRobot, device, seed }: Person): string {
  if (isRobot) return seed % 2 ? ROBOTS.declared : AGENTS.desktop
  return AGENTS[device]
}

const AGENTS = {
  mobile:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
  tablet:
    'Mozilla/5.0 (Linux; Android 16; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
  desktop:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
}
const ROBOTS = { declared: 'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)' }
