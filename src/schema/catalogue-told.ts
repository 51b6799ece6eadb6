import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'
import { Market } from './product.ts'

/** What `/v1/catalogue/runs`, `/v1/catalogue/missed` and `/v1/catalogue/items` answer. */
const closed = { additionalProperties: false }
const Language = Type.Optional(Type.Enum(['fr', 'en']))

export const ToldQuery = Type.Object({ language: Language }, closed)
export const ItemsQuery = Type.Object(
  {
    language: Language,
    /** Words of the title, the brand or the id; absent: what is looked at most these days. */
    text: Type.Optional(Type.String({ maxLength: LIMITS.text })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
  },
  closed,
)
export type ItemsQuery = Static<typeof ItemsQuery>
export const ItemQuery = Type.Object({ id: Type.String({ minLength: 1, maxLength: LIMITS.id }) })

const Refused = Type.Object(
  {
    line: Type.Integer(),
    id: Type.Optional(Type.String()),
    field: Type.String(),
    code: Type.String(),
    reason: Type.String(),
  },
  closed,
)
export const FeedRunTold = Type.Object(
  {
    source: Type.String(),
    time: Type.Integer(),
    rows: Type.Integer(),
    accepted: Type.Integer(),
    repaired: Type.Integer(),
    refused: Type.Integer(),
    /** The first ten, where the log has them. */
    refusals: Type.Array(Refused),
  },
  closed,
)
export type FeedRunTold = Static<typeof FeedRunTold>
export const RunsTold = Type.Object(
  {
    /** Products that can be bought now. */
    products: Type.Integer(),
    feeds: Type.Array(
      Type.Object(
        {
          feed: Type.String(),
          kind: Type.String(),
          /** Newest first. */
          runs: Type.Array(FeedRunTold),
        },
        closed,
      ),
    ),
    /** Removals that wait for somebody's word. */
    removals: Type.Array(
      Type.Object(
        {
          run: Type.String(),
          market: Market,
          count: Type.Integer(),
          known: Type.Integer(),
          since: Type.Number(),
          examples: Type.Array(Type.String()),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type RunsTold = Static<typeof RunsTold>

export const MissedTold = Type.Object(
  {
    id: Type.String(),
    /** Item it is, or belongs to. */
    item: Type.String(),
    title: Type.String(),
    size: Type.Optional(Type.String()),
    looks: Type.Integer(),
    wishes: Type.Integer(),
    since: Type.Integer(),
    last: Type.Integer(),
    /** Orders that such looks usually end in, and what these would have been worth, minor units. */
    orders: Type.Number(),
    worth: Type.Integer(),
  },
  closed,
)
export type MissedTold = Static<typeof MissedTold>
export const MissedPage = Type.Object(
  {
    currency: Type.String(),
    looks: Type.Integer(),
    wishes: Type.Integer(),
    orders: Type.Number(),
    worth: Type.Integer(),
    /** The most wanted first, at most fifty. */
    products: Type.Array(MissedTold),
    /** Products and sizes that are sold out and were asked for. */
    total: Type.Integer(),
  },
  closed,
)
export type MissedPage = Static<typeof MissedPage>

const ItemTold = {
  id: Type.String(),
  title: Type.String(),
  brand: Type.String(),
  category: Type.String(),
  /** Minor units. */
  price: Type.Integer(),
  inStock: Type.Boolean(),
  /** Orders of the last thirty days it was in. */
  sold: Type.Integer(),
}
export const ItemRow = Type.Object(ItemTold, closed)
export type ItemRow = Static<typeof ItemRow>
export const ItemsPage = Type.Object(
  { currency: Type.String(), items: Type.Array(ItemRow), total: Type.Integer() },
  closed,
)
export type ItemsPage = Static<typeof ItemsPage>

const Beside = Type.Object({ ...ItemTold, reason: Type.String() }, closed)
export type BesideTold = Static<typeof Beside>
const Share = Type.Object({ name: Type.String(), visitors: Type.Integer() }, closed)
export const ItemDetail = Type.Object(
  {
    ...ItemTold,
    currency: Type.String(),
    /** Sizes, colours: what is bought. */
    skus: Type.Array(
      Type.Object({ id: Type.String(), size: Type.String(), inStock: Type.Boolean() }, closed),
    ),
    /** What is shown in its place, and beside it. */
    instead: Type.Array(Beside),
    alongside: Type.Array(Beside),
    /** Of the visitors in memory, those who looked at it; what else they look at, where they come from. */
    lookers: Type.Object(
      {
        read: Type.Integer(),
        visitors: Type.Integer(),
        visits: Type.Array(Share),
        sources: Type.Array(Share),
        interests: Type.Array(Share),
      },
      closed,
    ),
  },
  closed,
)
export type ItemDetail = Static<typeof ItemDetail>
