import { DAY, MINUTE } from '../../core/clock.ts'
import { isUnconfirmed, type Wish } from '../../engine/wishes/wishes.ts'
import type { WishEnd, WishLetter } from '../../schema/wish.ts'

/** Nobody answered: the address is not ours to keep. */
export const UNCONFIRMED_MS = 7 * DAY
/** What has not come back in a year is not coming back. */
const LONGEST_MS = 365 * DAY
/** A minute, then four times as long each time: the last try is after five hours and a half. */
const FIRST_WAIT_MS = MINUTE
const MOST_ATTEMPTS = 6

/** What is to be done about a wish. */
export type Duty =
  | { do: 'send'; letter: WishLetter; attempt: number }
  /** The process died between two records: whether this letter went is not known. */
  | { do: 'settle'; letter: WishLetter }
  | { do: 'end'; why: WishEnd }

/**
 * @param isBack whether the thing can be had where it was wished for, asked only when it matters
 * @returns nothing while there is nothing to do
 */
export function dutyOf(wish: Wish, now: number, isBack: (wish: Wish) => boolean): Duty | undefined {
  const { state, sending, madeAt } = wish
  if (state === 'told') return { do: 'end', why: 'told' }
  if (sending !== undefined) return { do: 'settle', letter: sending }
  if (now - madeAt > LONGEST_MS) return { do: 'end', why: 'too_old' }
  if (isUnconfirmed(wish) && now - madeAt > UNCONFIRMED_MS) return { do: 'end', why: 'unconfirmed' }
  if (state === 'made') return nextTry(wish, 'confirm', now)
  return state === 'confirmed' && isBack(wish) ? nextTry(wish, 'back', now) : undefined
}

function nextTry({ attempts, steppedAt }: Wish, letter: WishLetter, now: number): Duty | undefined {
  if (attempts >= MOST_ATTEMPTS) return { do: 'end', why: 'undeliverable' }
  const waitMs = attempts === 0 ? 0 : FIRST_WAIT_MS * 4 ** (attempts - 1)
  return now - steppedAt < waitMs ? undefined : { do: 'send', letter, attempt: attempts + 1 }
}
