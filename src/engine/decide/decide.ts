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
import type { Arbiter } from '../policy/arbiter/arbiter.ts'
import type { Filled } from '../recommend/fill.ts'
import type { Moment } from '../recommend/moment.ts'
import { furnish, leaveAsItIs } from './answer.ts'
import { type Beliefs, type Chosen, choose, type Standing } from './choose.ts'
import { isPart, Led, type Listed } from './led.ts'
import { reassured } from './reassured.ts'
import { permitFor } from './turn.ts'

/** What a decision is made from, besides the moment: all of it is only read. */
export interface Knowledge extends Beliefs {
  catalogue: Catalogue
  arbiter: Arbiter
}

/**
 * Choose an experience for each kind of placement of a page, then fill it for this very
 * visitor. Nothing changes here; the record that comes out is applied like any other.
 */
export function decide(
  request: DecisionRequest,
  moment: Moment,
  standing: Standing,
  knowledge: Knowledge,
): { made?: DecisionMade; answer: DecisionAnswer } {
  const choices: Choice[] = []
  const placements: PlacementAnswer[] = new Array(request.placements.length)
  const kinds = request.placements.map(({ placement }) => kindOf(placement))
  const { characteristics } = standing
  const permit = permitFor(kinds, moment, { ...knowledge, characteristics })
  /** Placements of one kind share one draw; the first list of a kind leads its parts. */
  const chosen = new Map<PlacementKind, Chosen>()
  const leaders = new Map<PlacementKind, Led>()
  const chosenFor = (kind: PlacementKind): Chosen => {
    let already = chosen.get(kind)
    if (already === undefined) {
      const drawn = choose(kind, request, moment, standing, knowledge, permit(kind))
      already = reassured(drawn, moment, permit(kind))
      chosen.set(kind, already)
    }
    return already
  }
  for (const n of listsFirst(request.placements)) {
    const asked = request.placements[n]
    const kind = kindOf(asked.placement)
    let led = leaders.get(kind)
    if (led === undefined || !isPart(asked)) {
      const id = `${request.id}.${choices.length}`
      const listed =
        standing.slice === 'holdout'
          ? leaveAsItIs(asked, id, request.language)
          : place(asked, id, request, moment, chosenFor(kind), knowledge)
      choices.push(
        isPart(asked) ? { ...listed.choice, items: [], reasons: undefined } : listed.choice,
      )
      placements[n] = listed.answer
      led ??= new Led(listed, moment, request.language)
      leaders.set(kind, led)
    }
    if (isPart(asked)) placements[n] = led.part(asked)
  }
  const answer = {
    decisionId: request.id,
    slice: standing.slice ?? ('none' as const),
    degraded: false,
    placements,
  }
  return { made: recordOf(request, standing, choices), answer }
}

/** Parts follow what their list turned out to hold, wherever they stand on the page. */
function listsFirst(placements: readonly PlacementRequest[]): number[] {
  const all = [...placements.keys()]
  return [...all.filter(n => !isPart(placements[n])), ...all.filter(n => isPart(placements[n]))]
}

function place(
  asked: PlacementRequest,
  id: string,
  request: DecisionRequest,
  moment: Moment,
  chosen: Chosen,
  { catalogue }: Knowledge,
): Listed {
  const { experience, chances, at } = chosen
  const what = { experience, chance: chances[at] }
  const furnished = furnish(what, { asked, id, request, moment, catalogue })
  const { answer, filled } = furnished
  return { choice: choiceOf(answer, chosen, filled, catalogue), answer, experience, furnished }
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
