import { unit } from '../../core/hash.ts'
import type { DecisionRequest, PlacementKind, Slice } from '../../schema/decision.ts'
import { LIMITS } from '../../schema/limits.ts'
import type { Settings } from '../../schema/record.ts'
import type { Experience, Experiences } from '../policy/experiences.ts'
import type { Mind, Minds } from '../policy/minds.ts'
import { type Ordered, ordersFor } from '../policy/orders.ts'
import type { HeldRules } from '../policy/rules/held-rules.ts'
import { drawFrom } from '../policy/situations/choice.ts'
import { engineChances, overSlices } from '../policy/situations/slices.ts'
import type { Moment } from '../recommend/moment.ts'
import type { Permit } from './turn.ts'

/**
 * Of the choice that is being made: arrays as long as this are memory of their own, asked of the
 * system and given back.
 */
const SCRATCH = {
  means: new Float64Array(LIMITS.experiences),
  variances: new Float64Array(LIMITS.experiences),
  hopes: new Float64Array(LIMITS.experiences),
  chances: new Float64Array(LIMITS.experiences),
  overall: new Float64Array(LIMITS.experiences),
}

/** What a choice is made from: all of it is only read. */
export interface Beliefs {
  minds: Minds
  experiences: Experiences
  rules: HeldRules
  settings: Settings
  salt: string
}

/** How the visitor enters the decision: outside experiments there is no slice. */
export interface Standing {
  slice: Slice | undefined
  visit: number
  characteristics: Record<string, string>
}

export interface Chosen {
  experience: Experience
  /** Experiences that could be chosen, and the chance of each; the one chosen is the `at`-th. */
  arms: string[]
  chances: number[]
  at: number
  /** Over all slices but the holdout; outside experiments there is none. */
  overall?: number[]
  /** Id of the rule that bound the choice. */
  order?: string
}

/**
 * Choose an experience for a kind of placement: what makes sense for this shopper and is not too
 * much of a nudge (`turn.ts`), then what the merchant ordered, then what is believed to earn most at this moment, with a chance for each.
 *
 * The draw is hashed from the visitor, the placement and the visit, so a reload shows the same
 * page. Without a visitor there is nothing to learn from: what is believed best is shown.
 */
export function choose(
  kind: PlacementKind,
  request: DecisionRequest,
  moment: Moment,
  standing: Standing,
  beliefs: Beliefs,
  permit: Permit,
): Chosen {
  const mind = beliefs.minds.of(kind)
  if (request.robot) return only(mind, mind.standard, beliefs)
  const previewed = mind.arms.indexOf(request.preview?.experience ?? '')
  if (previewed >= 0) return only(mind, previewed, beliefs)
  const orders = ordersFor(beliefs.rules, {
    ...{ kind, arms: mind.arms, standard: mind.standard, now: request.time },
    ...{ values: standing.characteristics, characters: beliefs.minds.characters },
    eligible: eligibleFor(mind, moment, beliefs.experiences, permit),
  })
  const chances = believed(mind, orders, standing, beliefs)
  if (standing.slice === undefined) return only(mind, likeliest(chances), beliefs)
  const { overall } = SCRATCH
  overSlices(chances, orders, sharesShown(beliefs.settings), overall)
  const isUniform = standing.slice === 'uniform'
  const own = isUniform ? evenly(orders.allowed, chances.length) : chances
  const draw = unit(beliefs.salt, request.visitor ?? '', kind, String(standing.visit))
  const arm = drawFrom(own, draw)
  return told(mind, arm, beliefs.experiences, { own, overall, orders, isUniform })
}

/** Experiences that make sense on this page for this shopper, as bits. */
function eligibleFor(mind: Mind, moment: Moment, experiences: Experiences, permit: Permit): number {
  let eligible = 0
  for (const experience of experiences.eligible(mind.kind, moment)) {
    if (permit(experience)) eligible |= 1 << mind.armOf(experience.id)
  }
  return eligible
}

/** Chances in the engine's slice; good until the next choice. */
function believed(
  { heads }: Mind,
  orders: Ordered,
  { characteristics }: Standing,
  { minds }: Beliefs,
): Float64Array {
  const { means, variances, hopes, chances } = SCRATCH
  heads.judge(minds.characters.read(characteristics), means, variances, hopes)
  engineChances(means, variances, orders, chances, hopes)
  return chances
}

/** Shares of those who are shown anything: the holdout sees the shop's own page. */
function sharesShown({ holdout, uniform }: Settings) {
  return { holdout: 0, uniform: holdout < 1 ? uniform / (1 - holdout) : 0 }
}

function evenly(allowed: number, arms: number): Float64Array {
  const chances = new Float64Array(arms).map((_, a) => ((allowed & (1 << a)) === 0 ? 0 : 1))
  const open = chances.reduce((sum, chance) => sum + chance, 0)
  return chances.map(chance => chance / open)
}

function likeliest(chances: Float64Array): number {
  return chances.indexOf(Math.max(...chances))
}

/** Outside experiments, where nothing is drawn. */
function only(mind: Mind, arm: number, { experiences }: Beliefs): Chosen {
  const id = mind.arms[arm]
  return { experience: experiences.find(id)!, arms: [id], chances: [1], at: 0 }
}

interface Drawn {
  own: Float64Array
  overall: Float64Array
  orders: Ordered
  isUniform: boolean
}

/** What was drawn, of those that were allowed. */
function told(
  mind: Mind,
  arm: number,
  experiences: Experiences,
  { own, overall, orders, isUniform }: Drawn,
): Chosen {
  const open = [...mind.arms.keys()].filter(a => (orders.allowed & (1 << a)) !== 0)
  return {
    experience: experiences.find(mind.arms[arm])!,
    arms: open.map(a => mind.arms[a]),
    chances: open.map(a => own[a]),
    overall: open.map(a => overall[a]),
    at: open.indexOf(arm),
    order: isUniform ? undefined : orders.by?.[arm],
  }
}
