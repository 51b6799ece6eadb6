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
export const next: Source = moment => {
  const { recommender, recent, shopper } = moment
  const { rules, tally } = recommender
  const trail = recent.length > 0 ? recent : [...shopper.past].reverse()
  let weight = 1
  for (const from of trail.slice(0, LOOK_BACK)) {
    const share = weight / (rules.total(from) || 1)
    rules.each(from, (to, strength) => tally.add(to, strength * share, from))
    weight *= FADE
  }
  return tally.best(MOST, 'after')
}
