/** Characteristics of a moment, and all that a shop's moments may have. */
export const MOST_CHARACTERISTICS = 20
export const MOST_NAMES = 24
/** Values of each; the first of them is "other". */
export const VALUES_EACH = 64
export const MOST_VALUES = MOST_NAMES * VALUES_EACH

/**
 * A moment as the model reads it: the numbers of its values, rising, one at most of each
 * characteristic. What is not known is absent.
 */
export type Moment = Uint16Array

export function valueNumber(characteristic: number, value: number): number {
  return characteristic * VALUES_EACH + value
}
