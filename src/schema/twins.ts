import { type Static, Type } from 'typebox'
import { Nudge } from './nudge.ts'

/** Two visitors who differ in what a rule asks for, and what each would be shown on one page now. */
const closed = { additionalProperties: false }
const Say = Type.Object({ fr: Type.String(), en: Type.String() }, closed)

export const Twin = Type.Object(
  {
    visitor: Type.String(),
    nickname: Say,
    /** Whether the rule speaks of them. */
    fits: Type.Boolean(),
    /** What they are, of the things that the rule asks about. */
    says: Say,
    /** False: the shop's own page stays. */
    show: Type.Boolean(),
    experience: Type.String(),
    title: Type.Optional(Type.String()),
    nudge: Type.Optional(Nudge.properties.text),
    items: Type.Array(
      Type.Object({ title: Type.String(), price: Type.Integer(), currency: Type.String() }, closed),
    ),
  },
  closed,
)
export type Twin = Static<typeof Twin>

export const RuleTwins = Type.Object(
  {
    /** Whoever fits first; none where nobody of either kind is at hand. */
    twins: Type.Array(Twin),
    /** Visitors that were looked through. */
    looked: Type.Integer(),
    /** Characteristics the two have in common, beside those of the rule. */
    alike: Type.Integer(),
  },
  closed,
)
export type RuleTwins = Static<typeof RuleTwins>
