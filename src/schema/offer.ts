import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'

/**
 * Offers: a voucher with the same terms for all who get it. Its budget is reserved when it is
 * shown and settled when it is redeemed. Money is minor units of the reporting currency.
 */
const closed = { additionalProperties: false }
const Minor = Type.Integer({ minimum: 1, maximum: 1e12 })
const Code = Type.String({ minLength: 1, maxLength: LIMITS.id })
const Order = Type.String({ minLength: 1, maxLength: LIMITS.id, pattern: '\\S' })
const Why = Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.text }))

/** What the merchant gives away, to whom, and how much of it. Absent: nothing. */
export const OfferTerms = Type.Object(
  {
    on: Type.Boolean(),
    /** Either so many percent of the price, or so much off it. */
    percent: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })),
    amount: Type.Optional(Minor),
    /** What may be given away in one day of the shop, and in all, settled and reserved together. */
    budgetPerDay: Minor,
    budget: Minor,
    /** Percent of the net price before the offer that must remain as margin after it. */
    floor: Type.Integer({ minimum: 0, maximum: 100 }),
    /** How much somebody must hesitate, 0.5 to 1. */
    hesitation: Type.Number({ minimum: 0.5, maximum: 1 }),
    /** One visitor is offered something once in so many days. */
    days: Type.Integer({ minimum: 1, maximum: 365 }),
    /** How long an offer is good for. */
    hours: Type.Integer({ minimum: 1, maximum: 720 }),
    /** Codes of the shop's own, each given out once; absent: signed ones, of which there is no end. */
    codes: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Za-z0-9_-]{4,32}$' }), {
        minItems: 1,
        maxItems: 5_000,
        uniqueItems: true,
      }),
    ),
  },
  closed,
)
export type OfferTerms = Static<typeof OfferTerms>

/** The body of an `offer_terms` record: the whole terms from now on. */
export interface OfferTermsChanged {
  terms: OfferTerms
  /** As they were; null when there were none. */
  before: OfferTerms | null
  /** Name of the key that asked, or `console`. */
  by: string
  why?: string
  /** ms */
  time: number
}

/** The body of an `offer_reserved` record: somebody is shown an offer, and it may cost so much. */
export interface OfferReserved {
  /** Id of the placement's decision that showed it first, `<decision id>.<n>`. */
  id: string
  visitor: string
  /** Item id. */
  item: string
  percent?: number
  amount?: number
  /** The most it can cost: what it takes off this price. */
  value: number
  price: number
  currency: string
  time: number
  expires: number
  /** Of the shop's own codes; absent: a signed one. */
  code?: string
}

/** The body of an `offer_settled` record. */
export interface OfferSettled {
  id: string
  order: string
  /** What it took off in the end, at most what was reserved. */
  value: number
  time: number
}

/** The body of an `offer_released` record: the order came to nothing, or the shop withdrew it. */
export interface OfferReleased {
  id: string
  /** The order it was redeemed for; absent: it was not, and is withdrawn. */
  order?: string
  time: number
}

export const OFFER_STATES = ['reserved', 'settled', 'lapsed', 'released'] as const
export type OfferState = (typeof OFFER_STATES)[number]

/** `PUT /v1/offers/terms`. */
export const OfferTermsWritten = Type.Object({ ...OfferTerms.properties, why: Why }, closed)
/** What it and its GET answer; null where no terms were ever given. */
export const OfferTermsTold = Type.Object({ terms: Type.Union([OfferTerms, Type.Null()]) }, closed)

export const OfferVerify = Type.Object({ code: Code }, closed)
export const OfferRedeem = Type.Object(
  {
    code: Code,
    /** Number of the order: sent again, nothing happens twice. */
    order: Order,
    /** What was taken off; absent: all that was reserved. */
    value: Type.Optional(Type.Integer({ minimum: 0, maximum: 1e12 })),
  },
  closed,
)
export const OfferRelease = Type.Object({ code: Code, order: Type.Optional(Order) }, closed)

/** What the shop is told of a code. */
export const OfferTold = Type.Object(
  {
    /** It may be redeemed now. */
    good: Type.Boolean(),
    state: Type.Enum([...OFFER_STATES, 'unknown']),
    item: Type.Optional(Type.String()),
    percent: Type.Optional(Type.Integer()),
    amount: Type.Optional(Type.Integer()),
    /** The most it takes off, once, whatever the quantity. */
    value: Type.Optional(Type.Integer()),
    currency: Type.Optional(Type.String()),
    /** ms */
    expires: Type.Optional(Type.Integer()),
    order: Type.Optional(Type.String()),
    settled: Type.Optional(Type.Integer()),
  },
  closed,
)
export type OfferTold = Static<typeof OfferTold>

/** `GET /v1/offers`. */
export const OffersTold = Type.Object(
  {
    on: Type.Boolean(),
    currency: Type.String(),
    /** How many there are of each state, of all that were ever shown. */
    counts: Type.Record(Type.Enum([...OFFER_STATES]), Type.Integer()),
    /** What is promised and what was given, minor units. */
    committed: Type.Integer(),
    left: Type.Object({ today: Type.Integer(), all: Type.Integer() }, closed),
    /** Codes that were given to nobody yet; absent where they are signed. */
    codes: Type.Optional(Type.Integer()),
  },
  closed,
)
export type OffersTold = Static<typeof OffersTold>

/** What a page is told beside the words of an offer. */
export const Voucher = Type.Object(
  {
    /** Its name, to decline it by: an event `dismiss` with this as its `decision`. */
    offer: Type.String(),
    code: Type.String(),
    percent: Type.Optional(Type.Integer()),
    amount: Type.Optional(Type.Integer()),
    value: Type.Integer(),
    /** The price stays as it is. */
    price: Type.Integer(),
    /** Lowest price of the last 30 days. */
    lowest: Type.Integer(),
    currency: Type.String(),
    /** ms */
    expires: Type.Integer(),
    /** What declining it is called. */
    decline: Type.String(),
  },
  closed,
)
export type Voucher = Static<typeof Voucher>
