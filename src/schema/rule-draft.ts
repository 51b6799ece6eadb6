import { type Static, Type } from 'typebox'
import { PLACEMENTS } from './decision.ts'
import { HeldRule } from './rule.ts'
import { SegmentChoice } from './segment-told.ts'

/** What stands to hand for whoever writes a rule, and what it would do before it is written. */
const closed = { additionalProperties: false }
const Say = Type.Object({ fr: Type.String(), en: Type.String() }, closed)
const Share = Type.Number({ minimum: 0, maximum: 1 })

/** `GET /v1/rules/choices`. */
export const RuleChoices = Type.Object(
  {
    placements: Type.Array(
      Type.Object(
        {
          placement: Type.Enum([...PLACEMENTS]),
          /** Here something must be approved before the engine may choose it. */
          mustApprove: Type.Boolean(),
          experiences: Type.Array(
            Type.Object(
              { id: Type.String(), label: Say, isDefault: Type.Boolean(), isOff: Type.Boolean() },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    /** Each characteristic with the values that this shop has seen or may see. */
    characteristics: Type.Array(SegmentChoice),
    /** A rule has at most so many conditions. */
    conditions: Type.Integer(),
  },
  closed,
)
export type RuleChoices = Static<typeof RuleChoices>

/** Of the visitors a placement had lately, the part that such a rule speaks of. */
export const RuleReach = Type.Object(
  {
    visitors: Type.Integer(),
    fitting: Type.Integer(),
    /** The part, and where it lies 19 times in 20. */
    share: Share,
    low: Share,
    high: Share,
    /** When the first of them came, ms; absent when nobody did. */
    since: Type.Optional(Type.Integer()),
    /** A value is too rare to be counted by itself: there are no more than so many. */
    isAtMost: Type.Boolean(),
    /** Of those who fit, the part that is bound: the holdout never is, the uniform slice by "forbid" alone. */
    bound: Share,
  },
  closed,
)
export type RuleReach = Static<typeof RuleReach>

export const WARNINGS = [
  'exists',
  'nobody',
  'few',
  'forbidden_in_part',
  'other_pin',
  'same_experience',
  'no_approval_asked',
  'has_conditions',
] as const

/** `POST /v1/rules/draft`: nothing of it is kept. */
export const RuleDraft = Type.Object(
  {
    id: HeldRule.properties.id,
    sentence: Say,
    reach: RuleReach,
    warnings: Type.Array(
      Type.Object(
        {
          code: Type.Enum([...WARNINGS]),
          says: Say,
          /** Id of the other rule, where it is about one. */
          rule: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type RuleDraft = Static<typeof RuleDraft>
