import { mix32 } from './hash.ts'

/** UUIDs as four 32-bit words, for tables and filters that cannot afford a string. */

/** Value of a character as a hex digit, −1 for all others. */
const DIGIT = new Int8Array(65536).fill(-1)
for (let digit = 0; digit < 16; digit++) {
  DIGIT[digit.toString(16).charCodeAt(0)] = digit
  DIGIT[digit.toString(16).toUpperCase().charCodeAt(0)] = digit
}
const DASH = 45

/**
 * Fill `words` with a UUID, most significant first.
 * @throws RangeError when it is not 36 characters of a UUID.
 */
export function readUuidWords(text: string, words: Uint32Array): void {
  if (text.length !== 36 || !hasDashes(text)) throw notUuid(text)
  const a = four(text, 0)
  const b = four(text, 4)
  const c = four(text, 9)
  const d = four(text, 14)
  const e = four(text, 19)
  const f = four(text, 24)
  const g = four(text, 28)
  const h = four(text, 32)
  if ((a | b | c | d | e | f | g | h) < 0) throw notUuid(text)
  words[0] = (a << 16) | b
  words[1] = (c << 16) | d
  words[2] = (e << 16) | f
  words[3] = (g << 16) | h
}

/** Four digits as a number; negative when one of them is none. */
function four(text: string, at: number): number {
  return (
    (DIGIT[text.charCodeAt(at)] << 12) |
    (DIGIT[text.charCodeAt(at + 1)] << 8) |
    (DIGIT[text.charCodeAt(at + 2)] << 4) |
    DIGIT[text.charCodeAt(at + 3)]
  )
}

function hasDashes(text: string): boolean {
  return (
    text.charCodeAt(8) === DASH &&
    text.charCodeAt(13) === DASH &&
    text.charCodeAt(18) === DASH &&
    text.charCodeAt(23) === DASH
  )
}

function notUuid(text: string): RangeError {
  return new RangeError(`not a UUID: "${text.slice(0, 40)}"`)
}

/** Hash of all 128 bits. Whoever must not be able to choose collisions keeps the seed to himself. */
export function hashWords(words: Uint32Array, seed: number): number {
  return mix32(words[0], mix32(words[1], mix32(words[2], mix32(words[3], seed))))
}
