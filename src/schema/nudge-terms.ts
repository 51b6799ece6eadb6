import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'
import { ASKING, type AskingKind } from './nudge.ts'

/** How much a shop's visitors are nudged at most, whatever the engine expects of it. */
const closed = { additionalProperties: false }
const upTo = (maximum: number) => Type.Integer({ minimum: 0, maximum })

export const NudgeTerms = Type.Object(
  {
    /** Nudges that ask something (`ASKING`), on one day of the shop; 0: none. */
    perDay: upTo(20),
    /** Lines that confirm, on one day of the shop; 0: none. */
    confirmPerDay: upTo(200),
    /** What was closed does not come back for so many days. */
    coolDownDays: upTo(365),
    /** After something was closed, nothing else asks for so long. */
    restMinutes: upTo(1_440),
    /** What was put off does not come back for so long. */
    snoozeMinutes: upTo(10_080),
  },
  closed,
)
export type NudgeTerms = Static<typeof NudgeTerms>

/** The body of a `nudge_terms` record: the whole terms from now on. */
export interface NudgeTermsChanged {
  terms: NudgeTerms
  before: NudgeTerms
  /** Name of the key that asked, or `console`. */
  by: string
  why?: string
  /** ms */
  time: number
}

/** The body of a `nudge_shown` record: something that is no part of a placement was let stand over a page. */
export interface NudgeShown {
  visitor: string
  kind: AskingKind
  /** ms */
  time: number
}

const Why = Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.text }))
/** `PUT /v1/nudges/terms`. */
export const NudgeTermsWritten = Type.Object({ ...NudgeTerms.properties, why: Why }, closed)
/** What it and its GET answer. */
export const NudgeTermsTold = Type.Object({ terms: NudgeTerms }, closed)

/** `POST /v1/nudges`: may this stand over the page now? */
export const NudgeAsked = Type.Object(
  {
    kind: Type.Enum([...ASKING]),
    consent: Type.Enum(['personal', 'measure', 'page']),
    /** Personal service was chosen in spite of the browser's `Sec-GPC`. */
    chosen: Type.Optional(Type.Boolean()),
    /** Only with a server key: with the public one the cookie says who it is. */
    visitor: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.id })),
  },
  closed,
)
export const NudgeAllowed = Type.Object(
  {
    show: Type.Boolean(),
    /** Where it is shown to somebody: the `decision` of the `dismiss` or `snooze` that answers it. */
    nudge: Type.Optional(Type.String()),
    terms: NudgeTerms,
  },
  closed,
)
export type NudgeAsked = Static<typeof NudgeAsked>
export type NudgeAllowed = Static<typeof NudgeAllowed>
