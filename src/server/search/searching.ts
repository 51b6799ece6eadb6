import type { FastifyRequest } from 'fastify'
import { isFrench } from '../../core/figures.ts'
import { uuidV7 } from '../../core/ids.ts'
import { contextOf, isDeclaredRobot } from '../../ingest/index.ts'
import { searchHtml } from '../../render/search/print.ts'
import { resultsTree } from '../../render/search/results.ts'
import { queryOf, type SearchState, stateIn } from '../../render/search/state.ts'
import type { DecisionRequest, ShownItem } from '../../schema/decision.ts'
import { LIMITS } from '../../schema/limits.ts'
import { type SearchAnswer, SORTS } from '../../schema/search.ts'
import type { Found, Question } from '../../search/find.ts'
import { requireMarket } from '../market-asked.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { filtersOf, MOST_FILTERS, MOST_PAGES, type SearchQuery, stretchOf } from './asked.ts'
import { facetName, facetShown, filterShown, type Reader } from './labels.ts'
import type { Searcher } from './who-asks.ts'

type Asked = FastifyRequest<{ Querystring: SearchQuery }>

/** How long a page waits before it goes on by itself, unless the shop says otherwise. */
const JUMP_S = 3
const LONGEST_JUMP_S = 60

/**
 * One search from the door to the answer: the index finds, the engine orders for the person,
 * the catalogue shows. The holdout and robots get everybody's order.
 */
export class Searching {
  readonly #services: Services

  constructor(services: Services) {
    this.#services = services
  }

  /** The same as HTML, for a page at a path whose parameters are the question. */
  async page(at: string, asked: Asked, who: Searcher): Promise<string> {
    const state = stateIn(new URL(at, 'http://shop').searchParams) ?? { filters: [], words: [] }
    const answer = await this.answer(asked, who, { ...asked.query, ...askedBy(state) })
    const { language } = this.#requestOf(asked, who)
    return searchHtml(resultsTree(answer, { language, path: at, state }))
  }

  async answer(asked: Asked, who: Searcher, query = asked.query): Promise<SearchAnswer> {
    const stretch = stretchOf(query)
    const request = this.#requestOf(asked, who)
    const question = this.#questionOf(query, stretch, request)
    const partial = this.#partial()
    const found = await this.#services.search.find(question)
    const reader = this.#readerOf(request)
    const isUnknown = query.like !== undefined && found?.missing === undefined
    if (found === undefined || (isUnknown && partial.partial)) {
      return { ...this.#nothing(stretch, request), ...partial }
    }
    if (isUnknown) throw unknownItem()
    const { order, slice, items } = await this.#ordered(found, question, request, query)
    const at = question.from - found.from
    return {
      total: found.total,
      page: stretch.page,
      pages: Math.ceil(found.total / stretch.count),
      order,
      slice,
      words: found.words,
      filters: found.filters.map(filter => filterShown(filter, reader)),
      loosened: found.loosened.map(one => ({ ...one, ...labelOf(one, reader) })),
      facets: found.facets.map(facet => facetShown(facet, reader)),
      names: namesOf(found, reader),
      items: this.#shown(items.slice(at, at + stretch.count), request),
      ...this.#missing(found, request),
      ...partial,
      jumpSeconds: this.#jumpSeconds(request, slice),
    }
  }

  async #ordered(found: Found, question: Question, request: DecisionRequest, query: SearchQuery) {
    const { engine } = this.#services.shop
    const ids = found.items.map(({ item }) => item)
    return await this.#services.shop.lookFor(request, known => {
      const { visitor } = known
      const slice: SearchAnswer['slice'] =
        visitor === undefined ? 'none' : engine.sliceOf(engine.canonical(visitor))
      const isPersonal =
        (slice === 'engine' || slice === 'none') &&
        query.order !== 'words' &&
        !this.#services.gate.degrades &&
        question.sort === 'best' &&
        found.from === 0 &&
        !request.robot
      const items = isPersonal ? engine.orderFor(known, found.items) : ids
      return { order: isPersonal ? ('person' as const) : ('words' as const), slice, items }
    })
  }

  /** Asked before the index is: what it has not read when it answers, it had not read now. */
  #partial(): Pick<SearchAnswer, 'partial'> {
    if (this.#services.search.behind === 0) return {}
    return { partial: { code: 'indexing', reason: INDEXING } }
  }

  #questionOf(
    query: SearchQuery,
    stretch: { page: number; count: number },
    request: DecisionRequest,
  ): Question {
    const { like, q, sort = 'best' } = query
    const { catalogue } = this.#services.shop.engine
    requireMarket(request.market, catalogue)
    const market = catalogue.marketFor(request.market)
    return {
      market: market ? `${market.country}-${market.language}` : '',
      words: q ?? '',
      filters: filtersOf(query),
      sort,
      ...(like !== undefined && {
        like,
        fill: q === undefined,
        likeness: this.#services.shop.engine.likenessTo(request, like),
      }),
      from: (stretch.page - 1) * stretch.count,
      count: stretch.count,
    }
  }

  #requestOf(asked: Asked, who: Searcher): DecisionRequest {
    const { env, robots } = this.#services
    const { query, headers } = asked
    const isBrowser = asked.caller?.kind === 'public'
    const time = env.now()
    const behavesAsRobot = who.visitor !== undefined && robots.isRobot(who.visitor)
    return {
      id: uuidV7(time, env.random(10)),
      visitor: who.visitor,
      time,
      page: { type: 'search', ...(query.q && { search: query.q }) },
      context: contextOf({ headers: isBrowser ? headers : undefined }),
      placements: [],
      language: isFrench(query.language ?? headers['accept-language']) ? 'fr' : 'en',
      market: query.market,
      robot: isBrowser && (isDeclaredRobot(headers['user-agent'] ?? '') || behavesAsRobot),
      consent: who.consent,
    }
  }

  #readerOf({ language, market }: DecisionRequest): Reader {
    const { catalogue } = this.#services.shop.engine
    return { language, currency: catalogue.marketFor(market)?.currency ?? '' }
  }

  /** An item that left the shelves since the index was told is left out. */
  #shown(ids: readonly string[], request: DecisionRequest): ShownItem[] {
    return ids.flatMap(id => this.#show(id, request) ?? [])
  }

  #show(id: string, { market, language, time }: DecisionRequest): ShownItem | undefined {
    const { catalogue } = this.#services.shop.engine
    return catalogue.shown(catalogue.find(id), { market, language, now: time })
  }

  #missing({ missing }: Found, request: DecisionRequest): Pick<SearchAnswer, 'missing'> {
    const item = missing && this.#show(missing.item, request)
    if (!missing || !item) return {}
    const { sku, size, colour, inStock } = missing
    const of = { ...(sku && { sku }), ...(size ? { size } : colour && { colour }) }
    return { missing: { item, ...of, inStock } }
  }

  /** The holdout sees the shop's own page; a robot is led nowhere. */
  #jumpSeconds({ robot }: DecisionRequest, slice: SearchAnswer['slice']): number {
    const { jumpSeconds = JUMP_S } = this.#services
    return robot || slice === 'holdout' ? 0 : Math.min(LONGEST_JUMP_S, jumpSeconds)
  }

  #nothing({ page }: { page: number }, request: DecisionRequest): SearchAnswer {
    const empty = { words: [], filters: [], loosened: [], facets: [], names: {}, items: [] }
    const said = { order: 'words' as const, slice: 'none' as const }
    return {
      total: 0,
      page,
      pages: 0,
      ...said,
      ...empty,
      jumpSeconds: this.#jumpSeconds(request, 'none'),
    }
  }
}

const INDEXING =
  'The newest of the catalogue is still being read into the index: ask again in a moment.'

/** The state of a page as a query; what it asks too much of is not asked. */
function askedBy(state: SearchState): SearchQuery {
  const query = queryOf(state)
  const sort = SORTS.find(one => one === state.sort)
  return {
    like: query.get('like')?.slice(0, LIMITS.id) || undefined,
    q: query.get('q')?.slice(0, LIMITS.text),
    filter: query.getAll('filter').slice(0, MOST_FILTERS),
    sort,
    page: String(Math.min(MOST_PAGES, Math.max(1, Math.floor(state.page ?? 1)))),
  }
}

function labelOf(one: Found['loosened'][number], reader: Reader) {
  return { label: one.kind === 'word' ? one.value : filterShown(one, reader).label }
}

function namesOf({ filters, loosened }: Found, reader: Reader): Record<string, string> {
  const filtered = [...filters, ...loosened.filter(({ kind }) => kind === 'filter')]
  return Object.fromEntries(filtered.map(({ name }) => [name, facetName(name, reader)]))
}

function unknownItem(): Problem {
  return new Problem(404, 'unknown_item', 'No feed of this market has such an item or SKU.', {
    field: '/like',
  })
}
