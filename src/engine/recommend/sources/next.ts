import type { Source } from './source.ts'

const MOST = 48
/** How much less each earlier item says than the one after it. */
const FADE = 0.7
const LOOK_BACK = 5

/**
 * What others looked at after what this person looked at: sequential rules, read
 * for the newest items of the visit (Ludewig & Jannach, 2018); without a visit, for
 * the last ones of the visits before.
 */
export const next: Source = (moment, found) => {
  const { recommender, recent, shopper } = moment
  const { rules, tally } = recommender
  const trail = recent.length > 0 ? recent : [...shopper.past].reverse()
  let weight = 1
  for (let i = 0; i < trail.length && i < LOOK_BACK; i++) {
    rules.tellShares(trail[i], weight, tally)
    weight *= FADE
  }
  tally.best(MOST, 'after', found)
}
