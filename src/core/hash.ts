/**
 * Small fast hashes of strings and integers. Not for secrets: `visitor-key.ts`
 * and the server's keys use SHA-256.
 */

/** Mix two 32-bit integers into one (finaliser of MurmurHash3, Appleby 2011). */
export function mix32(value: number, seed = 0): number {
  let h = (value ^ seed) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * A number of so many bits, 1 to 31, for a whole one: a single multiplication, after which what
 * followed each other lies far apart (Fibonacci hashing: Knuth, TAOCP vol. 3, § 6.4). For tables
 * that are asked a thousand times a query; numbers that somebody else chooses are for `mix32`.
 */
export function spread(value: number, bits: number): number {
  return Math.imul(value, 0x9e3779b1) >>> (32 - bits)
}

/** 32-bit hash of a string's UTF-16 units (FNV-1a, then mixed). */
export function hash32(text: string, seed = 0): number {
  let h = (0x811c9dc5 ^ seed) | 0
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix32(h, seed)
}

/** A number in [0, 1) from strings: 53 bits, the same on every machine. */
export function unit(...parts: string[]): number {
  const text = parts.join('\u0000')
  const high = hash32(text, 0x9e3779b9) >>> 5
  const low = hash32(text, 0x7f4a7c15) >>> 6
  return (high * 67108864 + low) / 9007199254740992
}
