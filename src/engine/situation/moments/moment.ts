/** Characteristics of a moment, and values of each; the first of the values is "other". */
export const MOST_CHARACTERISTICS = 20
export const VALUES_EACH = 64
export const MOST_VALUES = MOST_CHARACTERISTICS * VALUES_EACH

/**
 * A moment as the model reads it: the numbers of its values, rising, one at most of each
 * characteristic. What is not known is absent.
 */
export type Moment = Uint16Array

export function valueNumber(characteristic: number, value: number): number {
  return characteristic * VALUES_EACH + value
}
