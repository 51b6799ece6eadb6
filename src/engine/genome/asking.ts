import type { AskingKind } from '../../schema/nudge.ts'

/** As they are written: a number is never given to another kind. */
const CODES: Record<AskingKind, number> = { jump: 0, offer: 1, cart: 2 }

/** Nudges that ask something and can be closed, in the order of their numbers. */
export const ASKING = Object.keys(CODES) as readonly AskingKind[]

export function isAsking(kind: string): kind is AskingKind {
  return Object.hasOwn(CODES, kind)
}
