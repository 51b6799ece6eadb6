import { type Static, Type } from 'typebox'

/** What the overlay of `?vitrine=debug` is told: of one browser, in one language. */
const closed = { additionalProperties: false }

/** A trait as it stands after something happened, and where it stood before. */
export const TraitMoved = Type.Object(
  {
    title: Type.String(),
    /** 0 to 1 between its two ends. */
    at: Type.Number(),
    confidence: Type.Number(),
    /** Absent when nothing was believed of it before. */
    before: Type.Optional(Type.Object({ at: Type.Number(), confidence: Type.Number() }, closed)),
  },
  closed,
)
export type TraitMoved = Static<typeof TraitMoved>

export const ChoiceTold = Type.Object(
  {
    placement: Type.String(),
    experience: Type.String(),
    strategy: Type.String(),
    reason: Type.Optional(Type.String()),
    /** Exact chance it had, and of how many that could have been chosen. */
    propensity: Type.Number(),
    of: Type.Integer(),
    items: Type.Array(Type.String()),
  },
  closed,
)

export const Happening = Type.Object(
  {
    /** Rises; ask with the newest one to be told only of what is newer. */
    n: Type.Integer(),
    time: Type.Number(),
    name: Type.String(),
    /** The server's judgement. */
    status: Type.Enum(['accepted', 'repaired', 'refused', 'repeated', 'robot', 'decided']),
    say: Type.String(),
    why: Type.Array(Type.String()),
    moved: Type.Array(TraitMoved),
    choices: Type.Array(ChoiceTold),
    /** `/v1/explain` takes the decision apart by it. */
    decision: Type.Optional(Type.String()),
  },
  closed,
)
export type Happening = Static<typeof Happening>

export const Debugged = Type.Object(
  {
    /** False until the server may keep something of this browser. */
    isKnown: Type.Boolean(),
    isStaff: Type.Boolean(),
    nickname: Type.String(),
    happenings: Type.Array(Happening),
  },
  closed,
)
export type Debugged = Static<typeof Debugged>
