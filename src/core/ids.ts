/** Ids as UUIDs: made by time (v7) for what is new, by content (v5) for what came with a name of its own. */

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

export function formatUuid(b: Uint8Array): string {
  let text = ''
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-'
    text += HEX[b[i]]
  }
  return text
}

/** @throws RangeError when it is not 36 characters of a UUID. */
export function parseUuid(text: string): Uint8Array {
  if (!isUuid(text)) throw new RangeError(`not a UUID: "${text.slice(0, 40)}"`)
  const hex = text.replaceAll('-', '')
  const bytes = new Uint8Array(16)
  for (let i = 0; i < 16; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16)
  return bytes
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** The moment a UUIDv7 was made, ms; NaN for what is none. */
export function timeOfUuidV7(text: string): number {
  if (!isUuid(text) || text[14] !== '7') return Number.NaN
  return Number.parseInt(text.slice(0, 8) + text.slice(9, 13), 16)
}

/** UUIDv7 (RFC 9562 §5.7): 48 bits of time, 74 of chance. `random` fills 10 bytes. */
export function uuidV7(timeMs: number, random: Uint8Array): string {
  const b = new Uint8Array(16)
  for (let i = 5, t = timeMs; i >= 0; i--, t = Math.floor(t / 256)) b[i] = t % 256
  b.set(random.subarray(0, 10), 6)
  b[6] = (b[6] & 0x0f) | 0x70
  b[8] = (b[8] & 0x3f) | 0x80
  return formatUuid(b)
}
