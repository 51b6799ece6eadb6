import type { Facet, Filter } from '../../schema/search.ts'
import { type Branch, branch } from '../tree.ts'
import type { Drawing } from './drawing.ts'

/** As many stand open; the others say what they are, and open when they are wanted or in use. */
const OPEN = 3

const SORTS = ['best', 'cheap', 'dear', 'rated', 'new'] as const

/** What the results can be narrowed and ordered by, each a link with the count it leads to. */
export function facets(drawing: Drawing): Branch {
  const { answer, words } = drawing
  return branch('details', { class: 'vt-facets' }, [
    branch('summary', {}, [words.filters]),
    answer.total > 0 && sorts(drawing),
    ...answer.facets.map((facet, n) => oneFacet(facet, n < OPEN, drawing)),
  ])
}

function sorts(drawing: Drawing): Branch {
  const { answer, words, state } = drawing
  const now = state.sort ?? 'best'
  // Nobody is told "for you" of the order that everybody gets.
  const best = now === 'best' && answer.order !== 'person' ? words.usual : words.best
  const label = { ...words, best }
  return group(
    words.sort,
    SORTS.map(sort => link(drawing.with({ sort }), label[sort], sort === now, undefined)),
  )
}

function oneFacet(facet: Facet, isWanted: boolean, drawing: Drawing): Branch {
  const filters = drawing.answer.filters.map(({ name, value }) => ({ name, value }))
  const isOpen = isWanted || facet.values.some(({ chosen }) => chosen)
  const links = facet.values.map(({ value, label, count, chosen }) => {
    const changed = toggled(filters, { name: facet.name, value }, chosen)
    return link(drawing.with({ filters: changed }), label, chosen, count)
  })
  return group(facet.label, links, isOpen)
}

function toggled(filters: readonly Filter[], { name, value }: Filter, chosen: boolean): Filter[] {
  if (!chosen) return [...filters, { name, value }]
  return filters.filter(filter => filter.name !== name || !isSame(filter.value, value))
}

/** The address may write a value in another case than the feed. */
function isSame(a: string, b: string): boolean {
  return a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0
}

function group(label: string, links: readonly Branch[], isOpen = true): Branch {
  return branch('details', { class: 'vt-facet', open: isOpen ? '' : undefined }, [
    branch('summary', {}, [branch('h3', {}, [label])]),
    branch(
      'ul',
      { role: 'list' },
      links.map(one => branch('li', {}, [one])),
    ),
  ])
}

function link(href: string, label: string, chosen: boolean, count: number | undefined): Branch {
  return branch('a', { href, rel: 'nofollow', 'aria-current': chosen ? 'true' : undefined }, [
    label,
    count !== undefined && branch('small', {}, [String(count)]),
  ])
}
