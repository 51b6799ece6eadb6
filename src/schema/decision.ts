import { type Static, Type } from 'typebox'
import { Context, Page } from './event.ts'
import { LIMITS } from './limits.ts'
import { Newcomer } from './newcomer.ts'
import { Nudge } from './nudge.ts'

/**
 * Asking for a page and answering it. One request serves every placement of a
 * page view and may carry the page view itself; one record keeps what was
 * chosen, with which chances, from which characteristics.
 */
const Id = Type.String({ minLength: 1, maxLength: LIMITS.id })
const closed = { additionalProperties: false }

/** The three parts of the permanent split, drawn once per visitor. */
export const SLICES = ['holdout', 'uniform', 'engine'] as const
export type Slice = (typeof SLICES)[number]

/** Kinds of placement. A shop may name several of one kind: `home:second`. */
export const PLACEMENTS = [
  'home',
  'category',
  'product',
  'cart',
  'search',
  'confirmation',
  'email',
] as const
export type PlacementKind = (typeof PLACEMENTS)[number]

/**
 * What a place on the page has room for: a list of products, or a part of the page around one. The
 * parts of one kind of placement show the experience of its list, and are answered as one with it.
 */
export const TEMPLATES = ['row', 'hero', 'brands', 'guide'] as const
export type Template = (typeof TEMPLATES)[number]

export const PlacementRequest = Type.Object(
  {
    /** `home`, `category` and so on, or one of these and a name: `product:addon`. */
    placement: Type.String({ pattern: `^(${PLACEMENTS.join('|')})(:[a-z0-9_-]{1,32})?$` }),
    /** What there is room for; absent: a row of products. */
    template: Type.Optional(Type.Enum([...TEMPLATES])),
    /** How many items the shop has room for. */
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.placementItems })),
    /** Item or SKU ids never to be shown here. */
    exclude: Type.Optional(Type.Array(Id, { maxItems: LIMITS.excluded })),
    /** Nothing dearer than this, minor units of the market's currency. */
    maxPrice: Type.Optional(Type.Integer({ minimum: 1, maximum: 1e12 })),
    /** `false` leaves out what was looked at in this visit; one click in four goes back to that. */
    reminders: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type PlacementRequest = Static<typeof PlacementRequest>

/** What the engine is asked, after the door: visitor resolved, page and context normalised. */
export interface DecisionRequest {
  /** Record id of the decision, a UUIDv7. Placement n of it is known as `<id>.<n>`. */
  id: string
  /** Visitor key; absent when nothing may be kept: the answer is then outside experiments. */
  visitor?: string
  /** Now, ms. */
  time: number
  page: Page
  context: Context
  /** Item or SKU ids in the cart, as the shop tells them. */
  cart?: string[]
  /** What the cart is worth, minor units of the market's currency, where the shop tells. */
  cartValue?: number
  placements: PlacementRequest[]
  /** `fr` or `en`: the language of texts and reasons. */
  language: 'fr' | 'en'
  /** Market key, `FR-fr`. Absent: the first market of the catalogue. */
  market?: string
  robot?: boolean
  /** One of the shop's own people: kept and marked, and no part of what is learnt or proven. */
  staff?: boolean
  /** Show this experience where it belongs, and keep nothing. */
  preview?: { experience: string }
  consent?: 'personal' | 'measure' | 'page'
}

/** One placement's choice, as the record keeps it. Some 400 bytes. */
export const Choice = Type.Object(
  {
    placement: Type.String({ maxLength: 48 }),
    /** Id of the experience chosen, `home/welcome-back`. */
    experience: Type.String({ maxLength: 48 }),
    /** Experiences that were eligible, and the exact chance of each, in the same order. */
    arms: Type.Array(Type.String({ maxLength: 48 }), { maxItems: LIMITS.experiences }),
    propensities: Type.Array(Type.Number({ minimum: 0, maximum: 1 }), {
      maxItems: LIMITS.experiences,
    }),
    /**
     * Chance of each over the engine's and the uniform slice together, in the same order: what
     * evidence is weighed with. The holdout is left out, and old records have none.
     */
    overall: Type.Optional(
      Type.Array(Type.Number({ minimum: 0, maximum: 1 }), { maxItems: LIMITS.experiences }),
    ),
    /** The merchant's rule that bound the choice. */
    order: Type.Optional(Type.String({ maxLength: 64 })),
    /** Items shown, best first, as item ids. */
    items: Type.Array(Id, { maxItems: LIMITS.placementItems }),
    /** The strategy that filled it in the end, after fallbacks. */
    strategy: Type.String({ maxLength: 32 }),
    /** Code of the reason in a sentence, with its values: `compared|Chaussures de ski`. */
    reason: Type.String({ maxLength: 160 }),
    /** The same for each item, empty for that of the item before; absent where all have the first one's. */
    reasons: Type.Optional(
      Type.Array(Type.String({ maxLength: 160 }), { maxItems: LIMITS.placementItems }),
    ),
    /** Kind of the nudge that was shown with it, where there was one. */
    nudge: Type.Optional(Type.String({ maxLength: 16 })),
  },
  closed,
)
export type Choice = Static<typeof Choice>

/** The body of a `decision` record. Its id is the record's id. */
export const DecisionMade = Type.Object(
  {
    visitor: Type.Optional(Id),
    time: Type.Integer({ minimum: 0 }),
    slice: Type.Enum([...SLICES]),
    /** Which visit of theirs, from 1: within one, nothing is drawn anew. */
    visit: Type.Optional(Type.Integer({ minimum: 0 })),
    page: Type.Enum([
      'home',
      'category',
      'product',
      'search',
      'cart',
      'checkout',
      'confirmation',
      'content',
      'account',
      'other',
    ]),
    robot: Type.Optional(Type.Boolean()),
    /** One of the shop's own people. */
    staff: Type.Optional(Type.Boolean()),
    /** True when the lists were simplified because the machine was too busy. */
    degraded: Type.Optional(Type.Boolean()),
    /** Characteristic name → value, the situation this was decided in. */
    characteristics: Type.Record(Type.String({ maxLength: 32 }), Type.String({ maxLength: 64 })),
    choices: Type.Array(Choice, { maxItems: LIMITS.placements }),
  },
  closed,
)
export type DecisionMade = Static<typeof DecisionMade>

/** An item as a page may draw it. Prices are minor units; `text` is ready to print. */
export const ShownItem = Type.Object(
  {
    id: Id,
    title: Type.String(),
    url: Type.String(),
    image: Type.Optional(Type.String()),
    brand: Type.Optional(Type.String()),
    price: Type.Integer(),
    /** Lowest price of the 30 days before a reduction; absent when there is none or it is not known. */
    struckPrice: Type.Optional(Type.Integer()),
    currency: Type.String(),
    rating: Type.Optional(Type.Number()),
    reviews: Type.Optional(Type.Integer()),
    /** One short line: why this item. */
    reason: Type.Optional(Type.String()),
  },
  closed,
)
export type ShownItem = Static<typeof ShownItem>

/** A hero, or a card that leads to a guide: from the shop's content, or words that welcome. */
export const ShownContent = Type.Object(
  {
    title: Type.String(),
    text: Type.Optional(Type.String()),
    image: Type.Optional(Type.String()),
    /** Where it leads, and what the link says. */
    link: Type.Optional(Type.Object({ url: Type.String(), text: Type.String() }, closed)),
  },
  closed,
)
export type ShownContent = Static<typeof ShownContent>

export const ShownBrand = Type.Object(
  { name: Type.String(), url: Type.Optional(Type.String()) },
  closed,
)
export type ShownBrand = Static<typeof ShownBrand>

export const PlacementAnswer = Type.Object(
  {
    placement: Type.String(),
    /** What part of the page it is; a list says nothing. */
    template: Type.Optional(Type.Enum([...TEMPLATES])),
    /** Echo this on impression, click and purchase. */
    decisionId: Type.String(),
    experience: Type.String(),
    strategy: Type.String(),
    /** Exact chance of this experience in this situation; 1 outside experiments. */
    propensity: Type.Number(),
    /** The holdout and unknown placements show the shop's own page: draw nothing. */
    show: Type.Boolean(),
    title: Type.Optional(Type.String()),
    text: Type.Optional(Type.String()),
    /** Why this choice, in a sentence. */
    reason: Type.String(),
    /** One thing that may help to decide, counted or promised, never invented. */
    nudge: Type.Optional(Nudge),
    /** Of a hero or a guide. */
    content: Type.Optional(ShownContent),
    /** Of a line of brands, the leading one first. */
    brands: Type.Optional(Type.Array(ShownBrand)),
    items: Type.Array(ShownItem),
  },
  closed,
)
export type PlacementAnswer = Static<typeof PlacementAnswer>

export const DecisionAnswer = Type.Object(
  {
    decisionId: Type.String(),
    slice: Type.Enum([...SLICES, 'none']),
    degraded: Type.Boolean(),
    placements: Type.Array(PlacementAnswer),
  },
  closed,
)
export type DecisionAnswer = Static<typeof DecisionAnswer>

/** The body of `POST /v1/decisions`. */
export const DecisionBody = Type.Object(
  {
    /** Only with a server key; a browser is known by its cookie. */
    visitor: Type.Optional(Id),
    page: Page,
    context: Type.Optional(Context),
    cart: Type.Optional(Type.Array(Id, { maxItems: 100 })),
    /** What the cart is worth, as GA4 tells it: major units of the market's currency, `89.9`. */
    cartValue: Type.Optional(Type.Number({ minimum: 0, maximum: 1e9 })),
    placements: Type.Array(PlacementRequest, { minItems: 0, maxItems: LIMITS.placements }),
    language: Type.Optional(Type.String({ maxLength: 35 })),
    market: Type.Optional(Type.String({ maxLength: 16 })),
    consent: Type.Optional(Type.Enum(['personal', 'measure', 'page'])),
    /** Personal service was chosen in spite of the browser's `Sec-GPC`. */
    chosen: Type.Optional(Type.Boolean()),
    newcomer: Type.Optional(Newcomer),
    /** Only with a server key: it is one of the shop's own people. */
    staff: Type.Optional(Type.Boolean()),
    /** What stands in `vitrine-preview` of the page's address. */
    preview: Type.Optional(Type.String({ maxLength: 512 })),
    /** The page view itself, as one event of `POST /v1/events`. Its fate is told in `refused`. */
    event: Type.Optional(Type.Unknown()),
    sentAt: Type.Optional(Type.Union([Type.Number(), Type.String({ maxLength: 40 })])),
  },
  closed,
)
export type DecisionBody = Static<typeof DecisionBody>
