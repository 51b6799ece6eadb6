import { type Static, Type } from 'typebox'
import { SLICES } from './decision.ts'

/** A visitor as a colleague would tell of them, in both languages: traits, doubts, and what says so. */
const closed = { additionalProperties: false }
const Say = Type.Object({ fr: Type.String(), en: Type.String() }, closed)

/** Something they did or were shown, as a sentence goes on. */
export const Moment = Type.Object({ time: Type.Number(), say: Say }, closed)

export const TraitTold = Type.Object(
  {
    /** "Budget : chaussures de ski". */
    title: Say,
    /** What stands at the two ends of the line, and where between them we believe they are, 0 to 1. */
    low: Say,
    high: Say,
    at: Type.Number(),
    /** 0 (we know nothing) to 1, and the same as a word. */
    confidence: Type.Number(),
    sure: Say,
    /** Acts that say so, newest first. */
    evidence: Type.Array(Moment),
  },
  closed,
)
export type TraitTold = Static<typeof TraitTold>

export const ShownTold = Type.Object(
  {
    ...Moment.properties,
    /** `<place>.<n>`: what `/v1/explain` is asked by. */
    decision: Type.String(),
    answer: Type.Enum(['clicked', 'dismissed', 'seen', 'none']),
  },
  closed,
)
export type ShownTold = Static<typeof ShownTold>

export const VisitorTold = Type.Object(
  {
    visitor: Type.String(),
    nickname: Say,
    /** The sentence the page opens with; `*` around what is in the accent. */
    answer: Say,
    /** How often they came, and where they stand with the shop. */
    lede: Say,
    slice: Type.Enum([...SLICES]),
    /** Surest first. */
    traits: Type.Array(TraitTold),
    /** Newest first. */
    acts: Type.Array(Moment),
    shown: Type.Array(ShownTold),
  },
  closed,
)
export type VisitorTold = Static<typeof VisitorTold>
