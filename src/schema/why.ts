import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'
import { DeniedTold, Moment, ShownTold, TraitId, TraitTold } from './visitor-told.ts'

/** What a shopper reads of themselves, and what they may say about it. */
const closed = { additionalProperties: false }
const Say = Type.Object({ fr: Type.String(), en: Type.String() }, closed)

export const WhyTrait = Type.Object(
  {
    ...TraitTold.properties,
    /** "You trust reviews." */
    say: Say,
    /** What says so, in one sentence; absent where it is too long ago to be told. */
    because: Type.Optional(Say),
  },
  closed,
)
export type WhyTrait = Static<typeof WhyTrait>

export const WhyShown = Type.Object(
  {
    ...ShownTold.properties,
    /** Why that choice; absent when the record of it is gone. */
    reason: Type.Optional(Say),
    /** Names of what was in it, at most three. */
    items: Type.Array(Say),
  },
  closed,
)
export type WhyShown = Static<typeof WhyShown>

export const WhyTold = Type.Object(
  {
    /**
     * `person`: this is all that is kept. `account`: the browser belongs to an account, which only
     * the shop's server reads for whoever is signed in. `nothing`: nobody is known here.
     */
    kept: Type.Enum(['person', 'account', 'nothing']),
    /** What is kept and for how long, in a sentence. */
    says: Say,
    /** What says most of them first. */
    traits: Type.Array(WhyTrait),
    /** What they, or the shop for them, said is wrong: not believed until they take it back. */
    denied: Type.Array(DeniedTold),
    /** What was shown last, newest first. */
    shown: Type.Array(WhyShown),
    /** What they did last, newest first. */
    acts: Type.Array(Moment),
  },
  closed,
)
export type WhyTold = Static<typeof WhyTold>

export const WhyQuery = Type.Object(
  {
    /** Only with a server key; a browser is known by its cookie. */
    visitor: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.id })),
  },
  closed,
)

export const CorrectionBody = Type.Object(
  {
    ...WhyQuery.properties,
    /** As it was told. */
    trait: TraitId,
    /** `true`: this is wrong; `false`: it is right after all. */
    wrong: Type.Boolean(),
  },
  closed,
)
export type CorrectionBody = Static<typeof CorrectionBody>
