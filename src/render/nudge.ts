import type { Nudge } from '../schema/nudge.ts'
import { type Branch, branch, safeLink } from './tree.ts'

/**
 * A nudge as a tree: one row, or as many as it needs where there is little width.
 *
 *     vt-nudge ┬ vt-nudge-text, vt-nudge-more
 *              ├ vt-nudge-code, and vt-nudge-no to decline it
 *              ├ vt-bar, vt-bar-text
 *              └ vt-nudge-link
 *
 * Each kind has a class of its own, `vt-nudge-threshold`, for a shop that wants a mark before it.
 */
export function nudgeTree(nudge: Nudge, isShort?: boolean): Branch {
  const { kind, text, more, bar, link, voucher } = nudge
  return branch('div', { class: `vt-nudge vt-nudge-${kind}` }, [
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
  ])
}
