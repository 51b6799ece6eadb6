import type { PlacementKind } from '../../schema/decision.ts'
import { isAsking } from '../genome/asking.ts'
import type { Arbiter } from '../policy/arbiter/arbiter.ts'
import type { Experience, Experiences } from '../policy/experiences.ts'
import type { Mind, Minds } from '../policy/minds.ts'
import type { Moment } from '../recommend/moment.ts'
import type { Values } from '../situation/moments/characters.ts'
import type { Moment as Situation } from '../situation/moments/moment.ts'

/** Whether an experience may be drawn, as far as its nudge goes. */
export type Permit = (experience: Experience) => boolean

export interface TurnFacts {
  minds: Minds
  experiences: Experiences
  arbiter: Arbiter
  characteristics: Values
}

/**
 * One nudge at a time: which kind of placement may nudge on this page, and with what.
 *
 * All of it is settled **before anything is drawn**, from what was known before this page: the
 * shares of the day, what was closed, and the margin that is expected. What is refused is not
 * among the experiences that are drawn from, so the chance that is logged is the very chance with
 * which each was shown; nothing is taken back afterwards. The other way, to draw for every
 * placement and let the dearest of the nudges drawn win, would make the chance of each hang on the
 * draws of all: the logged one would be wrong, or dear to work out, and unlike in the engine's and
 * in the uniform slice, over which it is told together. The price is that a page stays without a
 * nudge when its placement draws an experience that has none: we press less, never more.
 *
 * Where placements of one kind share a draw, the first that has something to say says it, and the
 * others are filled and recorded plain. What a browser holds back because another tab asks
 * something just then counts as given: results compare what was assigned.
 */
export function permitFor(
  kinds: readonly PlacementKind[],
  moment: Moment,
  facts: TurnFacts,
): (kind: PlacementKind) => Permit {
  const isGone = leavesToTheDialog(moment, facts.arbiter)
  const isHeld = moment.promotion?.id !== undefined
  const isAllowed: Permit = ({ nudge }) =>
    nudge === undefined ||
    (facts.arbiter.allows(nudge, nudge === 'offer' && isHeld) && !(isGone && isAsking(nudge)))
  const distinct = [...new Set(kinds)]
  const turn = distinct.length > 1 ? dearest(distinct, moment, facts, isAllowed) : distinct[0]
  return kind => experience =>
    experience.nudge === undefined || (kind === turn && isAllowed(experience))
}

/** Nothing can be bought on the page of what is gone: its one question is the way to what is like it. */
function leavesToTheDialog(
  { page, pageItem, catalogue, market }: Moment,
  arbiter: Arbiter,
): boolean {
  const isGone = page.type === 'product' && pageItem >= 0 && !catalogue.inStock(pageItem, market)
  return isGone && arbiter.allows('jump')
}

/** Where a nudge is expected to add most margin to what the placement earns without; of equals, the first asked for. */
function dearest(
  kinds: readonly PlacementKind[],
  moment: Moment,
  facts: TurnFacts,
  isAllowed: Permit,
): PlacementKind | undefined {
  const isNudging: Permit = one => one.nudge !== undefined && isAllowed(one)
  const able = kinds
    .map(kind => ({ kind, eligible: facts.experiences.eligible(kind, moment) }))
    .filter(({ eligible }) => eligible.some(isNudging))
  // Where one alone could nudge, nothing has to be weighed.
  if (able.length < 2) return able[0]?.kind
  const now = facts.minds.characters.read(facts.characteristics)
  const gains = able.map(({ kind, eligible }) =>
    gainOf(facts.minds.of(kind), now, eligible, isNudging),
  )
  return able[gains.indexOf(Math.max(...gains))].kind
}

/** The default has no nudge, so there is always something to beat. */
function gainOf(
  mind: Mind,
  now: Situation,
  eligible: readonly Experience[],
  isNudging: Permit,
): number {
  const margins = new Float64Array(mind.room)
  mind.heads.judge(now, margins, new Float64Array(mind.room))
  const best = (which: Permit) =>
    // The mind tells logarithms.
    Math.exp(Math.max(...eligible.filter(which).map(({ id }) => margins[mind.armOf(id)])))
  return best(isNudging) - best(({ nudge }) => nudge === undefined)
}
