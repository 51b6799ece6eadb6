import type { DecisionAnswer, PlacementAnswer } from '../../schema/decision.ts'
import type { Consent, Context, EventName } from '../../schema/event.ts'
import { campaignOf } from './address.ts'
import { toJson } from './bounds.ts'
import { ConsentState } from './consent.ts'
import type { Layer } from './data-layer.ts'
import { fetchDrawing } from './drawing.ts'
import { count, faults, later, listen, quietly } from './faults.ts'
import { isObject, itemIds, type Params, paramsOf, readPush } from './ga4.ts'
import { onNavigate } from './navigation.ts'
import { isRemembered } from './newcomer.ts'
import { allow, forget, leave, openOutbox, send, takeBackOld, WITHDRAWN } from './outbox.ts'
import {
  beginPage,
  disown,
  drawAnswer,
  openPlacements,
  openRequests,
  type Placement,
  placementOf,
  turnPage,
} from './placements.ts'
import { isRead } from './read.ts'
import { preview, said } from './settings.ts'
import { uuid } from './uuid.ts'
import { language, readFacts, View } from './view.ts'
import { explain } from './why.ts'
import { post } from './wire.ts'

/**
 * The tag on one page: it hears what happens, asks once for all placements, draws
 * the answer, and tells how it was received.
 *
 *     dataLayer ─▶ record ─▶ outbox ─▶ /v1/events
 *     page view ─▶ ask ─▶ /v1/decisions ─▶ draw ─▶ seen, clicked ─▶ record
 *
 * A page has one tag, so its state is the modules' own: as classes that hand each
 * other around it weighed half a kilobyte more.
 */

/** After this the page stays as the shop made it. */
const TIME_OUT_MS = 1_200
/** How long a single-page app may take to put its new page in place. */
const SETTLE_MS = 100
/** A product page that pushed no `view_item` by then never will. */
const VIEW_ITEM_MS = 3_000
/** So many lines of a cart a question may name. */
const MOST_IN_CART = 100
/** How often the data layer is looked at, beside its pushes. */
const LOOK_MS = 1_000

interface Echo {
  decision?: string
  placement?: string
  detail?: string
}

/** A dialog of the framework tells a choice kept from an earlier visit a moment after it is asked. */
const FRAMEWORK_MS = 300

const consent = new ConsentState(
  Boolean((navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl),
  '__tcfapi' in window ? FRAMEWORK_MS : 0,
)
const campaign = campaignOf(location.search)
/** Item chosen in one of our placements → the decision that showed it. */
const credit = new Map<string, string>()
let view: View
/** What happened on this page before its facts were settled. */
let early: Parameters<typeof write>[] = []
/** An `ecommerce` object pushed before its event. */
let ecommerce: unknown
let layer: Layer
let question = 0
let deepest = 0
let leaving = false

export function begin(follower: Layer): void {
  layer = follower
  view = new View(document.referrer)
  openOutbox(context, consent)
  listen(window, 'storage', event => {
    if ((event as StorageEvent).key === WITHDRAWN) window.vitrine?.('withdrawn')
  })
  openPlacements(
    placement => answered('impression', placement),
    () => view.open && asking(true),
  )
  listenToPage()
  setInterval(layer.look, LOOK_MS)
}

/** The first page begins when it is parsed, and when a choice kept by Consent Mode had time to come. */
export function open(): void {
  const wait = () => later(consent.waitMs, () => show())
  if (isRead()) wait()
  else listen(document, 'DOMContentLoaded', wait)
}

/** `vitrine('event', name, params)`, `vitrine('consent', answer)`, `vitrine('page', facts)`. */
export function call(verb: unknown, first: unknown, second: unknown): void {
  if (verb === 'consent') choose(() => consent.say(first, second))
  else if (verb === 'framework') choose(() => consent.hearFramework(first))
  else if (verb === 'withdrawn') choose(() => consent.withdraw(), true)
  else if (verb === 'page') {
    // Facts of an open page are a new page view.
    if (view.open) arrive(location.href, 0)
    Object.assign(view.said, readFacts(first))
  } else if (verb === 'event') {
    const params = isObject(second) ? second : {}
    const { detail, decision } = params as Echo
    record(first as EventName, paramsOf(String(first), params), { detail, decision })
    // The next page may be asked for at once, and is to know of it.
    if (/^(dismiss|snooze)$/.test(String(first))) leave()
  } else count('call')
}

export function hear(entry: Params): void {
  if (entry[0] === 'consent') choose(() => consent.hear(entry[1], entry[2] as Params))
  const push = readPush(entry, ecommerce)
  if (push) record(...push)
  if (push || 'ecommerce' in entry) ecommerce = push ? undefined : entry.ecommerce
}

/**
 * The choice may come at any time; what was waiting for it goes, or is forgotten. A page
 * that was refused is told of once the visitor thinks otherwise: its id makes it one.
 * @param isEcho another tab said it, and knows
 */
function choose(change: () => void, isEcho?: boolean): void {
  const { level: before, refused: wasRefused } = consent
  change()
  const { level, refused } = consent
  const isLess = before === 'personal' && level !== before
  if (!isLess && !isEcho && (refused || level === 'measure')) takeBackOld()
  if (refused || isLess) {
    forget()
    early = []
  }
  if (isLess) letGo()
  if (wasRefused && !refused && view.open) keep(pageView())
  if (level === before) return
  allow(level, isEcho)
  if ((level === 'personal' || isLess) && view.open) asking(false)
}

/** What was shown to a person is not told of by somebody without a name: the decision would name them. */
function letGo(): void {
  credit.clear()
  disown()
}

function listenToPage(): void {
  onNavigate(from => arrive(from, SETTLE_MS))
  listen(document, 'visibilitychange', turnAway)
  listen(window, 'pagehide', () => {
    leaving = true
    depth()
    confess()
    goAway()
  })
  listen(window, 'pageshow', event => {
    leaving = false
    if (!(event as PageTransitionEvent).persisted) return
    quietly(hearLate)
    arrive(location.href, 0)
  })
  listen(window, 'scroll', () => {
    deepest = Math.max(deepest, scrollY)
  })
  listen(document, 'click', click)
  listen(document, 'auxclick', click)
}

/** A page asleep in the browser's cache is told of nothing that the shop's other pages take back. */
function hearLate(): void {
  if (consent.level === 'personal' && !isRemembered()) choose(() => consent.withdraw(), true)
}

/** Another page begins; the facts of it are read when the app has put it in place. */
function arrive(from: string, delayMs: number): void {
  layer.look()
  depth()
  deepest = 0
  const stale = from === location.href ? undefined : view.markupText
  const next = new View(from)
  view = next
  beginPage()
  later(delayMs, () => view === next && show(stale))
}

function show(stale?: string): void {
  layer.look()
  if (view.open) return
  view.settle(stale)
  keep(pageView())
  for (const happening of early) write(...happening)
  early = []
  turnPage()
  asking(false)
  const { facts } = view
  later(VIEW_ITEM_MS, () => {
    if (facts.product && view.facts === facts && !view.itemViewed)
      record('view_item', facts.product)
  })
}

function asking(onlyNew: boolean): void {
  quietly(() => ask(onlyNew, consent.level))
}

/**
 * One question for all placements that may still change. Where nothing may be kept
 * it has no id, no event and no cookie, and is asked once per page.
 */
async function ask(onlyNew: boolean, level: Consent): Promise<void> {
  const isPage = level === 'page'
  if (isPage && (onlyNew || said.pageOnly === 'off')) return
  const asked = ++question
  const placements = openRequests(asked, onlyNew)
  if (!placements.length) return
  const body = {
    page: view.page(level),
    context: context(),
    cart: view.facts.cart?.slice(0, MOST_IN_CART),
    cartValue: view.facts.cartValue,
    placements,
    language: language(),
    market: said.market,
    consent: level,
    chosen: consent.chosen || undefined,
    preview,
    event: isPage || onlyNew ? undefined : pageView(),
    sentAt: Date.now(),
  }
  const started = Date.now()
  const [{ status, placements: answers }] = await Promise.all([
    post<DecisionAnswer>('v1/decisions', toJson(body), level),
    fetchDrawing(),
  ])
  const tookMs = Date.now() - started
  if (status !== 200) return count(`decisions ${status}`)
  if (tookMs > TIME_OUT_MS) return tell(`late answer, ${tookMs} ms`)
  for (const answer of answers!) {
    // A breath between two drawings: one is far below 50 ms, three might not be.
    await new Promise(resolve => setTimeout(resolve))
    quietly(() => receive(answer, asked, !isPage))
  }
}

function receive(answer: PlacementAnswer, asked: number, kept: boolean): void {
  const lack = answer.show && drawAnswer(answer, asked, kept)
  if (lack) count(`not drawn: ${answer.placement}, ${lack}`)
}

/** An answer that was not kept cannot be answered: nobody would know what it was. */
function answered(name: 'impression' | 'click', { answer, kept, request }: Placement, id?: string) {
  if (!answer || !kept) return
  const items = answer.items
    .slice(0, request.count)
    .map((item, index) => ({ item_id: item.id, index }))
    .filter(item => id === undefined || item.item_id === id)
  record(name, { items }, { decision: answer.decisionId, placement: answer.placement })
}

function click(event: Event): void {
  if (!(event as MouseEvent).button) {
    decline(event.target as Element)
    explain(event as MouseEvent, consent.level)
  }
  const link = (event.target as Element).closest<HTMLElement>(
    '.vt-tile,.vt-nudge-item,.vt-nudge-link,.vt-go,.vt-brand-link',
  )
  const placement = link && placementOf(link)
  if (!link || !placement?.kept || (event as MouseEvent).button > 1) return
  const { item } = link.dataset
  if (item) credit.set(item, placement.answer!.decisionId)
  // A link of a nudge, a hero or a brand is an answer too, to no item.
  answered('click', placement, item ?? '')
}

/** They want no offer, or not now: it goes, and none comes back for a while. */
function decline(pressed: Element): void {
  const button = pressed.closest<HTMLElement>('.vt-nudge-no,.vt-nudge-later')
  if (!button) return
  const line = button.parentElement!
  const name = button.matches('.vt-nudge-no') ? 'dismiss' : 'snooze'
  const answer = placementOf(button)?.answer
  const decision = button.dataset.offer ?? answer?.decisionId
  // It may be drawn again, where the page is built anew: without what was declined.
  if (answer) answer.nudge = undefined
  call('event', name, { detail: /vt-nudge-(\w+)/.exec(line.className)?.[1], decision })
  line.remove()
}

function record(name: EventName, params: Params, echo: Echo = {}): void {
  if (consent.refused) return
  view.hear(name, params)
  if (/to_cart|purchase/.test(name)) {
    echo.decision = credit.get(itemIds(params).find(id => credit.has(id)) ?? '')
  }
  const happening = [name, params, echo, Date.now()] as const
  if (view.open) write(...happening)
  else early.push([...happening])
}

function write(name: EventName, params: Params, echo: Echo, time: number): void {
  keep({ id: uuid(), name, time, page: view.page('personal'), params, ...echo })
}

function keep(event: object): void {
  if (!consent.refused && !preview) send(event)
}

function pageView(): object {
  const { id, time } = view
  return { id, name: 'page_view', time, page: view.page('personal') }
}

/** Leaving a product page for another tab is a sign of comparing; leaving it for good is not. */
function turnAway(): void {
  const { hidden } = document
  if (!leaving && view.page('page').type === 'product')
    record(hidden ? 'tab_hidden' : 'tab_visible', {})
  if (hidden) goAway()
}

function goAway(): void {
  layer.look()
  leave()
}

/** How deep the page was read, in percent, once. */
function depth(): void {
  if (!deepest) return
  const share = (deepest + innerHeight) / document.documentElement.scrollHeight
  deepest = Number.NaN
  record('scroll', {}, { detail: `${Math.round(Math.min(1, share) * 100)}` })
}

/** Faults swallowed on this page, for the shop's developer to read among the events. */
function confess(): void {
  if (faults.size) tell([...faults].join('; '))
  faults.clear()
}

function tell(detail: string): void {
  record('user_engagement', {}, { detail: `vitrine: ${detail}` })
}

function context(): Context {
  return { width: innerWidth, language: navigator.language, campaign }
}
