import { DAY } from '../../../core/clock.ts'
import type { Moment } from '../../recommend/moment.ts'

/**
 * When an experience makes sense, by name, so that data can ask for it. Who it *suits* is no
 * condition: that is for the engine to find.
 */
export const CONDITIONS = {
  /** Something was looked at, in this visit or before. */
  history: ({ shopper }) => shopper.session.length + shopper.past.length > 0,
  /** Something was looked at in this visit. */
  visit: ({ shopper }) => shopper.session.length > 0,
  'long-visit': ({ shopper }) => shopper.session.length > 2,
  returns,
  /** They come back with nothing left open: no cart, no order they still think of. */
  'returns-without-cart': moment =>
    returns(moment) && moment.shopper.abandoned.length === 0 && !boughtLately(moment),
  'left-cart': ({ shopper }) => shopper.abandoned.length > 0,
  bought: ({ shopper }) => shopper.bought.length > 0,
  /** Their last order is so fresh that they still think of it. */
  'bought-lately': boughtLately,
  /** Something is in the cart now. */
  cart: ({ cart, shopper }) => cart.length + shopper.cart.length > 0,
  /** We know nothing of what they care for. */
  unknown: ({ shopper, topics }) =>
    topics.length === 0 && shopper.session.length + shopper.past.length < 3,
  /** We know which part of the shop this is about: by page, interest or search words. */
  topic: ({ topics }) => topics.length > 0,
  /** Several of one kind were compared, or one was come back to. */
  hesitates: ({ shopper }) => shopper.hesitation.score >= HESITATES,
  /** Much was looked at in this visit, and nothing chosen. */
  lost: ({ cart, shopper }) =>
    cart.length + shopper.cart.length === 0 && new Set(shopper.session).size >= LOST,
  /** They came with words, of a search or a campaign, and have not chosen yet. */
  searched: ({ shopper, sought }) => sought !== '' && shopper.session.length < 3,
} satisfies Record<string, (moment: Moment) => boolean>

export type Condition = keyof typeof CONDITIONS

function returns({ shopper }: Moment): boolean {
  return shopper.visit > 1 && shopper.past.length > 0
}

function boughtLately({ shopper, time }: Moment): boolean {
  return time - (shopper.bought.at(-1)?.time ?? -Infinity) <= LATELY_MS
}

const LATELY_MS = 30 * DAY
/** Who has looked at so many things is not choosing any more. */
const LOST = 5

/** Two of a kind seen, and a return to one of them. */
const HESITATES = 0.5
