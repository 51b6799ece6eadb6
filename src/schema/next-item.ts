import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false }

/** What one feature of the ranking says for an item, or against it. */
export const FeaturePart = Type.Object(
  {
    feature: Type.String(),
    value: Type.Number(),
    /** Its part in the score, as far as scores can be taken apart. */
    worth: Type.Number(),
  },
  closed,
)
export type FeaturePart = Static<typeof FeaturePart>

/** An item that may come next for a visitor, and why. */
export const NextItem = Type.Object(
  {
    item: Type.String(),
    title: Type.String(),
    /** Against the likeliest, 0 to 1. */
    chance: Type.Number(),
    /** In a sentence, as a page would say it. */
    reason: Type.String(),
    parts: Type.Array(FeaturePart),
  },
  closed,
)
export type NextItem = Static<typeof NextItem>
