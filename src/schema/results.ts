import { type Static, Type } from 'typebox'

/** The permanent split, judged: what `/v1/results` and `vitrine report` may say of it today. */
const closed = { additionalProperties: false }
const Each = Type.Object({ engine: Type.Number(), other: Type.Number() }, closed)

export const MetricResult = Type.Object(
  {
    /** A mean over the visitors of a slice; margin and revenue in minor units. */
    metric: Type.Enum([
      'margin',
      'revenue',
      'bought',
      'second',
      'third',
      'clicked',
      'bounced',
      'days',
    ]),
    engine: Type.Number(),
    other: Type.Number(),
    /** Adjusted for how people came; absent while it is too early for any interval. */
    effect: Type.Optional(Type.Number()),
    low: Type.Optional(Type.Number()),
    high: Type.Optional(Type.Number()),
    /** The smallest true effect that would be seen with what has come, four times in five. */
    detectable: Type.Optional(Type.Number()),
    /** `open`: the interval holds zero. `too_early`: there is none yet. */
    verdict: Type.Enum(['above', 'below', 'open', 'too_early']),
  },
  closed,
)
export type MetricResult = Static<typeof MetricResult>

export const GroupResult = Type.Object(
  {
    /** A source, or source, medium and name of a campaign. */
    name: Type.Array(Type.String()),
    visitors: Each,
    margin: MetricResult,
    costs: Type.Optional(
      Type.Array(Type.Object({ cost: Type.Number(), currency: Type.String() }, closed)),
    ),
  },
  closed,
)
export type GroupResult = Static<typeof GroupResult>

/** The engine against another slice; empty lists while the split looks broken. */
export const Comparison = Type.Object(
  {
    against: Type.Enum(['holdout', 'uniform']),
    metrics: Type.Array(MetricResult),
    sources: Type.Array(GroupResult),
    campaigns: Type.Array(GroupResult),
  },
  closed,
)
export type Comparison = Static<typeof Comparison>

/** Holdout, uniform slice and engine: how many came, and with which shares they were drawn. */
export const SampleRatio = Type.Object(
  {
    counts: Type.Array(Type.Integer()),
    expected: Type.Array(Type.Number()),
    /** Logarithm of an e-value against the shares. */
    evidence: Type.Number(),
    /** The split looks broken: no effect is told. */
    alarm: Type.Boolean(),
  },
  closed,
)
export type SampleRatio = Static<typeof SampleRatio>

export const Results = Type.Object(
  {
    /** `unverified`: no server has told an order yet, so what browsers told is all there is. */
    basis: Type.Enum(['verified', 'unverified']),
    /** Of all slices; left out of every metric where the basis is `verified`. */
    unverifiedOrders: Type.Integer(),
    unverifiedRevenue: Type.Number(),
    /** Of each interval, at every look together; of sources together, and of campaigns. */
    confidence: Type.Number(),
    sampleRatio: SampleRatio,
    comparisons: Type.Array(Comparison),
  },
  closed,
)
export type Results = Static<typeof Results>
