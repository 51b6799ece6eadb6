import type { PlacementKind } from '../../../schema/decision.ts'
import type { Nudge, NudgeKind } from '../../../schema/nudge.ts'
import type { Moment } from '../../recommend/moment.ts'
import { bundle } from './bundle.ts'
import { cart } from './cart.ts'
import { counted } from './counted.ts'
import { fits } from './fits.ts'
import { guide } from './guide.ts'
import { offer } from './offer.ts'
import { reassurance } from './reassurance.ts'
import { reviews } from './reviews.ts'
import type { Maker, Scene } from './scene.ts'
import { threshold } from './threshold.ts'

/**
 * Every kind of nudge and what makes it. A new kind is a file beside these, a name in
 * `schema/nudge.ts` and a line here.
 */
const MAKERS: Record<NudgeKind, Maker> = {
  reviews,
  reassurance,
  threshold,
  fits,
  counted,
  guide,
  cart,
  bundle,
  offer,
}

/** Kinds that speak of the items shown, which are known only once the placement is filled. */
const OF_ITEMS: ReadonlySet<NudgeKind> = new Set(['reviews', 'fits', 'counted'])

/** The nudge of an experience, from facts; undefined where they are missing: it is then shown plain. */
export function nudgeFor(kind: NudgeKind, scene: Scene): Nudge | undefined {
  return MAKERS[kind](scene)
}

/**
 * Whether the facts of a nudge can be there. What speaks of the items shown may still turn out
 * to have nothing to say; about the product of a page, all is known before.
 */
export function mayNudge(kind: NudgeKind, placement: PlacementKind, moment: Moment): boolean {
  if (OF_ITEMS.has(kind) && placement !== 'product') return true
  // What goes with it is known once the list is filled.
  if (kind === 'bundle') return placement === 'product' && moment.pageItem >= 0
  return MAKERS[kind]({ moment, placement, items: [] }) !== undefined
}
