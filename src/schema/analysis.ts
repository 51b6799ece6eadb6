import { type Static, Type } from 'typebox'

/** What the analyst's page reads: sums over days that name nobody, each with how it was counted. */
const closed = { additionalProperties: false }
const Say = Type.Object({ fr: Type.String(), en: Type.String() }, closed)
const Count = Type.Integer()

/** Days back from today that may be asked for. */
export const PERIODS = [28, 90, 365] as const
export type Period = (typeof PERIODS)[number]

/** How a view was made: every figure of it can be counted again. */
const counted = {
  days: Type.Integer(),
  /** The first day, where the shop is. */
  since: Type.String(),
  /** Place of the log that was read to. */
  position: Type.Integer(),
  currency: Type.String(),
  /** What counts and what does not, in sentences. */
  how: Say,
  /** The question itself. */
  sql: Type.String(),
}

export const STEPS = ['came', 'looked', 'carted', 'checkout', 'ordered'] as const
export type Step = (typeof STEPS)[number]

export const FunnelTold = Type.Object(
  {
    ...counted,
    steps: Type.Array(
      Type.Object(
        { step: Type.Enum([...STEPS]), all: Count, engine: Count, uniform: Count, holdout: Count },
        closed,
      ),
    ),
  },
  closed,
)
export type FunnelTold = Static<typeof FunnelTold>

export const CohortsTold = Type.Object(
  {
    ...counted,
    cohorts: Type.Array(
      Type.Object(
        {
          /** The Monday of the week in which they came first. */
          week: Type.String(),
          visitors: Count,
          /** That week, the next, and so on, as far as they are over or have begun. */
          weeks: Type.Array(Type.Object({ came: Count, buyers: Count, orders: Count }, closed)),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type CohortsTold = Static<typeof CohortsTold>

export const ReordersTold = Type.Object(
  {
    ...counted,
    orders: Type.Array(
      Type.Object(
        {
          nth: Type.Union([Type.Literal(2), Type.Literal(3)]),
          /** Who had one order less, and of these who ordered once more. */
          buyers: Count,
          again: Count,
          /** Days between the two orders: a quarter took less, half, a quarter more. */
          low: Type.Optional(Type.Number()),
          median: Type.Optional(Type.Number()),
          high: Type.Optional(Type.Number()),
          /** Of those whose order is at least so many days old, who ordered again within them. */
          within: Type.Array(Type.Object({ days: Count, could: Count, did: Count }, closed)),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type ReordersTold = Static<typeof ReordersTold>

export const SourceRow = Type.Object(
  {
    /** The engine's word: `search`, `email`; `unknown` where nobody told. */
    source: Type.String(),
    /** Source, medium and name of a campaign; empty for what nobody launched. */
    campaign: Type.Array(Type.String()),
    visitors: Count,
    buyers: Count,
    orders: Count,
    /** Refunds taken off, minor units. */
    revenue: Type.Number(),
    /** Absent where the shop told no cost. */
    cost: Type.Optional(Type.Number()),
    /** Some of what it cost was told in another currency, and is not in `cost`. */
    hasOtherCost: Type.Boolean(),
  },
  closed,
)
export type SourceRow = Static<typeof SourceRow>

export const SourcesTold = Type.Object(
  {
    ...counted,
    sources: Type.Array(SourceRow),
    /** There are more, of fewer visitors. */
    isCut: Type.Boolean(),
  },
  closed,
)
export type SourcesTold = Static<typeof SourcesTold>
