export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A visit ends after this much silence, or with a new campaign. */
export const VISIT_GAP_MS = 30 * MINUTE
