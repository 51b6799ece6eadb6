import { type Static, Type } from 'typebox'
import { FeedRunTold } from './catalogue-told.ts'
import { ProblemParamsTold } from './problem.ts'

/** What `/v1/feeds` takes and answers: feeds that the shop reads by itself, again and again. */
const closed = { additionalProperties: false }
const Time = Type.Integer({ description: 'ms' })

export const FEED_KINDS = [
  'products',
  'content',
  'costs',
  'campaign-costs',
  'rates',
  'facts',
] as const
export type FeedKind = (typeof FEED_KINDS)[number]

export const FEED_RHYTHMS = ['quarter', 'hour', 'six_hours', 'day'] as const
export type FeedRhythm = (typeof FEED_RHYTHMS)[number]

const Wanted = {
  kind: Type.Enum([...FEED_KINDS]),
  /** Of products: the market that the feed is of. */
  country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
  currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  /** Of products and content. */
  language: Type.Optional(Type.String({ pattern: '^[a-z]{2}$' })),
  every: Type.Enum([...FEED_RHYTHMS]),
  /** Of a daily one: at which hour of the shop's clock. */
  hour: Type.Optional(Type.Integer({ minimum: 0, maximum: 23 })),
}
const Url = Type.String({ minLength: 1, maxLength: 2_048 })

export const FeedWanted = Type.Object({ url: Url, ...Wanted }, closed)
export type FeedWanted = Static<typeof FeedWanted>

/** Without an address the one that is there stays: its query may hold a key, and is told to nobody. */
export const FeedChanged = Type.Object({ url: Type.Optional(Url), ...Wanted }, closed)
export type FeedChanged = Static<typeof FeedChanged>

export const PreviewWanted = Type.Object(
  {
    /** A standing feed, whose address is looked at where none is named. */
    id: Type.Optional(Type.String({ maxLength: 36 })),
    url: Type.Optional(Url),
    ...Wanted,
  },
  closed,
)
export type PreviewWanted = Static<typeof PreviewWanted>

const Counts = {
  rows: Type.Integer(),
  accepted: Type.Integer(),
  repaired: Type.Integer(),
  refused: Type.Integer(),
}

/** What the first rows of a feed are worth; none of it is kept. */
export const PreviewTold = Type.Object(
  {
    ...Counts,
    /** The first five that would be taken, in their own words. */
    examples: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          title: Type.Optional(Type.String()),
          /** Minor units. */
          amount: Type.Optional(Type.Integer()),
          currency: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
    refusals: FeedRunTold.properties.refusals,
  },
  closed,
)
export type PreviewTold = Static<typeof PreviewTold>

const Trouble = Type.Object(
  {
    time: Time,
    code: Type.String(),
    detail: Type.String(),
    params: Type.Optional(ProblemParamsTold),
  },
  closed,
)

export const StandingFeedTold = Type.Object(
  {
    id: Type.String(),
    /** `products-FR-fr`, as the catalogue's runs are named. */
    name: Type.String(),
    /** Without its query, where keys stand. */
    address: Type.String(),
    hasQuery: Type.Boolean(),
    ...Wanted,
    pausedSince: Type.Optional(Time),
    isRunning: Type.Boolean(),
    /** When it is read next; absent while it is paused. */
    next: Type.Optional(Time),
    /** How the last reading ended that brought an answer. */
    last: Type.Optional(
      Type.Object(
        {
          time: Time,
          ...Counts,
          removed: Type.Integer(),
          unchanged: Type.Boolean(),
          refusals: FeedRunTold.properties.refusals,
        },
        closed,
      ),
    ),
    /** Why the last reading brought none. */
    trouble: Type.Optional(Trouble),
  },
  closed,
)
export type StandingFeedTold = Static<typeof StandingFeedTold>

export const StandingFeedsTold = Type.Object(
  { feeds: Type.Array(StandingFeedTold), now: Time },
  closed,
)
export type StandingFeedsTold = Static<typeof StandingFeedsTold>
