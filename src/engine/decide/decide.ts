import { unit } from '../../core/hash.ts'
import type {
  Choice,
  DecisionAnswer,
  DecisionMade,
  DecisionRequest,
  PlacementAnswer,
  PlacementKind,
  PlacementRequest,
  Slice,
} from '../../schema/decision.ts'
import type { Settings } from '../../schema/record.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { defaultExperience, type Experience, eligibleExperiences } from '../policy/experiences.ts'
import { drawArm, type Policy, propensities } from '../policy/policy.ts'
import type { Filled } from '../recommend/fill.ts'
import type { Moment } from '../recommend/moment.ts'
import { furnish, leaveAsItIs } from './answer.ts'

/** What a decision is made from, besides the moment: all of it is only read. */
export interface Knowledge {
  catalogue: Catalogue
  policy: Policy
  settings: Settings
  salt: string
}

/** How the visitor enters the decision: outside experiments there is no slice. */
export interface Standing {
  slice: Slice | undefined
  visit: number
  characteristics: Record<string, string>
}

interface Chosen {
  experience: Experience
  arms: Experience[]
  chances: number[]
  at: number
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
      already = chooseExperience(kind, request, moment, standing, knowledge)
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
  return { choice: choiceOf(asked.placement, chosen, filled, catalogue), answer }
}

/**
 * The draw is hashed from the visitor, the placement, the situation and the visit, so
 * a reload shows the same page. Without a visitor there is nothing to learn from: the
 * experience believed best is shown.
 */
function chooseExperience(
  kind: PlacementKind,
  request: DecisionRequest,
  moment: Moment,
  standing: Standing,
  { policy, salt }: Knowledge,
): Chosen {
  const arms = request.robot ? [defaultExperience(kind)] : eligibleExperiences(kind, moment.shopper)
  const best = propensities(arms.map(arm => policy.belief(arm.id)))
  if (standing.slice === undefined) {
    const at = best.indexOf(Math.max(...best))
    return { experience: arms[at], arms, chances: arms.map((_, a) => (a === at ? 1 : 0)), at }
  }
  const chances = standing.slice === 'uniform' ? arms.map(() => 1 / arms.length) : best
  const situation = arms.map(arm => arm.id).join(' ')
  const draw = unit(salt, request.visitor ?? '', kind, situation, String(standing.visit))
  const at = drawArm(chances, draw)
  return { experience: arms[at], arms, chances, at }
}

function choiceOf(placement: string, chosen: Chosen, filled: Filled, catalogue: Catalogue): Choice {
  return {
    placement,
    experience: chosen.experience.id,
    arms: chosen.arms.map(arm => arm.id),
    propensities: chosen.chances.map(round),
    items: filled.items.map(({ item }) => catalogue.idOf(item)),
    strategy: filled.strategy,
    reason: filled.items[0]?.reason ?? 'nothing',
  }
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
  if (request.visitor === undefined || request.placements.length === 0) return undefined
  return {
    visitor: request.visitor,
    time: request.time,
    slice: standing.slice ?? 'engine',
    page: request.page.type,
    robot: request.robot || undefined,
    characteristics: standing.characteristics,
    choices,
  }
}

function kindOf(placement: string): PlacementKind {
  return placement.split(':')[0] as PlacementKind
}
