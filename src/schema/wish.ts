import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'

const Id = Type.String({ minLength: 1, maxLength: LIMITS.id })
const LONGEST_ADDRESS = 254
/** Plain enough to be one address of one person: whether it exists, a letter shows. */
const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\p{L}-]{1,64}@[A-Za-z0-9\p{L}.-]{1,190}\.[A-Za-z\p{L}]{2,63}$/u
export const Email = Type.String({ maxLength: LONGEST_ADDRESS, pattern: ADDRESS.source })

export function isAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && ADDRESS.test(text)
}

/**
 * A wish to be told when something can be had again: what, and whom to tell. Nothing else
 * is kept of it, and the address goes when the visitor does.
 */
export const WishMade = Type.Object(
  {
    /** The visitor's key, else a key of the address itself. */
    visitor: Id,
    item: Id,
    /** The very size or colour; absent for any. */
    sku: Type.Optional(Id),
    /** In which market it is to be had, `FR-fr`; its language is that of the letter. */
    market: Type.String({ maxLength: 16 }),
    /** Absent once the person was forgotten. */
    email: Type.Optional(Email),
    time: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
)
export type WishMade = Static<typeof WishMade>

/** The body of `POST /v1/wishes`. */
export const WishBody = Type.Object(
  {
    /** Item or SKU. */
    item: Id,
    /** Checked by the route, which can say what is wrong with it. */
    email: Type.String({ maxLength: LONGEST_ADDRESS + 1 }),
    market: Type.Optional(Type.String({ maxLength: 16 })),
    consent: Type.Optional(Type.Enum(['personal', 'measure', 'page'])),
    /** Personal service was chosen in spite of the browser's `Sec-GPC`. */
    chosen: Type.Optional(Type.Boolean()),
    /** Only with a server key. */
    visitor: Type.Optional(Id),
  },
  { additionalProperties: false },
)
export type WishBody = Static<typeof WishBody>

export const WishAnswer = Type.Object({
  /** Kept on disk; a wish that was made before is kept once. */
  kept: Type.Boolean(),
  /** In a sentence, what happens now. */
  says: Type.String(),
})
