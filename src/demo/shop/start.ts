import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeCatalogue } from '../catalogue/make.ts'
import { imageOf, readAssets } from './assets.ts'
import { isUnderWay } from './facets.ts'
import { Feeds } from './feeds.ts'
import { CHOICE_COOKIE, cartForm, checkoutForm, choiceForm, readChoice, readForm } from './forms.ts'
import { forward } from './forward.ts'
import { frame } from './layout.ts'
import type { Moment } from './moment.ts'
import { pageFor } from './pages.ts'
import { fileReply, pageReply, plainReply, type Reply, redirectReply, send } from './replies.ts'
import { type Route, routeOf } from './routes.ts'
import { Search } from './search.ts'
import { readSession, SESSION_COOKIE, writeSession } from './session.ts'
import { mostChosen, pathText, type Shelves, shelve } from './shelves.ts'
import { PersonalOrder } from './vitrine-order.ts'
import { resultsFor } from './vitrine-results.ts'
import { Vouchers } from './vouchers.ts'

export interface ShopOptions {
  /** 0 takes any free port. */
  port: number
  host?: string
  /** Where Vitrine answers; the shop forwards `/_vitrine/*` there and asks nothing else of it. */
  vitrineUrl: string
  publicKey: string
  /** Checks and redeems vouchers; without it the shop takes none. */
  serverKey?: string
  /** Opens `/feeds/costs.csv`. */
  costsKey: string
  seed?: number
  /** Now, ms. */
  clock?: () => number
}

export interface RunningShop {
  url: string
  close(): Promise<void>
}

const SEED = 1

/** Open the shop Cimes. It knows a tag, a key and its own feeds, like any stranger's shop. */
export async function startShop(options: ShopOptions): Promise<RunningShop> {
  const shop = new Shop(options)
  const server = createServer(async (request, response) => {
    if (request.url?.startsWith('/_vitrine/')) {
      forward(request, response, options.vitrineUrl)
      return
    }
    try {
      send(request, response, await shop.answer(request))
    } catch (error) {
      console.error(error)
      if (response.headersSent) response.destroy()
      else send(request, response, plainReply(500, 'The shop stumbled.'))
    }
  })
  const host = options.host ?? '127.0.0.1'
  await listen(server, options.port, host)
  const { port } = server.address() as AddressInfo
  shop.origin = `http://${host}:${port}`
  return { url: shop.origin, close: () => close(server) }
}

class Shop {
  origin = ''
  readonly #options: ShopOptions
  readonly #clock: () => number
  readonly #shelves: Shelves
  readonly #search: Search
  readonly #feeds: Feeds
  readonly #vouchers?: Vouchers
  readonly #order: PersonalOrder
  readonly #assets = readAssets()

  constructor(options: ShopOptions) {
    const catalogue = makeCatalogue(options.seed ?? SEED)
    this.#options = options
    this.#clock = options.clock ?? Date.now
    this.#shelves = shelve(catalogue)
    this.#search = new Search(catalogue.items)
    const { vitrineUrl, serverKey } = options
    if (serverKey) this.#vouchers = new Vouchers(vitrineUrl, serverKey)
    this.#order = new PersonalOrder(options, this.#clock)
    this.#feeds = new Feeds(this.#shelves, () => this.origin, this.#clock())
  }

  async answer(request: IncomingMessage): Promise<Reply> {
    const url = this.#urlOf(request)
    if (!url) return plainReply(400, 'This address cannot be read.')
    const file = this.#assets.get(url.pathname) ?? imageOf(url.pathname, this.#shelves)
    if (file) return fileReply(request, file)
    if (url.pathname.startsWith('/feeds/')) return this.#feed(request, url)
    const route = routeOf(url.pathname)
    const moment = this.#momentOf(request, url, route)
    if (addsUp(route)) moment.voucher = await this.#voucherOf(moment)
    if (request.method === 'POST') return this.#takeForm(request, route, moment)
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (route?.page === 'category') moment.order = await this.#orderOf(request, route, moment)
      if (asksVitrine(route, url)) moment.results = await this.#resultsOf(request, moment)
      return this.#page(request, route, moment)
    }
    return plainReply(405, 'Ask with GET, or send a form.')
  }

  /** @returns undefined for what is nobody's page: half an escape, another host */
  #urlOf(request: IncomingMessage): URL | undefined {
    const url = URL.parse(request.url ?? '/', this.origin)
    return url?.origin === this.origin && isEscaped(url.pathname) ? url : undefined
  }

  #momentOf(request: IncomingMessage, url: URL, route: Route | undefined): Moment {
    const cookies = readCookies(request.headers.cookie)
    // Global Privacy Control is an answer already: nobody is asked again.
    const silent = request.headers['sec-gpc'] === '1' ? 'refused' : undefined
    return {
      shelves: this.#shelves,
      language: route?.language ?? (url.pathname.startsWith('/en/') ? 'en' : 'fr'),
      now: this.#clock(),
      session: readSession(cookies.get(SESSION_COOKIE), this.#shelves),
      choice: silent ?? readChoice(cookies.get(CHOICE_COOKIE)),
      url,
      publicKey: this.#options.publicKey,
      takesVouchers: this.#vouchers !== undefined,
    }
  }

  #page(request: IncomingMessage, route: Route | undefined, moment: Moment): Reply {
    const page = pageFor(route, moment, this.#search)
    if (typeof page === 'string') return redirectReply(page)
    // What the last form did is told once; a reload does not buy twice.
    const telling = moment.session.told.length > 0 && request.method === 'GET'
    const cookies = telling ? [writeSession({ ...moment.session, told: [] })] : []
    return pageReply(frame(page, moment), page.status, cookies)
  }

  async #takeForm(
    request: IncomingMessage,
    route: Route | undefined,
    moment: Moment,
  ): Promise<Reply> {
    const form = await readForm(request)
    if (!form) return plainReply(413, 'No form of ours is so long.')
    if (route?.page === 'choice') {
      const { to, cookie } = choiceForm(form, moment)
      return redirectReply(to, cookie ? [cookie] : [])
    }
    if (route?.page !== 'cart' && route?.page !== 'checkout') {
      return plainReply(405, 'No form leads here.')
    }
    const turn =
      route.page === 'cart'
        ? cartForm(form, moment)
        : await checkoutForm(form, moment, this.#vouchers)
    return redirectReply(turn.to, [writeSession(turn.session)])
  }

  async #orderOf(request: IncomingMessage, { rest }: Route, moment: Moment) {
    const { language, shelves, choice, url } = moment
    const category = shelves.category(language, rest)
    if (!category || choice !== 'personal') return undefined
    const ids = mostChosen(category.items).map(({ id }) => id)
    const list = { ids, market: MARKETS[language], category: pathText(category, language) }
    return await this.#order.of(request, { ...list, isFirst: !isUnderWay(url) })
  }

  /** What a code is worth is asked where it counts. */
  async #voucherOf({ session }: Moment): Promise<Moment['voucher']> {
    if (!this.#vouchers || session.code === undefined) return undefined
    return (await this.#vouchers.verify(session.code)) ?? null
  }

  #resultsOf(request: IncomingMessage, { url, language, choice }: Moment) {
    const consent = choice === 'personal' || choice === 'measure' ? choice : 'page'
    const said = { language, market: MARKETS[language], consent }
    return resultsFor(request, url.pathname + url.search, this.#options, said)
  }

  #feed(request: IncomingMessage, url: URL): Reply {
    const name = url.pathname.slice('/feeds/'.length)
    const isSecret = name.startsWith('costs.')
    if (isSecret && url.searchParams.get('key') !== this.#options.costsKey) {
      return plainReply(403, 'This feed asks for its key.')
    }
    const feed = this.#feeds.get(name)
    if (!feed) return plainReply(404, 'There is no such feed.')
    return fileReply(request, { ...feed, maxAge: 0 })
  }
}

/** The markets of the feeds, by the language of a page. */
const MARKETS = { fr: 'FR-fr', en: 'IE-en' }

function addsUp(route: Route | undefined): boolean {
  return route?.page === 'cart' || route?.page === 'checkout'
}

function asksVitrine(route: Route | undefined, { searchParams }: URL): boolean {
  return route?.page === 'search' && (searchParams.has('vt-like') || searchParams.has('vt-q'))
}

function isEscaped(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

function readCookies(header: string | undefined): Map<string, string> {
  const pairs = (header ?? '').split(/;\s*/).map(pair => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), pair.slice(at + 1)] as const
  })
  return new Map(pairs)
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
}

/** Answers under way are finished; idle connections are not waited for. */
function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 1_000).unref()
  })
}
