import { hash32 } from '../../../core/hash.ts'

const UNIT = '(?:[wvmglp]|(?!(?:st|nd|rd|th)$)[a-z]{2,})'
const MEASURE = new RegExp(String.raw`^\d+(?:\.\d+)?(?:of\d+${UNIT}?|${UNIT})$`)
const [ZERO, NINE] = [48, 57]
const PARTS = /^([\d.]+)(?:of(\d+))?(.*)$/
/** Of the bits of a word, so many lowest are the logarithm of the number, the others its unit. */
const NUMBER_BITS = 16
const NUMBERS = 2 ** NUMBER_BITS
const UNITS = 2 ** 12
/** Steps of the logarithm: numbers from a ten-millionth to ten millions, told apart by a half thousandth. */
const STEPS = 2048
/** Sizes so far apart in the logarithm, a tenth more, are near by half. */
const HALF = 0.1
/** Less than wanted is so much farther away than more: a cable that does not reach is none. */
const LESS = 1.5

/** Whether a word is a number with its unit: `16.4ft`, `8port`, `3of4`; *4th* counts nothing. */
export function isMeasureText(word: string): boolean {
  const first = word.charCodeAt(0)
  return first >= ZERO && first <= NINE && MEASURE.test(word)
}

/** The word of a measure, such as `16.4ft`, for its size to be read from. */
export function measureWord(text: string): number {
  const [, number, of, unit] = PARTS.exec(text) ?? []
  const value = Number(number) / Number(of ?? 1)
  const step = Math.round(Math.log(value || 1) * STEPS) + NUMBERS / 2
  return (hash32(unit) & (UNITS - 1)) * NUMBERS + Math.max(0, Math.min(NUMBERS - 1, step))
}

/** How near a size is to the one that is wanted: 1 for the same, 0 for another unit. */
export function nearness(wanted: number, other: number): number {
  if (Math.floor(wanted / NUMBERS) !== Math.floor(other / NUMBERS)) return 0
  const more = (other - wanted) / STEPS
  return HALF / (HALF + (more < 0 ? -more * LESS : more))
}
