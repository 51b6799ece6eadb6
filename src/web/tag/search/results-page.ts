import { queryOf, stateIn } from '../../../render/search/state.ts'
import { isRead } from '../read.ts'
import { type Door, search } from './door.ts'
import { drawing, wishes } from './on-demand.ts'

const PLACE = '[data-vitrine="results"]'
/** A page that builds its place anew whenever it is filled would never come to rest. */
const MOST_AGAIN = 10
/** Places whose links and forms are heard. */
const heard = new WeakSet<HTMLElement>()
let opened = { at: '', times: 0 }

/**
 * The results in the shop's own page: drawn when its address asks for them and its server has
 * not printed them already. Every control is a link or a form; here they change the page in
 * place, and its address with it, so that Back takes a filter back.
 */
export function openResults(door: Door): void {
  const open = () => openPlace(door, placeOf())
  open()
  // A framework may build its page anew, with another place where ours was.
  new MutationObserver(open).observe(document, { childList: true, subtree: true })
  addEventListener('popstate', () => void show(door, placeOf()))
}

const placeOf = () => document.querySelector<HTMLElement>(PLACE)

function openPlace(door: Door, place: HTMLElement | null): void {
  if (!place || place.dataset.vitrineOpen !== undefined) return
  place.dataset.vitrineOpen = ''
  if (opened.at !== location.href) opened = { at: location.href, times: 0 }
  if (opened.times++ > MOST_AGAIN) return
  if (!place.querySelector('.vt-search')) void show(door, place)
  else void fillTells(door, place)
  // One that is brought up to date, and not replaced, loses our mark and keeps its listeners.
  if (heard.has(place)) return
  heard.add(place)
  place.addEventListener('click', event => follow(event, door, place))
  place.addEventListener('submit', event => submit(event, door, place))
}

function follow(event: MouseEvent, door: Door, place: HTMLElement): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>('.vt-search a')
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey)
  if (!link || !isPlain || link.closest('.vt-list, .vt-missing')) return
  event.preventDefault()
  void go(link.href, door, place)
}

function submit(event: SubmitEvent, door: Door, place: HTMLElement): void {
  const form = event.target as HTMLFormElement
  if (!form.matches('.vt-words')) return
  event.preventDefault()
  const said = new URLSearchParams(new FormData(form) as unknown as Record<string, string>)
  void go(`${form.action.replace(/\?.*/, '')}?${said}`, door, place)
}

async function go(address: string, door: Door, place: HTMLElement): Promise<void> {
  history.pushState({}, '', address)
  await show(door, place)
}

/** An answer that was overtaken by another question is not drawn. */
let asked = 0

async function show(door: Door, place: HTMLElement | null): Promise<void> {
  const state = stateIn(new URLSearchParams(location.search))
  if (!state || !place) return
  const turn = ++asked
  // Fetched beside each other; whoever comes for what is like something mostly misses that.
  const [answer, drawn] = await Promise.all([
    search(door, queryOf(state)),
    drawing(door),
    state.like !== undefined && wishes(door),
    untilRead(),
  ])
  if (turn !== asked) return
  if (!answer || !drawn) return reload(place)
  const found = drawn.draw(answer, state)
  // Before the page is changed: what it holds does not move afterwards.
  await fillTells(door, found)
  if (turn !== asked) return
  const held = heldIn(place)
  place.replaceChildren(found)
  hold(held, place)
}

/** "Tell me when it is back", where something is missing. */
async function fillTells(door: Door, within: HTMLElement): Promise<void> {
  if (within.querySelector('.vt-tell:empty')) (await wishes(door))?.fillTells(door, within)
}

async function untilRead(): Promise<void> {
  if (isRead()) return
  await new Promise(resolve => document.addEventListener('DOMContentLoaded', resolve))
}

/** Where it cannot be changed in place, the shop's server may still be able to. */
function reload(place: HTMLElement): void {
  if (place.querySelector('.vt-search')) location.reload()
}

interface Held {
  label?: string | null
  isOpen?: boolean
  /** Which of the filters stood open, by what they are called. */
  open: Map<string, boolean>
}

/** Where the focus was, and which filters were open. */
function heldIn(place: HTMLElement): Held {
  const active = place.contains(document.activeElement) ? document.activeElement : undefined
  return {
    label: active && labelOf(active),
    isOpen: place.querySelector<HTMLDetailsElement>('.vt-facets')?.open,
    open: new Map(facetsIn(place).map(one => [nameOf(one), one.open])),
  }
}

/** The same control as before, else the title: the focus is never lost. */
function hold({ label, isOpen, open }: Held, place: HTMLElement): void {
  const facets = place.querySelector<HTMLDetailsElement>('.vt-facets')
  if (facets) facets.open = isOpen ?? false
  for (const one of facetsIn(place)) one.open = open.get(nameOf(one)) ?? one.open
  if (label === undefined) return
  const controls = [...place.querySelectorAll<HTMLElement>('a, input, button, summary')]
  const same = controls.find(one => label && labelOf(one) === label)
  ;(same ?? place.querySelector<HTMLElement>('.vt-title'))?.focus({ preventScroll: true })
}

function facetsIn(place: HTMLElement): HTMLDetailsElement[] {
  return [...place.querySelectorAll<HTMLDetailsElement>('.vt-facet')]
}

function nameOf(facet: HTMLElement): string {
  return facet.firstElementChild?.textContent ?? ''
}

function labelOf(element: Element): string | null {
  const own = element.getAttribute('aria-label')
  return own ?? element.firstChild?.textContent ?? null
}
