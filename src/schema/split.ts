import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'

/** The permanent split: who is left alone, and what more or fewer of them would cost. */
const closed = { additionalProperties: false }
const Share = Type.Number({ minimum: 0, maximum: 1 })

/** What is known beforehand of a holdout of this size, with as many visitors as have come. */
export const HoldoutOption = Type.Object(
  {
    holdout: Share,
    /** The smallest effect on the margin of a visitor that would be seen four times in five, minor units. */
    detectable: Type.Optional(Type.Number()),
    /** Visitors of each thousand whom the engine does not serve, beside those left to chance. */
    leftAlone: Type.Integer(),
    /** Margin that each thousand visitors bring less than if none were left alone; absent: not proven. */
    forgone: Type.Optional(Type.Number()),
  },
  closed,
)
export type HoldoutOption = Static<typeof HoldoutOption>

export const SplitTold = Type.Object(
  {
    ...{ holdout: Share, uniform: Share },
    /** ISO 4217. */
    currency: Type.String(),
    /** Counted in the engine's slice and the holdout so far. */
    visitors: Type.Integer(),
    options: Type.Array(HoldoutOption),
  },
  closed,
)
export type SplitTold = Static<typeof SplitTold>

/** `PUT /v1/split`. */
export const SplitWritten = Type.Object(
  {
    /** Under 1 % nothing is ever proven, over half the shop earns little by us. */
    holdout: Type.Number({ minimum: 0.01, maximum: 0.5 }),
    why: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.text })),
  },
  closed,
)
