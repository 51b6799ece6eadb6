import type { FilterShown, Loosened } from '../../schema/search.ts'
import { type Branch, branch } from '../tree.ts'
import { type Drawing, namedFilter } from './drawing.ts'
import { NAMES } from './state.ts'
import { filled } from './words.ts'

/** Words that can be changed, filters that can be taken away, and what was let go. */
export function controls(drawing: Drawing): (Branch | false)[] {
  return [editor(drawing), chosen(drawing), said(drawing)]
}

function editor(drawing: Drawing): Branch {
  const { answer, words, path, state } = drawing
  const asked = answer.words.map(({ word }) => word)
  const kept = answer.filters.map(({ name, value }) => hidden(NAMES.filter, `${name}:${value}`))
  return branch(
    'form',
    {
      class: 'vt-words',
      action: path.replace(/\?.*/, ''),
      role: 'search',
      'aria-label': words.words,
    },
    [
      ...asked.map((word, at) =>
        branch('span', { class: 'vt-word' }, [
          word,
          cross(drawing.with({ words: asked.toSpliced(at, 1) }), filled(words.remove, word)),
        ]),
      ),
      state.like !== undefined && hidden(NAMES.like, state.like),
      hidden(NAMES.words, asked.join(' ')),
      ...kept,
      branch('input', {
        type: 'search',
        name: NAMES.added,
        class: 'vt-add',
        placeholder: words.add,
        'aria-label': words.add,
        maxlength: 80,
        autocomplete: 'off',
        autocapitalize: 'none',
      }),
      branch('button', { type: 'submit', class: 'vt-button' }, [words.addButton]),
    ],
  )
}

function chosen(drawing: Drawing): Branch | false {
  const { answer, words } = drawing
  if (answer.filters.length === 0) return false
  const without = (gone: FilterShown) =>
    answer.filters.filter(filter => filter !== gone).map(({ name, value }) => ({ name, value }))
  return branch('ul', { class: 'vt-chosen', role: 'list', 'aria-label': words.filters }, [
    ...answer.filters.map(filter => {
      const name = nameOf(filter, drawing)
      const label = filled(words.remove, namedFilter(filter, name, drawing))
      return branch('li', { class: 'vt-filter' }, [
        `${name} `,
        branch('b', {}, [filter.label]),
        cross(drawing.with({ filters: without(filter) }), label),
      ])
    }),
    branch('li', {}, [
      branch('a', { class: 'vt-clear', href: drawing.with({ filters: [], words: [] }) }, [
        words.clear,
      ]),
    ]),
  ])
}

/** What was taken for another word, and what was let go, in a sentence each. */
function said({ answer, words, ...rest }: Drawing): Branch | false {
  const meant = answer.words.flatMap(({ meant }) => (meant ? filled(words.meant, meant) : []))
  const drawing = { answer, words, ...rest }
  const common = answer.loosened.filter(({ why }) => why === 'common')
  const gone = answer.loosened.filter(({ why }) => why !== 'common')
  const names = (some: typeof gone) => some.map(one => labelOf(one, drawing)).join(', ')
  const sentences = [
    ...meant,
    ...(common.length > 0 ? [filled(words.common, names(common))] : []),
    // That too few had it all is no news where nothing is left to show.
    ...(gone.length > 0 && answer.total > 0 ? [filled(words.loosened, names(gone))] : []),
  ]
  return sentences.length > 0 && branch('p', { class: 'vt-said' }, [sentences.join(' ')])
}

function labelOf(one: Loosened, drawing: Drawing): string {
  return one.kind === 'word' ? one.label : namedFilter(one, nameOf(one, drawing), drawing)
}

function nameOf({ name }: { name: string }, { answer }: Drawing): string {
  return answer.names[name] ?? name
}

function cross(href: string, label: string): Branch {
  return branch('a', { class: 'vt-cross', href, 'aria-label': label, rel: 'nofollow' }, ['×'])
}

function hidden(name: string, value: string): Branch {
  return branch('input', { type: 'hidden', name, value })
}
