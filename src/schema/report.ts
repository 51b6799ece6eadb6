import type { Slice } from './decision.ts'

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
    otherCurrency: number
    linesWithoutCost: number
  }
  decisions: { made: number; robots: number; outside: number; unknownAnswers: number }
  slices: SliceSums[]
  placements: { placement: string; experiences: ExperienceSums[] }[]
}
