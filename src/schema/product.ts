import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'

/**
 * The catalogue as records hold it. An item is what is shown; a SKU is what is
 * bought. Texts are per locale, offers (price, stock) per market, because
 * Merchant feeds are one per country and language.
 */
const Id = Type.String({ minLength: 1, maxLength: LIMITS.id })
const Text = Type.String({ maxLength: LIMITS.text })
const LongText = Type.String({ maxLength: LIMITS.longText })
const Url = Type.String({ maxLength: LIMITS.url })
const Minor = Type.Integer({ minimum: 0, maximum: 1e12 })
const closed = { additionalProperties: false }

/** One country's shop window: `FR` + `fr` + `EUR`. Its key is `country-language`, `FR-fr`. */
export const Market = Type.Object(
  {
    country: Type.String({ pattern: '^[A-Z]{2}$' }),
    language: Type.String({ pattern: '^[a-z]{2}$' }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  },
  closed,
)
export type Market = Static<typeof Market>

export const Offer = Type.Object(
  {
    /** Price asked today, minor units, VAT included. */
    price: Minor,
    /** Price before the reduction, if the feed says there is one. Shown only under the 30-day rule. */
    listPrice: Type.Optional(Minor),
    /** Lowest price of the 30 days before, as the shop kept it: counts until we have watched as long. */
    lowestPrice: Type.Optional(Minor),
    inStock: Type.Boolean(),
    /** Units left, where the shop tells. */
    stock: Type.Optional(Type.Integer({ minimum: 0, maximum: 1e9 })),
  },
  closed,
)
export type Offer = Static<typeof Offer>

export const Sku = Type.Object(
  {
    id: Id,
    size: Type.Optional(Text),
    colour: Type.Optional(Text),
    gtin: Type.Optional(Type.String({ maxLength: 32 })),
    offer: Offer,
  },
  closed,
)
export type Sku = Static<typeof Sku>

/** One item in one market, as one feed run describes it. */
export const Product = Type.Object(
  {
    id: Id,
    title: Text,
    description: Type.Optional(LongText),
    url: Url,
    image: Type.Optional(Url),
    brand: Type.Optional(Text),
    /** The shop's own path from root to leaf, `['Ski', 'Chaussures de ski']`. */
    categories: Type.Array(Text, { maxItems: 8 }),
    /** Free attributes: `level`, `terrain`, `season`, `material`, `weight`. */
    attributes: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Text)),
    rating: Type.Optional(Type.Number({ minimum: 0, maximum: 5 })),
    reviews: Type.Optional(Type.Integer({ minimum: 0 })),
    /** First day in the shop, ms. */
    since: Type.Optional(Type.Integer({ minimum: 0 })),
    skus: Type.Array(Sku, { minItems: 1, maxItems: LIMITS.skus }),
  },
  closed,
)
export type Product = Static<typeof Product>

/** A change of price or stock between two feeds; what is absent stays. */
export const OfferChange = Type.Object(
  {
    sku: Id,
    price: Type.Optional(Minor),
    listPrice: Type.Optional(Type.Union([Minor, Type.Null()])),
    inStock: Type.Optional(Type.Boolean()),
    stock: Type.Optional(Type.Integer({ minimum: 0, maximum: 1e9 })),
  },
  closed,
)
export type OfferChange = Static<typeof OfferChange>

/** What a SKU costs the shop, without VAT. Never in the public feed, never to a browser. */
export const Cost = Type.Object(
  { sku: Id, cost: Minor, currency: Type.String({ pattern: '^[A-Z]{3}$' }) },
  closed,
)
export type Cost = Static<typeof Cost>

/** A guide, a hero, a piece of advice. */
export const Content = Type.Object(
  {
    id: Id,
    type: Type.Enum(['guide', 'hero', 'advice']),
    title: Text,
    text: Type.Optional(LongText),
    image: Type.Optional(Url),
    url: Url,
    language: Type.String({ pattern: '^[a-z]{2}$' }),
    categories: Type.Optional(Type.Array(Text, { maxItems: 16 })),
    season: Type.Optional(Text),
    level: Type.Optional(Text),
    from: Type.Optional(Type.Integer({ minimum: 0 })),
    to: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  closed,
)
export type Content = Static<typeof Content>

/** What the shop promises, per country: J6 and J8 live on it. */
export const ShopFacts = Type.Object(
  {
    country: Type.String({ pattern: '^[A-Z]{2}$' }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    deliveryPrice: Type.Optional(Minor),
    freeDeliveryFrom: Type.Optional(Minor),
    deliveryDays: Type.Optional(
      Type.Object(
        { least: Type.Integer({ minimum: 0 }), most: Type.Integer({ minimum: 0 }) },
        closed,
      ),
    ),
    returnDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
    freeReturns: Type.Optional(Type.Boolean()),
    payments: Type.Optional(Type.Array(Text, { maxItems: 20 })),
    priceMatch: Type.Optional(Type.Boolean()),
    /** Where the cart is, for the way back to it. */
    cartUrl: Type.Optional(Url),
    /** Where words are searched for, `/recherche?q={words}`: brands lead there. */
    searchUrl: Type.Optional(Url),
    /** VAT rate as a fraction, .2 in France. */
    vat: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  },
  closed,
)
export type ShopFacts = Static<typeof ShopFacts>
