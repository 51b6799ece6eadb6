import { type Static, Type } from 'typebox'
import { PLACEMENTS } from './decision.ts'
import { Conditions } from './rule.ts'

/**
 * What the engine found, as it is told: which situations there are, and what is known of each
 * experience there beside the default.
 */
const closed = { additionalProperties: false }
const Placement = Type.Enum([...PLACEMENTS])

/** A click on what was shown, or an order in the days after, whatever was ordered. */
export const OUTCOME = ['click', 'order'] as const
export const Outcome = Type.Enum([...OUTCOME])
export type Outcome = (typeof OUTCOME)[number]

/** `rare`: too few visits to speak of. */
export const STATUSES = ['proven', 'used', 'observed', 'rare'] as const
export type Status = (typeof STATUSES)[number]

export const Evidence = Type.Object(
  {
    outcome: Outcome,
    /** `open`: the interval holds zero. `too_early`: there is none yet. */
    verdict: Type.Enum(['better', 'worse', 'open', 'too_early']),
    /** Difference of the two rates, the default's taken off. */
    effect: Type.Number(),
    /** It lies in here at every look together, 19 times in 20; absent while it is too early. */
    low: Type.Optional(Type.Number()),
    high: Type.Optional(Type.Number()),
    /** Survives the search through everything, so that at most 5 % of what is called proven is chance. */
    isProven: Type.Boolean(),
    /** It does otherwise here than in the rest of every wider situation. */
    isSpecific: Type.Boolean(),
    /** Visits counted in this situation, whatever was shown. */
    visits: Type.Integer(),
    shown: Type.Integer(),
    successes: Type.Integer(),
    defaultShown: Type.Integer(),
    defaultSuccesses: Type.Integer(),
    /** Logarithm of the e-value against "does as the default". */
    strength: Type.Number(),
  },
  closed,
)
export type Evidence = Static<typeof Evidence>

/** What is found of a rule, whoever thought of it. */
export const Found = Type.Object(
  {
    id: Type.String(),
    placement: Placement,
    when: Conditions,
    experience: Type.String(),
    status: Type.Enum([...STATUSES]),
    /** What the status rests on; the other outcome is told beside it. */
    outcome: Type.Optional(Outcome),
    evidence: Type.Array(Evidence),
    /** Visits of this situation on this placement. */
    visits: Type.Integer(),
  },
  closed,
)
export type Found = Static<typeof Found>

export const Situation = Type.Object(
  {
    placement: Placement,
    when: Conditions,
    status: Type.Enum([...STATUSES]),
    visits: Type.Integer(),
    /** The experience the model prefers there, where the situation is used. */
    chosen: Type.Optional(Type.String()),
    /** Experiences that are proven to do better or worse than the default there. */
    proven: Type.Array(Type.String()),
  },
  closed,
)
export type Situation = Static<typeof Situation>

export const Counts = Type.Object(
  { observed: Type.Integer(), used: Type.Integer(), proven: Type.Integer() },
  closed,
)
export type Counts = Static<typeof Counts>
