import { leaveAsItIs } from '../../engine/decide/answer.ts'
import type { Engine } from '../../engine/engine.ts'
import type {
  DecisionAnswer,
  DecisionRequest,
  PlacementAnswer,
  PlacementRequest,
  ShownItem,
} from '../../schema/decision.ts'

const FRESH_MS = 10_000
const MOST = 5_000

interface List {
  placements: PlacementAnswer[]
  madeAt: number
}

/**
 * What is shown when there is no time for anybody in particular: what a stranger would
 * see in this category, made once in ten seconds for all. It touches no visitor and
 * leaves no record; who belongs to the holdout still sees the shop's own page, or the
 * comparison would be spoilt just when the shop is full.
 */
export class PopularLists {
  readonly #engine: Engine
  readonly #lists = new Map<string, List>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  answer(request: DecisionRequest): DecisionAnswer {
    const { id, language, visitor } = request
    const isHoldout = visitor !== undefined && !request.robot && this.#isHoldout(visitor)
    const placements = isHoldout
      ? request.placements.map((asked, n) => leaveAsItIs(asked, `${id}.${n}`, language).answer)
      : this.#listFor(request).map((one, n) => ({
          ...one,
          decisionId: `${id}.${n}`,
          items: one.items.filter(item => this.#allows(item, request.placements[n])),
        }))
    return { decisionId: id, slice: isHoldout ? 'holdout' : 'none', degraded: true, placements }
  }

  /** The list is everybody's; what one placement forbids is left out of it. */
  #allows({ id, price }: ShownItem, { exclude = [], maxPrice = Infinity }: PlacementRequest) {
    const { catalogue } = this.#engine
    const item = catalogue.find(id)
    return price <= maxPrice && !exclude.some(other => catalogue.find(other) === item)
  }

  #isHoldout(visitor: string): boolean {
    return this.#engine.sliceOf(this.#engine.canonical(visitor)) === 'holdout'
  }

  #listFor(request: DecisionRequest): PlacementAnswer[] {
    const category = this.#categoryOf(request)
    const key = keyOf(request, category)
    const known = this.#lists.get(key)
    if (known && request.time - known.madeAt < FRESH_MS) return known.placements
    if (this.#lists.size >= MOST) this.#lists.clear()
    const { placements } = this.#engine.decide(
      asStranger(request, pathOf(this.#engine, category)),
    ).answer
    this.#lists.set(key, { placements, madeAt: request.time })
    return placements
  }

  /** −1 is the whole shop. */
  #categoryOf({ page }: DecisionRequest): number {
    const { catalogue } = this.#engine
    const item = page.item === undefined ? -1 : catalogue.find(page.item)
    if (item >= 0) return catalogue.categoryOf(item)
    return page.category === undefined ? -1 : catalogue.findCategory(page.category)
  }
}

function asStranger(request: DecisionRequest, category: string | undefined): DecisionRequest {
  const { id, time, language, market } = request
  const placements = request.placements.map(({ placement, template, count }) => ({
    ...{ placement, template, count },
  }))
  const page = { type: request.page.type, category }
  return { id, time, page, context: {}, placements, language, market, robot: true }
}

function pathOf({ catalogue }: Engine, leaf: number): string | undefined {
  const names: string[] = []
  for (let at = leaf; at >= 0; at = catalogue.parentOf(at)) {
    names.unshift(catalogue.categoryName(at, 'fr'))
  }
  return names.length === 0 ? undefined : names.join(' > ')
}

function keyOf({ page, language, market, placements }: DecisionRequest, category: number): string {
  const asked = placements
    .map(one => `${one.placement}*${one.count ?? ''}*${one.template ?? ''}`)
    .join(' ')
  return [page.type, category, language, market ?? '', asked].join('\n')
}
