import { type Static, Type } from 'typebox'
import { SLICES } from './decision.ts'

/** A visitor as programs read of them: traits by name, with the acts that say so. */
const closed = { additionalProperties: false }

const Evidence = Type.Object(
  {
    act: Type.String(),
    item: Type.Optional(Type.String()),
    detail: Type.Optional(Type.String()),
    /** Of a page without a product: its kind, and the category it is about. */
    page: Type.Optional(Type.String()),
    category: Type.Optional(Type.Integer()),
    time: Type.Number({ description: 'ms' }),
  },
  closed,
)

const TraitKnown = Type.Object(
  {
    name: Type.String(),
    /** What it is about, where it has an object: category, brand, attribute value. */
    about: Type.Optional(Type.String()),
    /** The same in words that a correction names it by, whatever the language. */
    subject: Type.Optional(Type.String()),
    /** 0 to 1, or −1 to 1 for a trait with two ends. */
    score: Type.Number(),
    /** 0 (we know nothing) to 1. */
    confidence: Type.Number(),
    /** Newest last. */
    evidence: Type.Array(Evidence),
  },
  closed,
)

export const VisitorKnown = Type.Object(
  {
    visitor: Type.String(),
    /** Place of the last record that told of them. */
    position: Type.Integer(),
    visitType: Type.String(),
    slice: Type.Enum([...SLICES]),
    acts: Type.Integer(),
    traits: Type.Array(TraitKnown),
  },
  closed,
)
export type VisitorKnown = Static<typeof VisitorKnown>
