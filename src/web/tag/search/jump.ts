import { addressOf, queryOf } from '../../../render/search/state.ts'
import type { SearchAnswer } from '../../../schema/search.ts'
import { askTurn, type Granted } from './ask-turn.ts'
import { openDialog } from './dialog.ts'
import { type Door, language, search } from './door.ts'
import { mayHurry } from './gestures.ts'
import { type Gone, shelfOfPage, skuOf } from './sold-out.ts'
import { stayForGood, stayHere, stays, stayThisVisit } from './stay.ts'
import { stayWords } from './words.ts'

/** The page is in place and has been looked at before anything stands over it. */
const LOOK_MS = 600
/** How often it is looked at again. */
const AGAIN_MS = 2_000
/** The longest that a shop may let its visitors wait, s. */
const LONGEST_S = 60

let isOpen = false

/** Watch a product page for what cannot be had: all of it, or the size that is chosen. */
export function watchShelf(door: Door): void {
  let shelf = shelfOfPage()
  let told: Gone | undefined
  const look = () => {
    const marked = document.querySelector<HTMLElement>('[data-vitrine-soldout]')
    const gone = marked?.dataset.vitrineSoldout || shelf.item
    if (gone && gone !== told) void offer(door, gone)
    told = gone
  }
  setTimeout(look, LOOK_MS)
  // A single-page app puts another product in place without another page.
  setInterval(() => {
    shelf = shelfOfPage()
    look()
  }, AGAIN_MS)
  document.addEventListener('change', event => {
    const sku = skuOf(event.target)
    if (sku !== undefined && shelf.skus.has(sku)) void offer(door, sku)
  })
}

/** Offer what is similar, where there is something and the visitor has not declined. */
export async function offer(door: Door, gone: Gone): Promise<void> {
  const { level } = door.consent()
  const mayAsk = level !== 'page' || door.said.pageOnly !== 'off'
  if (isOpen || stays() || !mayAsk) return
  const address = addressFor(door, gone)
  if (address === undefined) return
  isOpen = true
  const answer = await search(door, queryOf({ like: gone, filters: [] }))
  const granted = answer && isWorthIt(answer) && !stays() ? await askTurn(door) : undefined
  isOpen = granted !== undefined
  if (granted) open(door, answer!, address, granted)
}

/** Staying puts it off; only "never" is a no. */
function open(door: Door, answer: SearchAnswer, address: string, granted: Granted): void {
  const { level, refused } = door.consent()
  const { missing } = answer
  let said: 'dismiss' | 'snooze' | undefined
  const over = () => {
    isOpen = false
    if (said) granted.answered(said)
    granted.letGo()
  }
  const dialog = openDialog({
    words: stayWords(language()),
    title: missing!.item.title,
    size: missing!.size,
    colour: missing!.colour,
    address,
    seconds: mayHurry() ? secondsFor(door, answer) : 0,
    onStay(isAsked) {
      said ??= 'snooze'
      stayThisVisit(refused ? 'page' : level, isAsked)
    },
    onNever(isForGood) {
      said = isForGood ? 'dismiss' : 'snooze'
      stayForGood(isForGood)
    },
    onLeave() {
      stayHere()
      over()
    },
  })
  dialog.addEventListener('close', () => {
    said ??= 'snooze'
    over()
  })
}

/** It is gone by the catalogue's word too, there is something instead, and this visitor may be shown it. */
function isWorthIt({ missing, total, slice }: SearchAnswer): boolean {
  return missing !== undefined && !missing.inStock && total > 0 && slice !== 'holdout'
}

/** The script's own `data-jump-seconds` is the shop's word; 0 or `never` is no timer. A robot is given none. */
function secondsFor({ said }: Door, { jumpSeconds }: SearchAnswer): number {
  const told = Number(said.jumpSeconds ?? jumpSeconds) || 0
  return jumpSeconds === 0 ? 0 : Math.min(LONGEST_S, Math.max(0, Math.round(told)))
}

/** The page that shows results: as the script says, else where the shop's own search form leads. */
function addressFor({ said }: Door, gone: Gone): string | undefined {
  const form = document.querySelector<HTMLFormElement>(
    'form[role="search"], form:has([type="search"])',
  )
  const path = said.results ?? form?.getAttribute('action')
  return path ? addressOf(path, { like: gone, filters: [] }) : undefined
}
