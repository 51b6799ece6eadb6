import type { PlacementKind } from '../../../schema/decision.ts'
import type { ExperienceSetting } from '../../../schema/experience.ts'
import type { Condition } from './conditions.ts'

/**
 * What a placement can become: a strategy, the words around it, a nudge, how many items and
 * how much of each. Data, so that a merchant can add to it; the defaults in this folder
 * work for a shop that configures nothing.
 */
export interface Experience extends Readonly<Omit<ExperienceSetting, 'when'>> {
  readonly placement: PlacementKind
  /** The one the others are compared with: always eligible, never switched off. */
  readonly isDefault?: boolean
  /**
   * How far ahead of the others it is believed to be before anybody was shown it, log-odds of a
   * click: 1 and it begins with two thirds of the chances. Data takes this away as fast as any belief.
   */
  readonly lead?: number
  /** Its words welcome somebody: where the page has a hero, they stand there. */
  readonly greets?: boolean
  /** When it makes sense at all: all of these; absent: always. */
  readonly when?: readonly Condition[]
}

/** What is shown where neither the shop nor the experience says how many. */
export const USUAL_COUNT = 4

export function words(fr: string, en: string): Experience['title'] {
  return { fr, en }
}
