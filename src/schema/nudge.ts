import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'
import { Voucher } from './offer.ts'

/**
 * A nudge: one sentence beside a selection that helps to decide. Each is made from facts
 * (a counted number, a promise of the shop, a known budget) and is absent where they are.
 */
export const NUDGES = [
  'reviews', // rating and number of reviews of an item
  'reassurance', // delivery, returns and payment, as the shop promises them
  'threshold', // how far the cart is from free delivery
  'fits', // within the budget, of the level
  'counted', // how many orders, in how many days
  'guide', // a guide, a hero or advice of the shop
  'cart', // the way back to what was left in the cart
  'bundle', // the product with what goes with it, under what they mean to spend
  'offer', // a voucher for who hesitates, on the merchant's terms
] as const
export type NudgeKind = (typeof NUDGES)[number]

/**
 * Kinds that ask something of the visitor or stand in their way, and can be closed; `jump` is the
 * dialog of what is out of stock. The others
 * confirm: a line beside a selection that covers nothing, moves nothing and wants no answer.
 */
export const ASKING = ['jump', 'offer', 'cart'] as const
export type AskingKind = (typeof ASKING)[number]

const closed = { additionalProperties: false }

export const Nudge = Type.Object(
  {
    kind: Type.Enum([...NUDGES]),
    /** Ready to print, in the language asked for. */
    text: Type.String(),
    /** What qualifies it, smaller. */
    more: Type.Optional(Type.String()),
    /** The item it speaks of, where it speaks of one. */
    item: Type.Optional(Type.String({ maxLength: LIMITS.id })),
    /** The items it adds to the product of the page, among those shown. */
    items: Type.Optional(Type.Array(Type.String({ maxLength: LIMITS.id }), { maxItems: 4 })),
    /** Where it leads, and what the link says. */
    link: Type.Optional(Type.Object({ url: Type.String(), text: Type.String() }, closed)),
    /** A bar: how far of how much, minor units, and both as a reader says them. */
    bar: Type.Optional(
      Type.Object({ value: Type.Integer(), goal: Type.Integer(), text: Type.String() }, closed),
    ),
    /** It can be put off, and this says so. */
    later: Type.Optional(Type.String()),
    voucher: Type.Optional(Voucher),
  },
  closed,
)
export type Nudge = Static<typeof Nudge>
