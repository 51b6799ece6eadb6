import { cornerTree } from '../../render/nudge.ts'
import { type Manner, placementTree } from '../../render/placement.ts'
import { PLACEMENT_STYLE } from '../../render/style.ts'
import { toDom } from '../../render/to-dom.ts'
import type { Branch } from '../../render/tree.ts'
import type { PlacementAnswer } from '../../schema/decision.ts'
import { waitForTurn } from './turn.ts'

/**
 * This file and what it imports are a part of the tag of their own: fetched beside the first
 * question of a page with placements, while the answer is on its way.
 */

/**
 * What hides the shop's own content while ours is drawn: it stays in the page, untouched.
 */
const STYLE = `[data-vitrine-drawn]>:not(.vt){display:none!important}${PLACEMENT_STYLE}`

/** Constructed style sheets: a strict `style-src` has nothing to refuse. */
const sheet = new CSSStyleSheet()
sheet.replaceSync(STYLE)
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]

/**
 * Draw an answer over the shop's default content, so that nothing else on the page
 * moves: the height is held, and a drawing that does not fit its place is first
 * tried without its text, then without its nudge, then without what is optional, then taken back.
 *
 * @returns why the shop's own content stays, and nothing when it does not
 */
export function draw(place: HTMLElement, answer: PlacementAnswer, manner: Manner): string {
  if (place.contains(document.activeElement)) return 'in use'
  manner.isMain = place.querySelector('h1') !== null
  const corner = cornerOf(answer)
  const isSaid =
    isOnPage(answer, place) ||
    isOneThere(place, corner) ||
    (corner && !put(corner, cornerDrawings(answer, manner)))
  const lack = put(place, drawings(answer, isSaid ? { ...manner, bare: true } : manner))
  if (!lack) takeTurns(place, corner)
  else if (corner) uncover(corner)
  return lack
}

/** Where the shop would have the nudge of a placement: beside its button, say. */
function cornerOf({ placement }: PlacementAnswer): HTMLElement | null {
  return document.querySelector(`[data-vitrine-nudge="${placement}"]`)
}

/** One nudge a page: a question asked later, of placements that came later, brings no second one. */
function isOneThere(...drawnAnew: (HTMLElement | null)[]): boolean {
  return [...document.querySelectorAll('.vt-nudge')].some(
    one => !drawnAnew.some(place => place?.contains(one)),
  )
}

function takeTurns(...drawn: (HTMLElement | null)[]): void {
  for (const place of drawn) {
    for (const line of place?.querySelectorAll('.vt-asks') ?? []) void waitForTurn(line)
  }
}

/** @returns how much room the first of the drawings asks for, when none moves nothing */
function put(place: HTMLElement, drawings: Iterable<Branch | undefined>): string {
  const before = surroundings(place)
  let asked = 0
  hold(place, before.height)
  for (const tree of drawings) {
    if (!tree) break
    cover(place, toDom(tree, document))
    const now = surroundings(place)
    const beyond = beyondEdge(place)
    if (beyond < 0.5 && isStill(before, now)) return ''
    asked ||= now.height + Math.max(0, beyond)
  }
  uncover(place)
  return `needs ${Math.ceil(asked)} px, has ${Math.floor(before.height)}`
}

function* drawings(answer: PlacementAnswer, manner: Manner): Generator<Branch | undefined> {
  for (const less of LESS) yield placementTree(answer, { ...manner, ...less })
}

function* cornerDrawings(answer: PlacementAnswer, manner: Manner): Generator<Branch | undefined> {
  const { items = [] } = answer
  const shown = { ...answer, items: items.slice(0, manner.count) }
  for (const isShort of [false, true]) yield cornerTree(shown, manner.language, isShort)
  yield cornerTree({ ...shown, items: [] }, manner.language, true)
}

/** What is given up for want of room, one after the other. */
const LESS = [{}, { wordless: true }, { bare: true }, { tight: true, bare: true }]

/** A guide that the page leads to already is not said twice. */
function isOnPage({ nudge }: PlacementAnswer, place: HTMLElement): boolean {
  if (nudge?.kind !== 'guide' || !nudge.link) return false
  const { href } = new URL(nudge.link.url, location.href)
  return [...document.links].some(link => link.href === href && !place.contains(link))
}

export function uncover(place: HTMLElement): void {
  place.querySelector(':scope>.vt')?.remove()
  place.removeAttribute('data-vitrine-drawn')
  letGo(place)
}

/** Its height is again what the shop says. */
export function letGo(place: HTMLElement): void {
  const own = ownHeights.get(place)
  if (own === undefined) return
  place.style.minHeight = own
  ownHeights.delete(place)
}

/** What the shop wrote into a place that is held now. */
const ownHeights = new WeakMap<HTMLElement, string>()

function cover(place: HTMLElement, drawing: Node): void {
  place.querySelector(':scope>.vt')?.remove()
  place.append(drawing)
  place.setAttribute('data-vitrine-drawn', '')
}

/** Through the object model, not an attribute: that is no inline style to a CSP. */
function hold(place: HTMLElement, height: number): void {
  if (!ownHeights.has(place)) ownHeights.set(place, place.style.minHeight)
  place.style.minHeight = `${height}px`
  // Where padding and border are counted apart, the place is now higher by them.
  const surplus = place.offsetHeight - Math.ceil(height)
  if (surplus > 0) place.style.minHeight = `${height - surplus}px`
}

interface Surroundings {
  top: number
  height: number
  /** Where what follows begins. */
  next: number
}

function surroundings(place: HTMLElement): Surroundings {
  const { top, height } = place.getBoundingClientRect()
  const after = place.nextElementSibling?.getBoundingClientRect().top
  return { top, height, next: after ?? place.parentElement?.getBoundingClientRect().bottom ?? 0 }
}

/** How far the drawing goes beyond the foot of a place that does not grow with it. */
function beyondEdge(place: HTMLElement): number {
  const drawn = place.querySelector(':scope>.vt')!.getBoundingClientRect()
  return drawn.bottom - place.getBoundingClientRect().bottom
}

/** Nothing moved that the visitor could see: what begins below the window may. */
function isStill(before: Surroundings, now: Surroundings): boolean {
  const same = (a: number, b: number) => Math.abs(a - b) < 0.5 || a >= innerHeight
  return same(before.top, now.top) && same(before.next, now.next)
}
