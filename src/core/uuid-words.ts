import { mix32 } from './hash.ts'

/** UUIDs as four 32-bit words, for tables and filters that cannot afford a string. */

const HEX = new Uint8Array(128).fill(255)
for (let digit = 0; digit < 16; digit++) {
  HEX[digit.toString(16).charCodeAt(0)] = digit
  HEX[digit.toString(16).toUpperCase().charCodeAt(0)] = digit
}

/** Where each of the 32 digits stands among the 36 characters. */
const AT = Uint8Array.from([
  0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17, 19, 20, 21, 22, 24, 25, 26, 27, 28, 29, 30,
  31, 32, 33, 34, 35,
])

/**
 * Fill `words` with a UUID, most significant first.
 * @throws RangeError when it is not 36 characters of a UUID.
 */
export function readUuidWords(text: string, words: Uint32Array): void {
  let wrong = text.length ^ 36
  for (let w = 0; w < 4; w++) {
    let word = 0
    for (let i = w * 8; i < w * 8 + 8; i++) {
      const code = text.charCodeAt(AT[i])
      const digit = code < 128 ? HEX[code] : 255
      wrong |= digit & 0xf0
      word = (word << 4) | digit
    }
    words[w] = word
  }
  for (let i = 8; i <= 23; i += 5) wrong |= text.charCodeAt(i) ^ 45
  if (wrong !== 0) throw new RangeError(`not a UUID: "${text.slice(0, 40)}"`)
}

/** Hash of all 128 bits. Whoever must not be able to choose collisions keeps the seed to himself. */
export function hashWords(words: Uint32Array, seed: number): number {
  return mix32(words[0], mix32(words[1], mix32(words[2], mix32(words[3], seed))))
}
