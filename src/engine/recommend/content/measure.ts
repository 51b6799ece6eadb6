import { hash32 } from '../../../core/hash.ts'

const UNIT = '(?:[wvmglp]|(?!(?:st|nd|rd|th)$)[a-z]{2,})'
const MEASURE = new RegExp(String.raw`^\d+(?:\.\d+)?(?:of\d+${UNIT}?|${UNIT})$`)
const [ZERO, NINE] = [48, 57]
const PARTS = /^([\d.]+)(?:of(\d+))?(.*)$/
/** Of the bits of a word, so many lowest are the logarithm of the number, the others its unit, and the highest tells a code. */
const NUMBER_BITS = 15
const NUMBERS = 2 ** NUMBER_BITS
const UNITS = 2 ** 11
/** Letters and a number, as `ddr2`, have a unit of their own. */
const CODE = /^([a-z]{2,})(\d+)$/
/** Steps of the logarithm: numbers from a ten-millionth to ten millions, told apart by a thousandth. */
const STEPS = 1024
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

/** Whether a word is letters and a number: `ddr2`, and no `300c`. */
export function isCodeText(word: string): boolean {
  return CODE.test(word)
}

/** The word of a code, such as `ddr2`, for its letters to be known. */
export function codeWord(text: string): number {
  const [, letters, number] = CODE.exec(text) ?? []
  const unit = UNITS + (hash32(letters) & (UNITS - 1))
  return unit * NUMBERS + (hash32(number) & (NUMBERS - 1))
}

/** Whether the word of a measure or of a code is of one. */
export function isOfCode(word: number): boolean {
  return word >= UNITS * NUMBERS
}

/** The unit of a measure, or the letters of a code. */
export function unitOf(word: number): number {
  return Math.floor(word / NUMBERS)
}

/** How far a size is from the one that is wanted, in its logarithm. */
export function distance(wanted: number, other: number): number {
  const more = timesMore(wanted, other)
  return more < 0 ? -more * LESS : more
}

/** The logarithm of how many times more one size is than another of its unit. */
export function timesMore(one: number, other: number): number {
  return (other - one) / STEPS
}

/** How near a size is to the one that is wanted: 1 for the same, 0 for another unit. */
export function nearness(wanted: number, other: number): number {
  if (unitOf(wanted) !== unitOf(other)) return 0
  return HALF / (HALF + distance(wanted, other))
}
