import type { Slice } from './decision.ts'
import type { RankingSums } from './model-part.ts'
import type { Results } from './results.ts'

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
  /** `« Les mieux notés » (avec les avis)` */
  words: { fr: string; en: string }
  strategy: string
  isDefault: boolean
  /** First decisions of a visitor in a placement and click window. */
  decisions: number
  clicks: number
  carts: number
  orders: number
  /** Click rate over all moments and its standard deviation, drawn towards the placement's while answers are few. */
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
    /** Counted here and in no slice: nobody was named with them. */
    ofNobody: number
    /** Orders and refunds in a currency of which no rate of their month is known: they count once it is. */
    otherCurrency: number
    withoutRate: { currency: string; count: number }[]
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
