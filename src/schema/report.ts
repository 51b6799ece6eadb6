import type { Slice } from './decision.ts'
import type { RankingSums } from './model-part.ts'

/** What `engine.report` answers: counts and sums, never a person. Money in minor units of the reporting currency. */
export type ReportQuery = { kind: 'summary' }

export interface SliceSums {
  slice: Slice
  /** Distinct visitors assigned, robots apart. */
  visitors: number
  orders: number
  /** VAT included, refunds taken off. */
  revenue: number
  /** Without VAT, cost and refund taken off; lines without a known cost are left out and counted. */
  margin: number
  /** Of these, what only a public key has told. */
  unverifiedOrders: number
  unverifiedRevenue: number
  /** Sum over visitors of the square of their revenue and margin, for the spread. */
  revenueSquares: number
  marginSquares: number
}

export interface ExperienceSums {
  experience: string
  strategy: string
  isDefault: boolean
  /** First decisions of a visitor in a placement and click window. */
  decisions: number
  clicks: number
  carts: number
  orders: number
  /** What the policy believes: click rate and its standard deviation. */
  belief: { mean: number; deviation: number }
}

/** What the orders and refunds of a shop's files add up to. */
export interface HistorySums {
  /** Distinct customers of an order or a refund, and those of an order. */
  customers: number
  buyers: number
  orders: number
  refunds: number
  /** By month where the shop is, then by currency. */
  months: HistoryMonth[]
  reporting: ReportingMonths
}

/** All currencies as one, in the reporting currency. */
export interface ReportingMonths {
  months: HistoryMonth[]
  /** Currencies left out of them: no rate up to their month is known. */
  withoutRate: string[]
}

/** Minor units of `currency`. */
export interface HistoryMonth {
  /** `2011-12` */
  month: string
  currency: string
  orders: number
  refunds: number
  sold: number
  refunded: number
}

/** What a campaign cost, minor units of `currency`, on so many days. */
export interface CampaignSums {
  source: string
  medium: string
  campaign: string
  currency: string
  days: number
  cost: number
}

/** The permanent split, judged: every interval holds at every look together. */
export interface Results {
  /** `unverified`: no server has told an order yet, so what browsers told is all there is. */
  basis: 'verified' | 'unverified'
  /** Of all slices; left out of every metric where the basis is `verified`. */
  unverifiedOrders: number
  unverifiedRevenue: number
  /** Of each interval, .95; of all lines of sources together, and of all campaigns. */
  confidence: number
  sampleRatio: SampleRatio
  comparisons: Comparison[]
}

/** Holdout, uniform slice and engine: how many came, and with which shares they were drawn. */
export interface SampleRatio {
  counts: number[]
  expected: number[]
  /** Logarithm of an e-value against the shares. */
  evidence: number
  /** The split looks broken: no effect is told. */
  alarm: boolean
}

/** The engine against another slice. */
export interface Comparison {
  against: 'holdout' | 'uniform'
  metrics: MetricResult[]
  sources: GroupResult[]
  campaigns: GroupResult[]
}

export interface MetricResult {
  /** A mean over the visitors of a slice; margin and revenue in minor units. */
  metric: 'margin' | 'revenue' | 'bought' | 'second' | 'third' | 'clicked' | 'bounced' | 'days'
  engine: number
  other: number
  /** Adjusted for how people came; absent while it is too early for any interval. */
  effect?: number
  low?: number
  high?: number
  /** The smallest true effect that would be seen with what has come. */
  detectable?: number
  verdict: 'above' | 'below' | 'open' | 'too_early'
}

export interface GroupResult {
  /** A source, or source, medium and name of a campaign. */
  name: string[]
  visitors: { engine: number; other: number }
  margin: MetricResult
  costs?: { cost: number; currency: string }[]
}

export interface Report {
  kind: 'summary'
  /** Log position and record time it is true at. */
  position: number
  time: number
  currency: string
  /** Records of type `event`, robots included, by name. */
  events: Record<string, number>
  eventCount: number
  robotEvents: number
  repairedEvents: number
  refused: Record<string, number>
  /** Distinct visitors of events that are not a robot's. */
  visitors: number
  /** Distinct items named by events, and how many of them no feed knows. */
  items: { seen: number; unknown: number; catalogue: number }
  orders: {
    counted: number
    repeated: number
    verified: number
    refunded: number
    /** Refunds that came before their order and wait for it. */
    waitingRefunds: number
    otherCurrency: number
    linesWithoutCost: number
  }
  /** Imported orders: no part of the experiment, and not in `orders` and `slices`. */
  history: HistorySums
  /** The five hundred dearest. */
  campaigns: CampaignSums[]
  decisions: { made: number; robots: number; outside: number; unknownAnswers: number }
  ranking: RankingSums
  slices: SliceSums[]
  /** What may be said of the split today. */
  results: Results
  placements: { placement: string; experiences: ExperienceSums[] }[]
}
