import { type Static, Type } from 'typebox'
import { PLACEMENTS } from './decision.ts'
import { RuleTold } from './rule-told.ts'
import { Segment, SegmentNote } from './segment.ts'

/** What `/v1/segments` and the room of one answer. */
const closed = { additionalProperties: false }
const Say = Type.Object({ fr: Type.String(), en: Type.String() }, closed)
const Count = Type.Integer()

export const SegmentTold = Type.Object(
  {
    ...Segment.properties,
    /** Who belongs to it, in a sentence. */
    says: Say,
    /** Seen in the last five minutes. */
    here: Count,
    /** Visits by the hour: of the last 24 hours, and of the 24 before. */
    lately: Count,
    before: Count,
    /** Moments of yesterday and today when nothing of ours was seen, of all. */
    missed: Count,
    moments: Count,
  },
  closed,
)
export type SegmentTold = Static<typeof SegmentTold>

/** What a segment can be made of: each characteristic with the values this shop may see. */
export const SegmentChoice = Type.Object(
  {
    name: Type.String(),
    label: Say,
    values: Type.Array(Type.Object({ value: Type.String(), label: Say }, closed)),
  },
  closed,
)
export type SegmentChoice = Static<typeof SegmentChoice>

export const SegmentsTold = Type.Object(
  { segments: Type.Array(SegmentTold), choices: Type.Array(SegmentChoice), most: Count },
  closed,
)
export type SegmentsTold = Static<typeof SegmentsTold>

const Cell = Type.Object({ moments: Count, shown: Count, answered: Count }, closed)
export type CoverageCell = Static<typeof Cell>
export const COVERAGE_NEEDS = [
  'first',
  'return',
  'abandoned_cart',
  'recent_purchase',
  'loyal',
  'all',
] as const
export const ALERTS = ['need_without_products', 'sudden_drop', 'rule_proven', 'missed'] as const

export const SegmentRoom = Type.Object(
  {
    ...SegmentTold.properties,
    people: Type.Array(
      Type.Object(
        {
          visitor: Type.String(),
          nickname: Say,
          visit: Type.String(),
          interest: Type.Optional(Say),
        },
        closed,
      ),
    ),
    /** What those who are here care for most. */
    wants: Type.Array(Type.Object({ what: Say, visitors: Count, inStock: Count }, closed)),
    /** Visitors hour by hour, the oldest of 48 first. */
    hours: Type.Array(Count),
    /** Visitors day by day and how far they came, the oldest of 28 first. */
    days: Type.Array(
      Type.Object(
        { day: Count, visited: Count, looked: Count, carted: Count, ordered: Count },
        closed,
      ),
    ),
    /** Each need at each touchpoint, yesterday and today. */
    coverage: Type.Array(
      Type.Object(
        {
          need: Type.Enum([...COVERAGE_NEEDS]),
          cells: Type.Array(
            Type.Object({ placement: Type.Enum([...PLACEMENTS]), ...Cell.properties }, closed),
          ),
        },
        closed,
      ),
    ),
    rules: Type.Array(RuleTold),
    notes: Type.Array(SegmentNote),
    alerts: Type.Array(
      Type.Object(
        { kind: Type.Enum([...ALERTS]), says: Say, rule: Type.Optional(Type.String()) },
        closed,
      ),
    ),
  },
  closed,
)
export type SegmentRoom = Static<typeof SegmentRoom>
