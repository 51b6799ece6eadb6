import { money } from '../core/figures.ts'
import type { PlacementAnswer, ShownItem } from '../schema/decision.ts'
import type { Nudge } from '../schema/nudge.ts'
import { type Branch, branch, safeLink } from './tree.ts'

/**
 * A nudge in a corner of its own, away from its list: with the things it speaks of.
 *
 *     vt ┬ vt-nudge
 *        └ vt-nudge-items ─ li ─ vt-nudge-item ─ img, vt-nudge-name, vt-nudge-price
 */
export function cornerTree(
  { nudge, items }: PlacementAnswer,
  language: string,
  isShort: boolean,
): Branch | undefined {
  if (!nudge) return undefined
  const named = new Set([...(nudge.items ?? []), ...(nudge.bar && nudge.item ? [nudge.item] : [])])
  const spokenOf = items.filter(({ id, url }) => named.has(id) && safeLink(url))
  // "The three together" means nothing where the others are not to be seen.
  if (nudge.items && spokenOf.length < nudge.items.length) return undefined
  return branch('div', { class: 'vt' }, [
    nudgeTree(nudge, isShort),
    spokenOf.length > 0 &&
      branch(
        'ul',
        { class: 'vt-nudge-items', role: 'list' },
        spokenOf.map(item => branch('li', {}, [itemTree(item, language)])),
      ),
  ])
}

function itemTree({ id, url, image, title, price, currency }: ShownItem, language: string): Branch {
  return branch('a', { class: 'vt-nudge-item', href: url, 'data-item': id }, [
    safeLink(image) && branch('img', { src: image, alt: '', width: 60, height: 60 }),
    branch('span', { class: 'vt-nudge-name' }, [title]),
    branch('span', { class: 'vt-nudge-price' }, [money(price, currency, language) ?? '']),
  ])
}

/**
 * A nudge as a tree: one row, or as many as it needs where there is little width.
 *
 *     vt-nudge ┬ vt-nudge-text, vt-nudge-more
 *              ├ vt-nudge-code, and vt-nudge-no to decline it
 *              ├ vt-bar, vt-bar-text
 *              └ vt-nudge-link, and vt-nudge-later to put it off
 *
 * What asks something is `vt-asks` too, and `vt-waits` while another tab asks.
 * Each kind has a class of its own, `vt-nudge-threshold`, for a shop that wants a mark before it.
 */
export function nudgeTree(nudge: Nudge, isShort?: boolean): Branch {
  const { kind, text, more, bar, link, later, voucher } = nudge
  const asks = later || voucher ? ' vt-asks' : ''
  return branch('div', { class: `vt-nudge vt-nudge-${kind}${asks}` }, [
    branch('span', { class: 'vt-nudge-text' }, [text]),
    // The conditions of an offer stand beside it, or it is not made.
    (!isShort || voucher) && more && branch('span', { class: 'vt-nudge-more' }, [more]),
    voucher && branch('span', { class: 'vt-nudge-code' }, [voucher.code]),
    voucher &&
      branch('button', { class: 'vt-nudge-no', type: 'button', 'data-offer': voucher.offer }, [
        voucher.decline,
      ]),
    // A `progress` needs no inline style to be so full, and says so to a screen reader.
    bar &&
      branch('progress', {
        class: 'vt-bar',
        value: bar.value,
        max: bar.goal,
        'aria-label': bar.text,
      }),
    bar && branch('span', { class: 'vt-bar-text' }, [bar.text]),
    link &&
      safeLink(link.url) &&
      branch('a', { class: 'vt-nudge-link', href: link.url }, [link.text]),
    later && branch('button', { class: 'vt-nudge-later', type: 'button' }, [later]),
  ])
}
