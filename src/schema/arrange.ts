import { type Static, Type } from 'typebox'
import { SLICES } from './decision.ts'
import { LIMITS } from './limits.ts'

/** Asking for a list of the shop's own in one person's order. */
const Id = Type.String({ minLength: 1, maxLength: LIMITS.id })
/** Twice the longest list that anybody pages through. */
const MOST = 2_000

export const ArrangeBody = Type.Object(
  {
    /** Item or SKU ids in the shop's own order, best first: all of the category, not a page of it. */
    items: Type.Array(Id, { minItems: 1, maxItems: MOST }),
    /** The category it is of, as the feed writes it: `Ski > Chaussures`. */
    category: Type.Optional(Type.String({ maxLength: LIMITS.text })),
    market: Type.Optional(Type.String({ maxLength: 16 })),
    consent: Type.Optional(Type.Enum(['personal', 'measure', 'page'])),
    /** Only with a server key; a browser is known by its cookie. */
    visitor: Type.Optional(Id),
  },
  { additionalProperties: false },
)
export type ArrangeBody = Static<typeof ArrangeBody>

export const Arranged = Type.Object({
  /** Whose order it is: `shop` is the one that was sent. */
  order: Type.Enum(['person', 'shop']),
  slice: Type.Enum([...SLICES, 'none']),
  /** The same ids, each once. */
  items: Type.Array(Type.String()),
})
export type Arranged = Static<typeof Arranged>
