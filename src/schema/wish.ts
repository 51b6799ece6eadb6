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
    /** Absent once the person was forgotten, or the wish is over. */
    email: Type.Optional(Email),
    /** A keyed hash of it, so that one address is not asked about twenty things. */
    address: Type.Optional(Id),
    time: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
)
export type WishMade = Static<typeof WishMade>

/** The two letters there are: "was it you?", and "it is back". */
export const WISH_LETTERS = ['confirm', 'back'] as const
export type WishLetter = (typeof WISH_LETTERS)[number]

/**
 * What became of a wish.
 *
 *     sending ─▶ sent     before a letter is handed over, and after: whoever finds the first
 *             └▶ put_off  without the second does not know, and sends no second letter
 *     confirmed           its link was followed
 *     ended               with the reason; nothing more is sent, and the address goes
 *     address_gone        it is in no day of the log any more
 */
export const WISH_STEPS = [
  'sending',
  'sent',
  'put_off',
  'confirmed',
  'ended',
  'address_gone',
] as const
export type WishStep = (typeof WISH_STEPS)[number]

export const WISH_ENDS = [
  'told',
  'declined',
  'unconfirmed',
  'undeliverable',
  'too_old',
  /** Whose address it is had it forgotten; another had typed it. */
  'erased',
] as const
export type WishEnd = (typeof WISH_ENDS)[number]

export const WishStepped = Type.Object(
  {
    visitor: Id,
    /** Id of its `wish_made`. */
    wish: Id,
    step: Type.Enum([...WISH_STEPS]),
    letter: Type.Optional(Type.Enum([...WISH_LETTERS])),
    /** Which try of this letter it is, from 1. */
    attempt: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    why: Type.Optional(Type.Enum([...WISH_ENDS])),
    time: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
)
export type WishStepped = Static<typeof WishStepped>

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
  /**
   * Kept on disk; a wish that was made before is kept once. Told to the shop's server alone: a page
   * would learn by it whether an address that anybody may type was erased here.
   */
  kept: Type.Optional(Type.Boolean()),
  /** A letter asks the address whether it was them. */
  letter: Type.Boolean(),
  /** In a sentence, what happens now. */
  says: Type.String(),
})
