import type { SearchAnswer } from '../../schema/search.ts'
import { tile } from '../placement.ts'
import { type Branch, branch, safeLink } from '../tree.ts'
import { controls } from './controls.ts'
import type { Drawing, ResultsManner } from './drawing.ts'
import { facets } from './facets.ts'
import { addressOf, ownState } from './state.ts'
import { filled, searchWords } from './words.ts'

/**
 * Search results as a tree. Every control is a link or a form, so that it works before a
 * script does, or without one:
 *
 *     vt-search ┬ vt-title, vt-count
 *               ├ vt-words (editable), vt-chosen (removable), vt-said (what was loosened)
 *               ├ vt-missing (what cannot be had, pinned; `vt-tell` is filled by the tag)
 *               └ vt-found ┬ vt-facets
 *                          └ vt-list, vt-pages
 */
export function resultsTree(answer: SearchAnswer, manner: ResultsManner): Branch {
  const own = ownState(answer, manner.state)
  const drawing: Drawing = {
    ...manner,
    answer,
    words: searchWords(manner.language),
    with: change => addressOf(manner.path, { ...own, ...change }),
  }
  return branch('section', { class: 'vt vt-search', 'aria-label': titleOf(drawing) }, [
    branch('div', { class: 'vt-head' }, [
      branch('h2', { class: 'vt-title', tabindex: -1 }, [titleOf(drawing)]),
      branch('p', { class: 'vt-count', role: 'status' }, [countOf(drawing)]),
    ]),
    ...controls(drawing),
    missing(drawing),
    branch('div', { class: 'vt-found' }, [
      // Nothing can be narrowed where nothing is.
      answer.facets.length > 0 && facets(drawing),
      branch('div', {}, found(drawing)),
    ]),
  ])
}

function titleOf({ answer, words }: Drawing): string {
  if (answer.missing) return filled(words.alike, answer.missing.item.title)
  const asked = answer.words.map(({ word, meant }) => meant ?? word).join(' ')
  // Where words that nobody knows were all there was, they are what this page is about.
  return (
    asked ||
    (answer.total === 0 && answer.loosened.map(({ label }) => label).join(', ')) ||
    words.all
  )
}

function countOf({ answer, words }: Drawing): string {
  if (answer.total === 0 && answer.partial) return words.indexing
  if (answer.total === 0) return canTakeAway(answer) ? words.none : words.noneAtAll
  const many = answer.total === 1 ? words.one : filled(words.many, answer.total)
  return filled(answer.order === 'person' ? words.sorted : words.allSorted, many)
}

function canTakeAway({ words, filters }: SearchAnswer): boolean {
  return words.length + filters.length > 0
}

function missing({ answer, words }: Drawing): Branch | false {
  if (!answer.missing) return false
  const { item, size, colour, sku, inStock } = answer.missing
  const which = size ?? colour
  const gone = which ? filled(words.goneIn, which) : words.gone
  return branch('div', { class: 'vt-missing', 'data-item': item.id, 'data-sku': sku }, [
    branch('span', { class: 'vt-image' }, [
      safeLink(item.image) &&
        branch('img', { src: item.image, alt: '', width: 112, height: 112, decoding: 'async' }),
    ]),
    branch('div', {}, [
      branch('h3', { class: 'vt-name' }, [which ? `${item.title}, ${which}` : item.title]),
      branch('p', {}, [
        `${inStock ? words.here : gone} `,
        branch('a', { href: item.url }, [words.back]),
      ]),
    ]),
    !inStock && branch('div', { class: 'vt-tell' }),
  ])
}

function found(drawing: Drawing): (Branch | false)[] {
  const { answer, language } = drawing
  const items = answer.items.filter(item => safeLink(item.url) && item.title)
  return [
    branch(
      'ul',
      { class: 'vt-list', role: 'list', 'aria-label': titleOf(drawing) },
      items.map(item => branch('li', { class: 'vt-item' }, [tile(item, { language }, true)])),
    ),
    pages(drawing),
  ]
}

function pages({ answer, words, ...drawing }: Drawing): Branch | false {
  const { page } = answer
  if (answer.pages < 2) return false
  const link = (to: number, text: string, rel: string) =>
    to >= 1 && to <= answer.pages && branch('a', { href: drawing.with({ page: to }), rel }, [text])
  return branch('nav', { class: 'vt-pages', 'aria-label': words.pages }, [
    link(page - 1, words.previous, 'prev'),
    branch('span', {}, [`${page} / ${answer.pages}`]),
    link(page + 1, words.next, 'next'),
  ])
}
