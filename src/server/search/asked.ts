import { type Static, Type } from 'typebox'
import { LIMITS } from '../../schema/limits.ts'
import { type Filter, SORTS } from '../../schema/search.ts'
import { Problem } from '../problem.ts'

/** A page of a search; deeper ones nobody reads. */
export const MOST_PER_PAGE = 48
export const MOST_PAGES = 200
export const MOST_FILTERS = 40
/** Names among them: each that nothing fits is tried without. */
const MOST_FILTER_NAMES = 12
const NAME = /^[^:\p{Cc}]{1,64}$/u

const OneFilter = Type.String({ maxLength: 64 + 1 + LIMITS.text })

/** The query of `GET /v1/search`. */
export const SearchQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: LIMITS.text, description: 'Words' })),
    like: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: LIMITS.id,
        description:
          'Item or SKU that the answer is to be like. Without q, words and filters are chosen for it',
      }),
    ),
    filter: Type.Optional(
      Type.Union([OneFilter, Type.Array(OneFilter, { maxItems: MOST_FILTERS })], {
        description:
          'brand:Skarn, price:14000-22000 (minor units), size:M; several of a name are alternatives',
      }),
    ),
    sort: Type.Optional(Type.Enum([...SORTS])),
    page: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })),
    count: Type.Optional(Type.String({ pattern: '^[1-9][0-9]?$' })),
    language: Type.Optional(Type.String({ maxLength: 35 })),
    market: Type.Optional(Type.String({ maxLength: 16 })),
    order: Type.Optional(
      Type.Enum(['person', 'words'], { description: '`words`: the same order for everybody' }),
    ),
    consent: Type.Optional(Type.Enum(['personal', 'measure', 'page'])),
    chosen: Type.Optional(
      Type.Enum(['1'], { description: 'Personal service was chosen in spite of `Sec-GPC`' }),
    ),
    at: Type.Optional(
      Type.String({
        // Browsers skip a tab or a new line: `/⇥/other.example` would be another site.
        pattern: '^/(?![/\\\\])[^\\x00-\\x1f\\x7f]*$',
        maxLength: LIMITS.url,
        description:
          'Path and query of a page that shows results: its vt- parameters are the question, and the answer is HTML for it',
      }),
    ),
    visitor: Type.Optional(
      Type.String({ minLength: 1, maxLength: LIMITS.id, description: 'Only with a server key' }),
    ),
    key: Type.Optional(
      Type.String({ maxLength: 128, description: 'The public key, where a header cannot be set' }),
    ),
  },
  { additionalProperties: false },
)
export type SearchQuery = Static<typeof SearchQuery>

/** @throws Problem 400 for a filter that has no name or no value, and for too many names */
export function filtersOf({ filter = [] }: SearchQuery): Filter[] {
  const filters = [filter].flat().map((text, place) => {
    const at = text.indexOf(':')
    const [name, value] = [text.slice(0, at).toLowerCase(), text.slice(at + 1)]
    if (at > 0 && NAME.test(name) && value !== '') return { name, value }
    const detail = 'A filter is a name, a colon and a value, as in brand:Skarn.'
    throw new Problem(400, 'filter', detail, { field: `/filter/${place}` })
  })
  if (new Set(filters.map(({ name }) => name)).size <= MOST_FILTER_NAMES) return filters
  const detail = `Filter by at most ${MOST_FILTER_NAMES} names at once; several values of one name count once.`
  throw new Problem(400, 'filter', detail, { field: '/filter' })
}

/** @throws Problem 400 beyond the last page that is served */
export function stretchOf({ page = '1', count = '24' }: SearchQuery): {
  page: number
  count: number
} {
  const stretch = { page: Number(page), count: Math.min(MOST_PER_PAGE, Number(count)) }
  if (stretch.page <= MOST_PAGES) return stretch
  const detail = `Nobody reads so far: page is at most ${MOST_PAGES}; narrow the search by a filter.`
  throw new Problem(400, 'page', detail, { field: '/page' })
}
