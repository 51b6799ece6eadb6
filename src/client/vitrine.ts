/**
 * Vitrine for a shop's server: one file without a dependency, to be copied into any project of
 * Node 20 or later. A test holds its types and paths to those of the server.
 *
 *     const vitrine = new Vitrine({ url: 'http://127.0.0.1:4800', key: 'sk_…' })
 *     const answer = await vitrine.decide({
 *       visitor: 'customer-77', page: { type: 'home' }, placements: [{ placement: 'home' }],
 *     })
 *
 * What a page waits for (`decide`, `render`, `search`) is undefined when it does not come in
 * time: print your own. What must not be lost (`events`, `identify`) throws instead: send it
 * again, with the same ids. A mistake of yours throws in both, and names the field.
 */
export class Vitrine {
  readonly #options: VitrineOptions
  readonly #headers: Record<string, string>
  readonly #onCookie: (cookie: string) => void

  constructor(
    options: VitrineOptions,
    headers: Record<string, string> = {},
    onCookie: (cookie: string) => void = () => {},
  ) {
    this.#options = options
    this.#headers = { authorization: `Bearer ${options.key}`, ...headers }
    this.#onCookie = onCookie
  }

  /**
   * Speaks for the browser that sent this request, known by its cookie; with the public key.
   * @param onCookie is given what is to be sent on as `set-cookie`
   */
  for(request: Incoming, onCookie?: (cookie: string) => void): Vitrine {
    const headers: Record<string, string> = {}
    for (const name of ['cookie', 'user-agent', 'accept-language', 'referer', 'sec-gpc']) {
      const value = request.headers[name]
      if (typeof value === 'string') headers[name] = value
    }
    headers.cookie = ownCookies(headers.cookie)
    const { host } = request.headers
    if (typeof host === 'string') headers['x-forwarded-host'] = host
    // Vitrine believes what your own proxies added, from the last one on, and nobody further out.
    const way = [request.headers['x-forwarded-for'], request.socket?.remoteAddress]
    const from = way.flat().filter(Boolean).join(', ')
    if (from) headers['x-forwarded-for'] = from
    const line = request.headers['x-forwarded-proto'] ?? (request.socket?.encrypted && 'https')
    if (typeof line === 'string') headers['x-forwarded-proto'] = line
    return new Vitrine(this.#options, headers, onCookie)
  }

  /** What a page should show, as JSON. */
  decide(asked: Asked): Promise<DecisionAnswer | undefined> {
    return this.#awaited('/v1/decisions', asked)
  }

  /** The same as HTML; `/placements.css` is how it looks where you have no rules of your own. */
  render(asked: Asked): Promise<RenderAnswer | undefined> {
    return this.#awaited('/v1/render', asked)
  }

  /** A selection for one letter, as static HTML; with a server key. */
  email(asked: LetterAsked): Promise<Letter> {
    return this.#call('/v1/email', asked)
  }

  /** Products by words and filters, `{ q: 'trail shoes' }`, in the visitor's order. */
  search(query: Record<string, string>): Promise<SearchAnswer | undefined> {
    return this.#awaited(`/v1/search?${new URLSearchParams(query)}`)
  }

  /** Resolves when whatever is `accepted` is on disk. Give each event a UUID: sent again, it counts once. */
  events(batch: Batch): Promise<Fate> {
    return this.#call('/v1/events', batch)
  }

  /** Who signed in: the value of the visitor's cookie, and the account they are; with a server key. */
  identify(who: { visitor: string; user: string }): Promise<{ joined: boolean; reason?: string }> {
    return this.#call('/v1/identity', who)
  }

  async #awaited<T>(path: string, body?: object): Promise<T | undefined> {
    try {
      return await this.#call<T>(path, body, this.#options.patienceMs ?? PATIENCE_MS)
    } catch (error) {
      if (error instanceof VitrineProblem && isMistake(error)) throw error
      return undefined
    }
  }

  async #call<T>(path: string, body?: object, patienceMs = LONGEST_MS): Promise<T> {
    const answer = await fetch(this.#options.url.replace(/\/$/, '') + path, {
      method: body ? 'POST' : 'GET',
      headers: { ...this.#headers, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    })
    for (const cookie of answer.headers.getSetCookie()) this.#onCookie(cookie)
    if (answer.ok) return (await answer.json()) as T
    throw new VitrineProblem(answer.status, await answer.json().catch(() => ({})))
  }
}

const PATIENCE_MS = 400
const LONGEST_MS = 15_000

/** What the server has against a request: which field, and the way out. */
export class VitrineProblem extends Error {
  readonly status: number
  readonly code: string
  readonly field?: string

  constructor(status: number, told: { detail?: string; code?: string; field?: string }) {
    super(told.detail ?? `Vitrine answered ${status}.`)
    this.status = status
    this.code = told.code ?? ''
    this.field = told.field
  }
}

/** Not that too much is asked of it, nor that no feed has told it yet of what a page sells. */
function isMistake({ status, code }: VitrineProblem): boolean {
  return status < 500 && status !== 429 && code !== 'unknown_item'
}

function ownCookies(header = ''): string {
  const cookies = header.split(/;\s*/)
  return cookies.filter(cookie => cookie.startsWith('vitrine')).join('; ')
}

export interface VitrineOptions {
  /** Where this server reaches it, `http://127.0.0.1:4800`. */
  url: string
  key: string
  /** How long a page waits, ms; 400 unless told. */
  patienceMs?: number
}

/** A request as Node's `http`, Express and Fastify (`.raw`) have it. */
export interface Incoming {
  headers: Record<string, string | string[] | undefined>
  socket?: { remoteAddress?: string; encrypted?: boolean }
}

export type Consent = 'personal' | 'measure' | 'page'
export type Language = 'fr' | 'en'
export type PageType =
  | ('home' | 'category' | 'product' | 'search' | 'cart')
  | ('checkout' | 'confirmation' | 'content' | 'account' | 'other')

export interface Page {
  type: PageType
  url?: string
  title?: string
  referrer?: string
  category?: string
  item?: string
  search?: string
  locale?: string
}

export interface Asked {
  /** Only with a server key; a browser is known by its cookie. */
  visitor?: string
  page: Page
  placements: { placement: string; count?: number; exclude?: string[]; maxPrice?: number }[]
  cart?: string[]
  cartValue?: number
  language?: string
  market?: string
  consent?: Consent
  staff?: boolean
  preview?: string
}

export interface Item {
  id: string
  title: string
  url: string
  image?: string
  brand?: string
  /** Minor units of `currency`. */
  price: number
  struckPrice?: number
  currency: string
  rating?: number
  reviews?: number
  reason?: string
}

export interface PlacementAnswer {
  placement: string
  /** Send it as `decision` of impression and click. */
  decisionId: string
  experience: string
  strategy: string
  propensity: number
  /** False for the holdout: print your own. */
  show: boolean
  title?: string
  text?: string
  reason: string
  nudge?: { kind: string; text: string; more?: string; link?: { url: string; text: string } }
  items: Item[]
}

interface Answer<Placement> {
  decisionId: string
  slice: 'holdout' | 'uniform' | 'engine' | 'none'
  degraded: boolean
  placements: Placement[]
}
export type DecisionAnswer = Answer<PlacementAnswer>
export type RenderAnswer = Answer<{
  placement: string
  decisionId: string
  experience: string
  show: boolean
  html: string
  items: string[]
}>

export interface LetterAsked {
  visitor: string
  language?: Language
  market?: string
  count?: number
  /** Your reverse path as the street knows it, `https://your.shop/_vitrine/`. */
  base: string
}
export interface Letter {
  decisionId: string
  show: boolean
  html: string
  items: string[]
}

export interface SearchAnswer {
  total: number
  page: number
  pages: number
  order: 'person' | 'words'
  items: Item[]
  /** The newest of the catalogue is not in the index yet: there may be more. */
  partial?: { code: 'indexing'; reason: string }
}

export interface Batch {
  events: { id: string; name: string; time: number; page?: Page; params?: object }[]
  visitor?: string
  consent?: Consent
  staff?: boolean
}
export interface Fate {
  accepted: number
  repaired: number
  repeated: number
  refused: { index: number; field: string; code: string; reason: string }[]
  /** Kept, and perhaps meant otherwise. */
  warnings?: { index: number; field: string; code: string; reason: string }[]
  /** Places of those put off: send them again. */
  shed?: number[]
}
