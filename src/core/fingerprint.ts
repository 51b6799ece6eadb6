import { hash32 } from './hash.ts'

/**
 * A number from 1 to 2^52 that says whether a text is still the same: another text has
 * the same one by chance once in 10^15. Not for secrets, nor against forgers.
 */
export function fingerprint(text: string): number {
  const high = hash32(text, 0x51ed270b) >>> 12
  return high * 2 ** 32 + hash32(text, 0x2545f491) + 1
}
