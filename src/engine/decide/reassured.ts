import type { PlacementKind } from '../../schema/decision.ts'
import type { Experience } from '../policy/experiences.ts'
import type { Moment } from '../recommend/moment.ts'
import type { Chosen } from './choose.ts'
import type { Permit } from './turn.ts'

/** Where one asks oneself whether it comes in time, and what if it does not fit. */
const BRAKES: ReadonlySet<PlacementKind> = new Set(['product', 'cart'])
/** A habit of ½ is like everybody's. */
const SEEKS = 0.6

/**
 * Who reads about delivery and returns more than others do is told of them where they look:
 * beside the button and the cart, when what was drawn there has nothing to say of its own. The
 * draw and its chances stay as they are, for all of such a situation are told alike.
 */
export function reassured(chosen: Chosen, moment: Moment, permit: Permit): Chosen {
  const { experience } = chosen
  const seeks = (moment.shopper.trait('delivery')?.score ?? 0) > SEEKS
  if (!seeks || experience.nudge !== undefined || !BRAKES.has(experience.placement)) return chosen
  const telling: Experience = { ...experience, nudge: 'reassurance' }
  return permit(telling) ? { ...chosen, experience: telling } : chosen
}
