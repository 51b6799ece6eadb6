import type { Session } from '../../src/demo/shop/session.ts'
import { judgeEvents } from '../../src/ingest/index.ts'
import type { ShopEvent } from '../../src/schema/event.ts'
import type { Act, Arrival, Door, View } from '../../src/shoppers/door.ts'
import { campaignOf } from '../../src/shoppers/http-door.ts'
import type { PageRead, Push } from '../../src/shoppers/page-reader.ts'
import { ORIGIN, type Stage } from './stage.ts'

/** What a shopper saw and did, one step after another: all that an oracle may look at. */
export type Step =
  | { kind: 'open'; view: View; arrival?: Arrival }
  | { kind: 'act'; act: Act | Said }
  | { kind: 'buy' }
  | { kind: 'leave' }

/** An act that the shop's pages would tell by an event of this name, beyond those `Act` knows. */
export interface Said {
  kind: 'say'
  event: 'sort' | 'filter' | 'chat' | 'select_promotion' | 'search'
  detail?: string
}

export interface Watcher {
  /** Before the shop is told of it. */
  onStep(step: Step): void
  /** The shop was told; what `ingest` made of it. */
  onEvent(event: ShopEvent): void
}

/**
 * The stage's pages and the events their tag would send, each of them judged by `ingest`
 * as from outside. Somebody watches the steps as well as the events. No placement of ours is
 * filled: what people see does not depend on what is understood of them.
 */
export class WatchedDoor implements Door {
  /** ms; waiting moves it, nothing else does. */
  time: number
  readonly #stage: Stage
  readonly #language: 'fr' | 'en'
  readonly #watcher: Watcher
  #session: Session = { cart: [], told: [] }
  #page: PageRead | undefined
  #campaign: Record<string, string> | undefined
  #orders = 0

  constructor(stage: Stage, language: 'fr' | 'en', watcher: Watcher, time: number) {
    this.#stage = stage
    this.#language = language
    this.#watcher = watcher
    this.time = time
  }

  async open(path: string, arrival?: Arrival): Promise<View> {
    if (arrival?.campaign !== undefined) this.#campaign = campaignOf(arrival.campaign)
    const { view } = this.#draw(path)
    this.#watcher.onStep({ kind: 'open', view, arrival })
    this.#announce(arrival?.referrer)
    return view
  }

  async act(act: Act | Said): Promise<void> {
    this.#watcher.onStep({ kind: 'act', act })
    if (act.kind === 'leave_and_return') {
      this.#tell('tab_hidden')
      await this.wait(6_000)
      this.#tell('tab_visible')
    } else if (act.kind === 'select_size') {
      this.#tell('select_size', { item_id: this.#page?.item, size: act.size })
    } else if (act.kind === 'add_to_cart') this.#add(act.sku)
    else if (act.kind === 'choose') this.#tell('select_item', { items: [{ item_id: act.tile.id }] })
    else if (act.kind === 'say') this.#tell(act.event, {}, act.detail)
    else if (act.kind === 'scroll') this.#tell('scroll', {}, '90')
    else this.#tell(act.kind)
  }

  async buy(): Promise<string | undefined> {
    this.#watcher.onStep({ kind: 'buy' })
    if (this.#session.cart.length === 0) return undefined
    this.#arrive(this.#language === 'fr' ? '/commande' : '/en/checkout')
    const id = `CM-${10_000_000 + ++this.#orders}`
    const lines = this.#session.cart
    this.#session = { cart: [], order: { id, lines, delivery: 0 }, told: [['purchase']] }
    this.#arrive(this.#language === 'fr' ? '/merci' : '/en/thank-you')
    return id
  }

  async wait(ms: number): Promise<void> {
    this.time += ms
  }

  async leave(): Promise<void> {
    this.#watcher.onStep({ kind: 'leave' })
    this.#campaign = undefined
  }

  #add(sku: string): void {
    const had = this.#session.cart.find(([id]) => id === sku)?.[1] ?? 0
    const others = this.#session.cart.filter(([id]) => id !== sku)
    this.#session = { cart: [...others, [sku, had + 1]], told: [['add_to_cart', sku, 1]] }
    this.#arrive(this.#language === 'fr' ? '/panier' : '/en/cart')
  }

  #arrive(path: string): void {
    this.#draw(path)
    this.#announce()
  }

  #draw(path: string): PageRead {
    this.#page = this.#stage.page(path, this.#session)
    this.#session = { ...this.#session, told: [] }
    return this.#page
  }

  #announce(referrer?: string): void {
    this.#tell('page_view', {}, undefined, referrer)
    for (const { event, ecommerce, ...rest } of this.#page!.pushes as Push[]) {
      this.#tell(event, { ...rest, ...ecommerce })
    }
  }

  #tell(name: string, params: object = {}, detail?: string, referrer?: string): void {
    const { view, item, category } = this.#page!
    const page = { type: view.type, url: view.path, referrer, item, category }
    const batch = {
      consent: 'personal',
      context: { language: this.#language, campaign: this.#campaign },
      events: [{ name, time: this.time, page, params, detail }],
    }
    const door = { now: this.time, visitor: 'somebody', channel: 'web' as const, ...SHOP }
    const { kept, refused } = judgeEvents(batch, door)
    if (refused.length > 0) throw new Error(`${name} was refused: ${refused[0].reason}`)
    for (const { event } of kept) this.#watcher.onEvent(event)
  }
}

const SHOP = {
  verified: false,
  nameSecret: 'bench',
  ownHost: new URL(ORIGIN).host,
  defaultCurrency: 'EUR',
}
