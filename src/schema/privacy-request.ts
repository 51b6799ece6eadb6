import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'

/** What the privacy desk is sent and answers; `PrivacyAsked` is what the log keeps of a request. */
const closed = { additionalProperties: false }
const Key = Type.String({ minLength: 1, maxLength: LIMITS.id })
/** The shop's own number of the request: a ticket, never a name. */
const Reference = Type.Optional(Type.String({ maxLength: 64, pattern: '^[A-Za-z0-9#/._ -]*$' }))
export const PRIVACY_KINDS = ['export', 'erase'] as const

export const PrivacyAsked = Type.Object(
  {
    id: Type.String(),
    kind: Type.Enum([...PRIVACY_KINDS]),
    /** Keyed hashes of the keys of the person: they tell nobody, and find the erasure again. */
    tombstones: Type.Array(Type.String(), { maxItems: 64 }),
    reference: Reference,
    by: Type.String(),
    time: Type.Integer(),
  },
  closed,
)
export type PrivacyAsked = Static<typeof PrivacyAsked>

/** A name as the shop sends it, an e-mail address, or the visitor's key. */
export const FindBody = Type.Object({ name: Type.String({ minLength: 1, maxLength: 254 }) }, closed)
export const RequestBody = Type.Object({ visitor: Key, reference: Reference }, closed)
export type RequestBody = Static<typeof RequestBody>
export const ProofBody = Type.Object({ id: Key }, closed)

const State = Type.Enum(['under way', 'done'])
export const PersonFound = Type.Object(
  {
    visitor: Type.String(),
    /** What the words that were asked for turned out to be. */
    as: Type.Enum(['key', 'name', 'email', 'email-hash']),
    nickname: Type.Object({ fr: Type.String(), en: Type.String() }, closed),
    /** Acts known; 0 where there is but a wish, or nothing any more. */
    acts: Type.Integer(),
    wishes: Type.Integer(),
    /** Names that one person was known by. */
    names: Type.Integer(),
    lastSeen: Type.Optional(Type.Integer()),
    /** Forgotten, when, and how far that is. */
    erased: Type.Optional(Type.Object({ at: Type.Integer(), state: State }, closed)),
  },
  closed,
)
export type PersonFound = Static<typeof PersonFound>
export const FoundPeople = Type.Object({ people: Type.Array(PersonFound) }, closed)

export const RequestTold = Type.Object(
  {
    /** That of the request; of an erasure nobody at the desk asked for, its tombstone. */
    id: Type.String(),
    kind: Type.Enum([...PRIVACY_KINDS]),
    time: Type.Integer(),
    reference: Reference,
    /** Whose hand it was; absent for a shopper, or the shop's own server. */
    by: Type.Optional(Type.String()),
    state: State,
    /** When the days of the log are without the person at the latest. */
    doneBy: Type.Optional(Type.Integer()),
  },
  closed,
)
export type RequestTold = Static<typeof RequestTold>
export const RequestsTold = Type.Object({ requests: Type.Array(RequestTold) }, closed)
export type RequestsTold = Static<typeof RequestsTold>

export const ErasureProof = Type.Object(
  {
    id: Type.String(),
    erasedAt: Type.Integer(),
    lookedAt: Type.Integer(),
    state: State,
    doneBy: Type.Integer(),
    /** What was found of the person, place by place. */
    places: Type.Array(
      Type.Object(
        {
          place: Type.Enum(['memory', 'profiles', 'closed days', 'open days']),
          looked: Type.Integer(),
          found: Type.Integer(),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type ErasureProof = Static<typeof ErasureProof>
