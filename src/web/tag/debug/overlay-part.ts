import { isFrench } from '../../../render/words.ts'
import type { Debugged } from '../../../schema/debugged.ts'
import { make } from '../search/make.ts'
import { addStyle } from '../search/style.ts'
import { row } from './row.ts'
import { OVERLAY } from './style.ts'
import { type DebugWords, debugWords } from './words.ts'

/** The tag sends what happened every two seconds. */
const LOOK_MS = 2_000
const MOST_ROWS = 60

/**
 * The overlay of `?vitrine=debug`, fetched by nobody else: each event of this browser with the
 * server's judgement, what it changed in what is believed, and what was decided and why. The
 * server tells it only to the shop's own people, and only of the browser that asks.
 */
export function start(_said: DOMStringMap, base: string): void {
  // Out of a cache this comes before the page has a body.
  if (document.body) open(base)
  else document.addEventListener('DOMContentLoaded', () => open(base))
}

function open(base: string): void {
  const language = document.documentElement.lang || navigator.language
  const words = debugWords(language)
  addStyle(OVERLAY)
  const list = make('ol', { class: 'vt-debug-list', tabindex: '0', 'aria-label': words.title })
  const who = make('p', { class: 'vt-debug-who', role: 'status' }, words.waiting)
  const close = make('button', { type: 'button' }, words.close)
  const head = make('div', { class: 'vt-debug-head' }, make('h2', {}, words.title), close)
  const panel = make('aside', { class: 'vt-debug', 'aria-label': words.title }, head, who, list)
  document.body.append(panel)
  document.addEventListener('click', carryOn, true)

  let newest = 0
  let timer = 0
  const look = async () => {
    const url = `${base}v1/debug?language=${isFrench(language) ? 'fr' : 'en'}&after=${newest}`
    const answer = await ask(url)
    const says = typeof answer === 'number' ? troubleOf(answer, words) : standingOf(answer, words)
    if (who.textContent !== says) who.textContent = says
    for (const one of typeof answer === 'number' ? [] : answer.happenings) {
      newest = Math.max(newest, one.n)
      list.prepend(row(one, words, language))
      if (list.childElementCount > MOST_ROWS) list.lastElementChild?.remove()
    }
    // Who may not look is not asking again and again.
    if (answer !== 401) timer = window.setTimeout(look, LOOK_MS)
  }
  close.addEventListener('click', () => {
    clearTimeout(timer)
    document.removeEventListener('click', carryOn, true)
    panel.remove()
  })
  look()
}

/** What is told of this browser, or the status of an answer that tells nothing; 0 for none. */
async function ask(url: string): Promise<Debugged | number> {
  try {
    const answer = await fetch(url, { credentials: 'include', referrerPolicy: 'origin' })
    return answer.ok ? ((await answer.json()) as Debugged) : answer.status
  } catch {
    return 0
  }
}

function troubleOf(status: number, words: DebugWords): string {
  return status === 401 ? words.closed : words.away
}

function standingOf({ isKnown, isStaff, nickname }: Debugged, words: DebugWords): string {
  if (!isKnown) return words.unknown
  return `${nickname}, ${isStaff ? words.staff : words.counted}`
}

/** The next page of this shop has the overlay too. */
function carryOn(event: Event): void {
  const link = (event.target as Element).closest?.<HTMLAnchorElement>('a[href]')
  if (!link || link.origin !== location.origin) return
  const url = new URL(link.href)
  url.searchParams.set('vitrine', 'debug')
  link.href = url.href
}
