/**
 * UUIDv7 (RFC 9562 §5.7), made once per event, so that a retry is the same event.
 * Not by `randomUUID`: that is missing where a shop still speaks plain http.
 */
export function uuid(): string {
  const time = (Date.now() + 2 ** 48).toString(16).slice(1)
  const chance = crypto.getRandomValues(new Uint8Array(9))
  const hex = Array.from(chance, byte => (byte + 256).toString(16).slice(1)).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6)}`
}
