import { createHmac, timingSafeEqual } from 'node:crypto'

/** Codes of an authenticator (RFC 6238): six digits, SHA-1, a new one every thirty seconds. */
const STEP_MS = 30_000
const DIGITS = 6
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** @param secret in Base32 */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = mac[mac.length - 1] & 15
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/**
 * The step a code belongs to: this one, the one before or the one after, for clocks differ.
 * @param used the step of the last code that opened: a code opens once
 */
export function stepOf(code: string, secret: string, now: number, used = 0): number | undefined {
  const given = Buffer.from(code.replaceAll(' ', ''))
  const current = Math.floor(now / STEP_MS)
  for (const step of [current, current - 1, current + 1]) {
    const wanted = Buffer.from(codeAt(secret, step))
    const isRight = given.length === wanted.length && timingSafeEqual(given, wanted)
    if (isRight && step > used) return step
  }
  return undefined
}

/** What an authenticator reads, as a picture or a link. */
export function addressOf(secret: string, email: string, shop: string): string {
  const issuer = `Vitrine ${shop}`
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`
  return `otpauth://totp/${label}?${new URLSearchParams({ secret, issuer }).toString().replaceAll('+', '%20')}`
}

export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += BASE32[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const letter of text) {
    held = (held << 5) | BASE32.indexOf(letter)
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 255)
    }
    held &= (1 << bits) - 1
  }
  return Buffer.from(bytes)
}
