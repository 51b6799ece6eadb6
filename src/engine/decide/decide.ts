import type {
  Choice,
  DecisionAnswer,
  DecisionMade,
  DecisionRequest,
  PlacementAnswer,
  PlacementKind,
  PlacementRequest,
} from '../../schema/decision.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Filled } from '../recommend/fill.ts'
import type { Moment } from '../recommend/moment.ts'
import { furnish, leaveAsItIs } from './answer.ts'
import { type Beliefs, type Chosen, choose, type Standing } from './choose.ts'

/** What a decision is made from, besides the moment: all of it is only read. */
export interface Knowledge extends Beliefs {
  catalogue: Catalogue
}

/**
 * Choose an experience for each placement of a page, then fill it for this very
 * visitor. Nothing changes here; the record that comes out is applied like any other.
 */
export function decide(
  request: DecisionRequest,
  moment: Moment,
  standing: Standing,
  knowledge: Knowledge,
): { made?: DecisionMade; answer: DecisionAnswer } {
  const choices: Choice[] = []
  const placements: PlacementAnswer[] = []
  const chosen = new Map<PlacementKind, Chosen>()
  /** Placements of one kind share one draw. */
  const chosenFor = (kind: PlacementKind): Chosen => {
    let already = chosen.get(kind)
    if (already === undefined) {
      already = choose(kind, request, moment, standing, knowledge)
      chosen.set(kind, already)
    }
    return already
  }
  request.placements.forEach((asked, n) => {
    const id = `${request.id}.${n}`
    const { choice, answer } =
      standing.slice === 'holdout'
        ? leaveAsItIs(asked, id, request.language)
        : place(asked, id, request, moment, chosenFor(kindOf(asked.placement)), knowledge)
    choices.push(choice)
    placements.push(answer)
  })
  const answer = {
    decisionId: request.id,
    slice: standing.slice ?? ('none' as const),
    degraded: false,
    placements,
  }
  return { made: recordOf(request, standing, choices), answer }
}

function place(
  asked: PlacementRequest,
  id: string,
  request: DecisionRequest,
  moment: Moment,
  chosen: Chosen,
  { catalogue }: Knowledge,
) {
  const { experience, chances, at } = chosen
  const what = { experience, chance: chances[at] }
  const { filled, answer } = furnish(what, { asked, id, request, moment, catalogue })
  return { choice: choiceOf(answer, chosen, filled, catalogue), answer }
}

function choiceOf(
  { placement, nudge }: PlacementAnswer,
  chosen: Chosen,
  filled: Filled,
  catalogue: Catalogue,
): Choice {
  return {
    placement,
    experience: chosen.experience.id,
    arms: chosen.arms,
    propensities: chosen.chances.map(round),
    overall: chosen.overall?.map(round),
    order: chosen.order,
    items: filled.items.map(({ item }) => catalogue.idOf(item)),
    strategy: filled.strategy,
    reason: filled.items[0]?.reason ?? 'nothing',
    reasons: reasonsOf(filled),
    ...(nudge && { nudge: nudge.kind }),
  }
}

/** Neighbours often have one reason: it stands where it begins, so a record stays short. */
function reasonsOf({ items }: Filled): string[] | undefined {
  const begins = items.map(({ reason }, n) => (reason === items[n - 1]?.reason ? '' : reason))
  return begins.slice(1).every(reason => reason === '') ? undefined : begins
}

/** Twelve decimals: exact enough to divide by (no chance is below 1/2000), short enough for a record. */
function round(chance: number): number {
  return Math.round(chance * 1e12) / 1e12
}

/** Kept only for a visitor: what is asked without one is answered and forgotten. */
function recordOf(
  request: DecisionRequest,
  standing: Standing,
  choices: Choice[],
): DecisionMade | undefined {
  const isNobody = request.visitor === undefined || request.preview !== undefined
  if (isNobody || request.placements.length === 0) return undefined
  return {
    visitor: request.visitor,
    time: request.time,
    slice: standing.slice ?? 'engine',
    visit: standing.visit,
    page: request.page.type,
    robot: request.robot || undefined,
    ...(request.staff && { staff: true }),
    characteristics: standing.characteristics,
    choices,
  }
}

function kindOf(placement: string): PlacementKind {
  return placement.split(':')[0] as PlacementKind
}
