import type { PlacementKind } from '../../../schema/decision.ts'

/** Segments of a shop: each decision is compared with all of them, a bit each. */
export const MOST_SEGMENTS = 24
/** Notes and tasks kept of each. */
export const MOST_NOTES = 100

/** Touchpoints in the order they are counted in; a new one goes to the end. */
export const TOUCHPOINTS = Object.keys({
  home: true,
  category: true,
  product: true,
  cart: true,
  search: true,
  confirmation: true,
  email: true,
} satisfies Record<PlacementKind, true>) as PlacementKind[]
