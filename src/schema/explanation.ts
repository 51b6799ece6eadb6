import { type Static, Type } from 'typebox'
import { SLICES } from './decision.ts'

/** One decision, taken apart: what `/v1/explain` answers, in one of the two languages. */
const closed = { additionalProperties: false }

/** A part of the sum that the model makes for an experience. */
export const ToldTerm = Type.Object(
  {
    /** What it is a chance of: a click; of those, the cart; of those, a purchase. */
    step: Type.Enum(['click', 'cart', 'purchase']),
    /** `arm`: what the experience is worth anywhere; else a value, or two or three together. */
    kind: Type.Enum(['arm', 'value', 'pair', 'triple']),
    /** Names of the characteristics that say it; none for `arm`. */
    characteristics: Type.Array(Type.String()),
    /** The same in words. */
    words: Type.String(),
    /** Log-odds. */
    amount: Type.Number(),
  },
  closed,
)
export type ToldTerm = Static<typeof ToldTerm>

/** What is believed today, whatever was believed when the decision was made. */
export const ToldBelief = Type.Object(
  {
    /** Logarithm of the margin expected, up to what all have in common, and how unsure it is. */
    mean: Type.Number(),
    deviation: Type.Number(),
    /** Chance of each step for whoever took the one before. */
    rates: Type.Object(
      { click: Type.Number(), cart: Type.Number(), purchase: Type.Number() },
      closed,
    ),
    /** Those that weigh most first. */
    terms: Type.Array(ToldTerm),
  },
  closed,
)

export const ToldExperience = Type.Object(
  {
    id: Type.String(),
    words: Type.String(),
    isChosen: Type.Boolean(),
    isDefault: Type.Boolean(),
    /** Its exact chance for this visitor, as it was drawn with and logged. */
    propensity: Type.Number(),
    /** The same over engine and chance together, which is what proofs weigh with. */
    overall: Type.Optional(Type.Number()),
    /** Absent for one that the shop no longer has. */
    belief: Type.Optional(ToldBelief),
  },
  closed,
)
export type ToldExperience = Static<typeof ToldExperience>

export const ToldPlacement = Type.Object(
  {
    /** `<id>.<n>`, as the page was told. */
    decisionId: Type.String(),
    placement: Type.String(),
    experience: Type.String(),
    /** The strategy that filled it in the end, and why, in a sentence. */
    strategy: Type.String(),
    reason: Type.String(),
    /** Kind of the nudge that was shown with it, where there was one. */
    nudge: Type.Optional(Type.String()),
    experiences: Type.Array(ToldExperience),
    /** What speaks today for the one shown rather than this other, what weighs most first. */
    because: Type.Array(ToldTerm),
    /** The default; where that was shown, what is believed best of the others. */
    ratherThan: Type.Optional(Type.String()),
    /** What a merchandiser had ordered, where that bound the choice. */
    order: Type.Optional(
      Type.Object(
        { id: Type.String(), sentence: Type.String(), stillHolds: Type.Boolean() },
        closed,
      ),
    ),
    /** The most precise rule about this moment and experience that is proven. */
    rule: Type.Optional(Type.Object({ id: Type.String(), sentence: Type.String() }, closed)),
    items: Type.Array(
      Type.Object({ id: Type.String(), title: Type.String(), reason: Type.String() }, closed),
    ),
  },
  closed,
)
export type ToldPlacement = Static<typeof ToldPlacement>

export const Explanation = Type.Object(
  {
    decisionId: Type.String(),
    time: Type.Integer(),
    visitor: Type.Optional(Type.String()),
    page: Type.String(),
    slice: Type.Enum([...SLICES]),
    /** What belonging to that slice means. */
    sliceWords: Type.String(),
    situation: Type.Object(
      {
        /** By the few that tell most; all of them stand below. */
        sentence: Type.String(),
        characteristics: Type.Array(
          Type.Object(
            {
              name: Type.String(),
              value: Type.String(),
              /** What the characteristic is called. */
              called: Type.String(),
              words: Type.String(),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    placements: Type.Array(ToldPlacement),
    /** What of this is of then and what is of today. */
    note: Type.String(),
  },
  closed,
)
export type Explanation = Static<typeof Explanation>
