import { type Static, Type } from 'typebox'
import { SLICES } from './decision.ts'

/** A visitor as a colleague would tell of them, in both languages: traits, doubts, and what says so. */
const closed = { additionalProperties: false }
const Say = Type.Object({ fr: Type.String(), en: Type.String() }, closed)

/** Something they did or were shown, as a sentence goes on. */
export const Moment = Type.Object({ time: Type.Number(), say: Say }, closed)

/** A trait by its name and what it is about: a path of a category, the name of a brand. */
export const TraitId = Type.String({ minLength: 1, maxLength: 2_048 })

export const TraitTold = Type.Object(
  {
    /** What to say it is wrong by; absent where nothing names it for good. */
    trait: Type.Optional(TraitId),
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

/** What is not believed any more, because somebody said that it is wrong. */
export const DeniedTold = Type.Object(
  {
    trait: TraitId,
    title: Say,
    since: Type.Number({ description: 'ms' }),
    /** The shop said so for them, not they themselves. */
    isOfShop: Type.Boolean(),
  },
  closed,
)
export type DeniedTold = Static<typeof DeniedTold>

export const ShownTold = Type.Object(
  {
    ...Moment.properties,
    /** `<place>.<n>`: what `/v1/explain` is asked by. */
    decision: Type.String(),
    /** `bought`: clicked, and an order followed within the window that counts. */
    answer: Type.Enum(['bought', 'clicked', 'dismissed', 'seen', 'none']),
  },
  closed,
)
export type ShownTold = Static<typeof ShownTold>

/** What the newest thing we hold of them said of their consent. */
export const Allowed = Type.Object(
  {
    consent: Type.Enum(['personal', 'measure', 'page']),
    /** Who said so: the page, by the visitor's choice, or the shop's server. */
    by: Type.Enum(['page', 'server']),
    time: Type.Number({ description: 'ms' }),
  },
  closed,
)
export type Allowed = Static<typeof Allowed>

export const VisitorTold = Type.Object(
  {
    visitor: Type.String(),
    nickname: Say,
    /** The sentence the page opens with; `*` around what is in the accent. */
    answer: Say,
    /** How many keys they are known by: more than one where two were found to be one. */
    names: Type.Integer(),
    allowed: Type.Optional(Allowed),
    /** When the last of it is erased, if they do not come again: ms. */
    erasedBy: Type.Number(),
    /** How often they came, and where they stand with the shop. */
    lede: Say,
    slice: Type.Enum([...SLICES]),
    /** Surest first. */
    traits: Type.Array(TraitTold),
    denied: Type.Array(DeniedTold),
    /** Newest first. */
    acts: Type.Array(Moment),
    shown: Type.Array(ShownTold),
  },
  closed,
)
export type VisitorTold = Static<typeof VisitorTold>
