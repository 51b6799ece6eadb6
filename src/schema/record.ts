import type { Audited } from './audit.ts'
import type { CampaignCost } from './campaign-cost.ts'
import type { TraitCorrected } from './correction.ts'
import type { CurrencyRate } from './currency-rate.ts'
import type { DecisionMade } from './decision.ts'
import type { ShopEvent } from './event.ts'
import type { ExperienceChanged } from './experience.ts'
import type { ModelPart } from './model-part.ts'
import type { NudgeShown, NudgeTermsChanged } from './nudge-terms.ts'
import type { OfferReleased, OfferReserved, OfferSettled, OfferTermsChanged } from './offer.ts'
import type { PrivacyAsked } from './privacy-request.ts'
import type { Content, Cost, Market, OfferChange, Product, ShopFacts } from './product.ts'
import type { ApprovalChanged, RuleChanged, RulesProven } from './rule.ts'
import type { SegmentChanged, SegmentNoted } from './segment.ts'
import type { WishMade, WishStepped } from './wish.ts'

/**
 * What the log holds. Every record has a type and a version; a version 1 record
 * replays for ever, through `upcast` when the shape has moved on.
 *
 * Visitor records live in one of 256 virtual partitions, by a hash of the
 * visitor, fixed for life. The shop's own records (catalogue, settings, ticks)
 * live in the `shop` partition, which every node reads.
 */
export const VISITOR_PARTITIONS = 256
export const SHOP_PARTITION = 256
export const PARTITIONS = 257

export interface RecordBodies {
  /** The first record of a log: what must never change, and the settings it starts with. */
  shop_opened: ShopOpened
  settings_changed: Partial<Settings>
  event: ShopEvent
  event_refused: EventRefused
  decision: DecisionMade
  visitors_merged: VisitorsMerged
  visitor_erased: VisitorErased
  consent_withdrawn: ConsentWithdrawn
  /** A visitor, or the shop for them, says what is wrong of what is believed of them. */
  trait_corrected: TraitCorrected
  /** Somebody wants to be told when something is back. */
  wish_made: WishMade
  /** A letter about it went out, it was confirmed, it is over. */
  wish_stepped: WishStepped
  /** At most 500 products of one feed run, one market. */
  products: { market: Market; products: Product[] }
  products_removed: { market: Market; ids: string[] }
  /** A feed lacks so much of what it had that somebody must say whether it is gone. */
  removal_asked: RemovalAsked
  /** The question was answered, or asked anew: these products no longer wait. */
  removal_settled: { market: Market; run: string; removed: boolean }
  offers_changed: { market: Market; changes: OfferChange[] }
  costs: { costs: Cost[] }
  campaign_costs: { costs: CampaignCost[] }
  currency_rates: { rates: CurrencyRate[] }
  content: { contents: Content[] }
  content_removed: { ids: string[] }
  shop_facts: ShopFacts
  /** The merchant added an experience, changed its words or switched it off. */
  experience_changed: ExperienceChanged
  /** What the merchant gives away to who hesitates. */
  offer_terms: OfferTermsChanged
  offer_reserved: OfferReserved
  offer_settled: OfferSettled
  offer_released: OfferReleased
  /** How much the merchant would have visitors nudged at most. */
  nudge_terms: NudgeTermsChanged
  nudge_shown: NudgeShown
  feed_read: FeedRead
  record_quarantined: RecordQuarantined
  record_released: RecordReleased
  /** A new model of the ranking, fitted beside the running engine. */
  model_adopted: ModelPart
  /** The merchandiser spoke of a rule. */
  rule_changed: RuleChanged
  approval_changed: ApprovalChanged
  /** What the ledgers prove since now, so that a rule can say since when. */
  rules_proven: RulesProven
  /** A segment was made, changed or given up, and what its team writes. */
  segment_changed: SegmentChanged
  segment_noted: SegmentNoted
  /** Somebody asked to know what is kept of them, or to be forgotten. */
  privacy_asked: PrivacyAsked
  /** Somebody of the console, or a key, changed something that has no record of its own. */
  audited: Audited
  /** Time when nothing else comes. */
  tick: { time: number }
}
export type RecordType = keyof RecordBodies

/** A record on its way into the log. */
export type NewRecord = {
  [T in RecordType]: {
    /** UUID, 36 characters. The same id within 8 days is the same record. */
    id: string
    partition: number
    type: T
    version: number
    /** When we received it, ms. Log days are UTC by this time. */
    receivedAt: number
    body: RecordBodies[T]
  }
}[RecordType]

/**
 * A record with its place. Positions rise within the whole log of one writer and
 * so within each partition; gaps are allowed. A partition has one writer at a time.
 */
export type LogRecord = NewRecord & { position: number }
export type RecordOf<T extends RecordType> = Extract<LogRecord, { type: T }>

export interface ShopOpened {
  shop: string
  /** Hashed into every draw; never changes. 64 hex digits. */
  salt: string
  settings: Settings
}

export interface Settings {
  /** Reporting currency. */
  currency: string
  /** IANA zone: hours, caps, 30-day price and reports. */
  timeZone: string
  /** Shares of the permanent split; the rest is the engine's. */
  holdout: number
  uniform: number
  /** How long after a decision an answer still counts for it, ms. */
  clickWindowMs: number
  purchaseWindowMs: number
  /** Other sites whose pages may call us, beside those the process was started with. */
  origins?: string[]
  /** Browsers that were marked as the staff's until then are anybody's, ms. */
  staffSince?: number
}

export interface EventRefused {
  /** Place in the batch. */
  index: number
  /** JSON pointer into the event, `/items/0/price`. */
  field: string
  /** Code, `missing`, `too_long`, `late`: see `ingest/refusals.ts`. */
  code: string
  /** The reason in plain English, naming the way out. */
  reason: string
  name?: string
  channel: string
  /** The event as it came, cut at 2 kB, so that a developer can find it. Personal fields blanked. */
  sample: string
  /** Whose it was, where that is known, so that the sample goes when they are forgotten. */
  visitor?: string
  time: number
}

/** `from` was found to be the same person as `into`. Written to both partitions. */
export interface VisitorsMerged {
  from: string
  into: string
  /** Who of the shop's people, or which key, said so; absent where a login or a link did. */
  by?: string
  time: number
}

/**
 * A browser of theirs took consent back: others are told of them no more, until a page finds them
 * with consent again. What is known of them stays, and nothing of that browser's is added to it.
 */
export interface ConsentWithdrawn {
  visitor: string
  time: number
}

/**
 * A person is forgotten: one record for each key they were known by, in its partition. What
 * they did stands in the log as done by `ghost`, a name drawn by lot, and names nobody.
 */
export interface VisitorErased {
  /** The key; once the day is rewritten, the ghost here too. */
  visitor: string
  ghost: string
  /** A keyed hash of the key, kept 13 months, so that nothing late brings them back. */
  tombstone: string
  time: number
}

export interface RemovalAsked {
  market: Market
  /** Name of the question. */
  run: string
  /** Products the market had. */
  known: number
  /** Some of those that would go, at most 500; more follow under the same name. */
  ids: string[]
}

/** The engine could not take a record in: every replay passes over it. */
export interface RecordQuarantined {
  position: number
  type: string
  reason: string
  time: number
}

/** It was written again under another id, after a mended build: the new one counts. */
export interface RecordReleased {
  position: number
  as: string
  time: number
}

/** How a feed run ended: for the console and for `vitrine doctor`. */
export interface FeedRead {
  feed: string
  kind: 'products' | 'offers' | 'costs' | 'campaign_costs' | 'currency_rates' | 'content' | 'facts'
  source: string
  time: number
  rows: number
  accepted: number
  repaired: number
  refused: number
  etag?: string
  /** The first refusals and why; absent in records of before they were kept. */
  refusals?: RowRefused[]
}

/** A row of a feed that was not taken. */
export interface RowRefused {
  line: number
  id?: string
  field: string
  code: string
  reason: string
}

/** Newest version of each type. Raise it with an upcaster below, never without. */
export const RECORD_VERSIONS: Record<RecordType, number> = {
  shop_opened: 1,
  settings_changed: 1,
  event: 1,
  event_refused: 1,
  decision: 1,
  visitors_merged: 1,
  visitor_erased: 1,
  consent_withdrawn: 1,
  trait_corrected: 1,
  wish_made: 1,
  wish_stepped: 1,
  products: 1,
  products_removed: 1,
  removal_asked: 1,
  removal_settled: 1,
  offers_changed: 1,
  costs: 1,
  campaign_costs: 1,
  currency_rates: 1,
  content: 1,
  content_removed: 1,
  shop_facts: 1,
  experience_changed: 1,
  offer_terms: 1,
  offer_reserved: 1,
  offer_settled: 1,
  offer_released: 1,
  nudge_terms: 1,
  nudge_shown: 1,
  feed_read: 1,
  record_quarantined: 1,
  record_released: 1,
  model_adopted: 1,
  rule_changed: 1,
  approval_changed: 1,
  rules_proven: 1,
  privacy_asked: 1,
  audited: 1,
  segment_changed: 1,
  segment_noted: 1,
  tick: 1,
}

type Upcaster = (body: unknown) => unknown
/** `type` → the step from version n (index n − 1) to n + 1. Pure. */
const UPCASTERS: Partial<Record<RecordType, Upcaster[]>> = {}

/**
 * Bring a stored body to the newest version.
 * @throws RangeError for a type or version this build does not know: a newer log must not be half understood.
 */
export function upcast(type: string, version: number, body: unknown): unknown {
  const newest = RECORD_VERSIONS[type as RecordType]
  if (newest === undefined) throw new RangeError(`unknown record type "${type}"`)
  if (version < 1 || version > newest) {
    throw new RangeError(
      `record type "${type}" version ${version} is newer than this build (${newest})`,
    )
  }
  const steps = UPCASTERS[type as RecordType] ?? []
  for (let v = version; v < newest; v++) body = steps[v - 1](body)
  return body
}
