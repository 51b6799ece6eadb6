import { figure, money } from '../core/figures.ts'
import type { PlacementAnswer, ShownItem } from '../schema/decision.ts'
import { nudgeTree } from './nudge.ts'
import { partTree } from './parts.ts'
import { type Branch, branch, safeLink } from './tree.ts'
import { wordsOf } from './words.ts'

export interface Manner {
  /** BCP 47 language of the page: it decides the words and the figures. */
  language: string
  /** How many tiles there is room for; absent, all that came. */
  count?: number
  /** Leave out what is optional, so that the drawing fits where the full one would not. */
  tight?: boolean
  /** Leave out the text beside the nudge, and what qualifies it. */
  wordless?: boolean
  /** Leave out the nudge. */
  bare?: boolean
  /** It stands over the heading of the page. */
  isMain?: boolean
}

/**
 * One placement's answer as a tree:
 *
 *     vt ┬ vt-head ┬ vt-title
 *        │         └ vt-why (details: the sentence that says why)
 *        ├ vt-text, and beside it vt-nudge where there is one: vt-beside holds both
 *        └ vt-list ─ vt-item ─ vt-tile ─ vt-image, vt-brand, vt-name, vt-rating, vt-price, vt-because
 *
 * A hero, brands or a guide: see `parts.ts`.
 *
 * @returns undefined when there is nothing to draw: the holdout, or no item with a link.
 */
export function placementTree(answer: PlacementAnswer, manner: Manner): Branch | undefined {
  if (answer.template) return partTree(answer, manner)
  const items = answer.items.filter(item => safeLink(item.url) && item.title).slice(0, manner.count)
  if (!answer.show || items.length === 0) return undefined
  const { title, reason } = answer
  const differ = reasonsDiffer(items)
  return branch('div', { class: 'vt' }, [
    branch('div', { class: 'vt-head' }, [
      title && branch('h2', { class: 'vt-title' }, [title]),
      branch('details', { class: 'vt-why' }, [
        branch('summary', {}, [wordsOf(manner.language).why]),
        branch('p', { class: 'vt-reason' }, [reason]),
      ]),
    ]),
    said(answer, manner),
    // A list without bullets is no list to VoiceOver unless its role says so.
    branch(
      'ul',
      { class: listClass(items, manner), role: 'list', 'aria-label': title },
      items.map(item => branch('li', { class: 'vt-item' }, [tile(item, manner, differ)])),
    ),
  ])
}

/** A choice of two where there is room for four: each may be twice as wide. */
function listClass({ length }: readonly ShownItem[], { count = 0 }: Manner): string {
  return length * 2 <= count ? 'vt-list vt-few' : 'vt-list'
}

function said({ text, nudge }: PlacementAnswer, manner: Manner): Branch | undefined {
  const isShort = manner.tight || manner.wordless
  const words = !isShort && text ? branch('p', { class: 'vt-text' }, [text]) : undefined
  if (!nudge || manner.bare) return words
  return branch('div', { class: 'vt-beside' }, [words, nudgeTree(nudge, isShort)])
}

/** What every tile would say is said once, by the sentence that says why. */
function reasonsDiffer([first, ...others]: readonly ShownItem[]): boolean {
  return others.length === 0 || others.some(item => item.reason !== first.reason)
}

export function tile(item: ShownItem, manner: Manner, saysWhy: boolean): Branch {
  const words = wordsOf(manner.language)
  const reason = saysWhy && !manner.tight && item.reason
  const struck = item.struckPrice !== undefined && item.struckPrice > item.price
  return branch('a', { class: 'vt-tile', href: item.url, 'data-item': item.id }, [
    branch('span', { class: 'vt-image' }, [picture(item)]),
    item.brand && branch('span', { class: 'vt-brand' }, [item.brand]),
    branch('span', { class: 'vt-name' }, [item.title]),
    // Rating, reason or struck price, never all three: a tile has one thing to say.
    !(reason && struck) && rating(item, manner),
    price(item, struck, manner),
    struck && branch('span', { class: 'vt-low' }, [words.struck]),
    reason && branch('span', { class: 'vt-because' }, [reason]),
  ])
}

/** The name stands beside it, so the picture itself is silent. Its size is told, so nothing moves when it comes. */
function picture(item: ShownItem): Branch | undefined {
  if (!safeLink(item.image)) return undefined
  return branch('img', {
    src: item.image,
    alt: '',
    width: 400,
    height: 400,
    loading: 'lazy',
    decoding: 'async',
  })
}

function price(item: ShownItem, struck: boolean, { language }: Manner): Branch | undefined {
  const now = money(item.price, item.currency, language)
  if (!now) return undefined
  const before = struck && money(item.struckPrice ?? 0, item.currency, language)
  return branch('span', { class: before ? 'vt-price vt-reduced' : 'vt-price' }, [
    before ? `${now} ` : now,
    before && branch('s', { class: 'vt-struck' }, [before]),
  ])
}

function rating({ rating, reviews }: ShownItem, { language }: Manner): Branch | undefined {
  if (!rating) return undefined
  const stars = figure(rating, 1, language)
  const from = reviews ? ` (${figure(reviews, 0, language)})` : ''
  return branch('span', { class: 'vt-rating', role: 'img', 'aria-label': `${stars}/5${from}` }, [
    branch('span', { class: 'vt-star' }, ['★']),
    ` ${stars}${from}`,
  ])
}
