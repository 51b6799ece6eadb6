import type { Filter, SearchAnswer, Sort } from '../../schema/search.ts'

/** What a results page shows, as its address tells it: it can be shared, reloaded and gone back to. */
export interface SearchState {
  /** Item or SKU that the results are like. */
  like?: string
  /** Words; absent while they are those of the product itself. */
  words?: string[]
  filters: Filter[]
  sort?: Sort
  page?: number
}

/** Parameters of ours in the shop's own address. */
const LIKE = 'vt-like'
const WORDS = 'vt-q'
const ADDED = 'vt-add'
const FILTER = 'vt-f'
const SORT = 'vt-sort'
const PAGE = 'vt-page'

export const NAMES = { words: WORDS, added: ADDED, like: LIKE, filter: FILTER }

/** Undefined when the address asks nothing of us. */
export function stateIn(params: URLSearchParams): SearchState | undefined {
  const like = params.get(LIKE) ?? undefined
  const said = params.get(WORDS)
  if (like === undefined && said === null) return undefined
  const added = params.get(ADDED) ?? ''
  const words = said === null ? undefined : split(`${said} ${added}`)
  const filters = params.getAll(FILTER).flatMap(text => {
    const at = text.indexOf(':')
    return at > 0 ? { name: text.slice(0, at), value: text.slice(at + 1) } : []
  })
  const page = Number(params.get(PAGE)) || undefined
  return { like, words, filters, sort: (params.get(SORT) ?? undefined) as Sort | undefined, page }
}

/** The same page with another state; the shop's own parameters stay. */
export function addressOf(path: string, state: SearchState): string {
  const at = path.indexOf('?')
  const params = new URLSearchParams(at < 0 ? '' : path.slice(at + 1))
  for (const name of [LIKE, WORDS, ADDED, FILTER, SORT, PAGE]) params.delete(name)
  if (state.like !== undefined) params.set(LIKE, state.like)
  if (state.words) params.set(WORDS, state.words.join(' '))
  for (const { name, value } of state.filters) params.append(FILTER, `${name}:${value}`)
  if (state.sort && state.sort !== 'best') params.set(SORT, state.sort)
  if (state.page && state.page > 1) params.set(PAGE, String(state.page))
  const query = params.toString()
  return (at < 0 ? path : path.slice(0, at)) + (query && `?${query}`)
}

/** What the answer shows, as a state of the visitor's own: from here on nothing is chosen for them. */
export function ownState(answer: SearchAnswer, asked: SearchState): SearchState {
  return {
    like: asked.like,
    words: answer.words.map(({ word }) => word),
    filters: answer.filters.map(({ name, value }) => ({ name, value })),
    sort: asked.sort,
  }
}

/** The query of `GET /v1/search`. */
export function queryOf(state: SearchState): URLSearchParams {
  const query = new URLSearchParams()
  if (state.like !== undefined) query.set('like', state.like)
  if (state.words) query.set('q', state.words.join(' '))
  for (const { name, value } of state.filters) query.append('filter', `${name}:${value}`)
  if (state.sort) query.set('sort', state.sort)
  if (state.page) query.set('page', String(state.page))
  return query
}

function split(text: string): string[] {
  return text.split(/\s+/).filter(Boolean).slice(0, 12)
}
