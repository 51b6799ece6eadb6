import type { PlacementAnswer, PlacementRequest, Template } from '../../schema/decision.ts'
import { drawing } from './drawing.ts'
import { count, later, listen } from './faults.ts'
import { lookAgain, openSight, watch } from './sight.ts'
import { language } from './view.ts'

/** A container of the page, `<div data-vitrine="home" data-vitrine-count="4">`. */
export interface Placement {
  element: HTMLElement
  request: PlacementRequest
  /** The answer that is drawn, if one is; `kept` when the server keeps its decision. */
  answer?: PlacementAnswer
  kept?: boolean
  /** The visitor has seen what is there now. */
  seen?: boolean
  /** The shop's server printed it: it stays as it is. */
  printed?: boolean
  /** Which question it waits for: an older answer comes too late. */
  asked?: number
  /** The page it stands on. */
  page: string
  /** How often what is drawn was drawn again. */
  again?: number
}

const NAME = /^(home|category|product|cart|search|confirmation)(:[a-z0-9_-]{1,32})?$/
const PART = /^(hero|brands|guide)$/
const MOST = 12
const SETTLE_MS = 100
/** A page that builds itself anew whenever something is drawn would never come to rest. */
const MOST_AGAIN = 10

/** The placements of the page: found, drawn, and never moved while they are looked at. */
let placements: Placement[] = []
/** How many pages there were in this document. */
let pages = 0

/** `seen` is told once per drawing; `found` when new containers have come into the page. */
export function openPlacements(seen: (placement: Placement) => void, found: () => void): void {
  openSight(element => {
    const placement = placements.find(one => one.element === element)
    if (!placement || placement.seen) return
    placement.seen = true
    if (placement.answer) seen(placement)
  })
  let waiting = false
  new MutationObserver(() => {
    if (!waiting) later(SETTLE_MS, look)
    waiting = true
  }).observe(document, { childList: true, subtree: true })
  const look = () => {
    waiting = false
    if (scan()) found()
  }
  // The window has another width: the held heights belong to the old one.
  listen(window, 'resize', () => {
    for (const one of placements) if (one.answer) drawing?.letGo(one.element)
  })
}

/** @returns true when there are containers that were not there before */
function scan(): boolean {
  const before = placements
  placements = []
  for (const element of document.querySelectorAll<HTMLElement>(
    '[data-vitrine]:not([data-vitrine=why])',
  )) {
    const name = element.dataset.vitrine ?? ''
    let known = before.find(one => one.element === element)
    if (known && known.request.placement !== name) {
      drawing?.uncover(element)
      known = undefined
    }
    if (!NAME.test(name) || byName(name) || placements.length === MOST) count(`placement ${name}`)
    else placements.push(known ?? inherit(create(element, name), before))
  }
  return placements.some(one => !before.includes(one))
}

function byName(name: string): Placement | undefined {
  return placements.find(one => one.request.placement === name)
}

/** The drawn placement that `child` stands in, or whose nudge it does. */
export function placementOf(child: Element): Placement | undefined {
  const corner = child.closest<HTMLElement>('[data-vitrine-nudge]')?.dataset.vitrineNudge
  return placements.find(
    one => one.answer && (one.request.placement === corner || one.element.contains(child)),
  )
}

/** Another page begins in this document: containers that come from now on are its own. */
export function beginPage(): void {
  pages++
}

/** What is still in view was seen on the page before, the rest is new. */
export function turnPage(): void {
  scan()
  for (const one of placements) {
    one.page = pageHere()
    one.seen &&= isInView(one.element)
  }
}

/** A new address is another page before we hear of it, and one may follow another at the same. */
const pageHere = () => pages + location.href

/** What may still be asked for, marked as waiting for question `asked`. */
export function openRequests(asked: number, onlyNew: boolean): PlacementRequest[] {
  const open = placements.filter(one => mayDraw(one) && !(onlyNew && one.asked))
  return open.map(one => {
    one.asked = asked
    return one.request
  })
}

/** @returns why it was not drawn, if it was not */
export function drawAnswer(answer: PlacementAnswer, asked: number, kept: boolean): string {
  const placement = byName(answer.placement)
  if (placement?.asked !== asked || !mayDraw(placement)) return 'seen or gone'
  const { element } = placement
  const lack = drawing!.draw(element, answer, mannerOf(placement))
  if (lack) return lack
  Object.assign(placement, { answer, kept })
  lookAgain(element)
  return ''
}

/** What is drawn stays, and is told of no more. */
export function disown(): void {
  for (const one of placements) one.kept = false
}

function create(element: HTMLElement, placement: string): Placement {
  watch(element)
  const { vitrineCount = '', vitrineTemplate } = element.dataset
  const count = Number.parseInt(vitrineCount, 10)
  const template = PART.test(vitrineTemplate ?? '') ? (vitrineTemplate as Template) : undefined
  const request = { placement, template, count: count > 0 && count <= 48 ? count : undefined }
  return { element, request, page: pageHere(), ...printedIn(element, placement) }
}

/**
 * A framework that builds its page anew puts another container in the place of one we drew in:
 * what was asked, answered and seen there stands for this one, and is drawn again. A container of
 * another page of the same document starts afresh.
 */
function inherit(placement: Placement, before: Placement[]): Placement {
  const { request, page, element, printed } = placement
  const old = before.find(
    one => one.request.placement === request.placement && !one.element.isConnected,
  )
  if (!old || old.page !== page || printed) return placement
  const { asked, answer, kept, seen, again = 0 } = old
  const isDrawn =
    answer && again < MOST_AGAIN && drawing?.draw(element, answer, mannerOf(placement)) === ''
  return Object.assign(placement, { asked, seen }, isDrawn && { answer, kept, again: again + 1 })
}

function mannerOf({ request: { count } }: Placement) {
  return { language: language(), count }
}

/** What the shop's server had from `/v1/render` is seen and clicked like what we draw. */
function printedIn(element: HTMLElement, placement: string): Partial<Placement> {
  const decisionId = element.querySelector<HTMLElement>(':scope>[data-decision]')?.dataset.decision
  if (!decisionId) return {}
  const tiles = [...element.querySelectorAll<HTMLElement>('[data-item]')]
  const items = tiles.map(({ dataset }) => ({ id: dataset.item }))
  return { answer: { placement, decisionId, items } as PlacementAnswer, kept: true, printed: true }
}

/** Not once it was seen, and never a tile of ours for another in view. */
function mayDraw({ seen, answer, element, printed }: Placement): boolean {
  return !seen && !printed && !(answer && isInView(element))
}

function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}
