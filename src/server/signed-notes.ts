import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Keys } from './keys.ts'
import { refused } from './links.ts'

const MAC = 16

interface Writer {
  shop: { name: string }
  keys: Keys
  env: { now(): number }
}

/**
 * A few words that we hand out and believe when they come back, `payload.signature`: nobody can
 * make them up, change them or use those of one purpose or shop for another.
 *
 * What they say can be read by whoever holds them, so no secret belongs in them.
 */
export function signNote(purpose: string, says: object, lastsMs: number, writer: Writer): string {
  const until = writer.env.now() + lastsMs
  const payload = Buffer.from(JSON.stringify([until, says])).toString('base64url')
  return `${payload}.${macOf(purpose, payload, writer).toString('base64url')}`
}

/** @throws Problem 403 that says what is wrong with it, of the field it came in */
export function readNote<T>(purpose: string, note: string, field: string, writer: Writer): T {
  const found = noteIn<T>(purpose, note, writer)
  if (found === 'forged') {
    throw refused('note_forged', 'This was not made by this shop, or was changed.', field)
  }
  if (found === 'expired') {
    throw refused('note_expired', 'This is too old; have a new one made.', field)
  }
  return found.says
}

export function noteIn<T>(
  purpose: string,
  note: string,
  writer: Writer,
): { says: T } | 'forged' | 'expired' {
  const [payload, mac = '', ...rest] = note.split('.')
  const given = Buffer.from(mac, 'base64url')
  if (rest.length > 0 || given.length !== MAC || given.toString('base64url') !== mac)
    return 'forged'
  if (!timingSafeEqual(given, macOf(purpose, payload, writer))) return 'forged'
  const [until, says] = JSON.parse(Buffer.from(payload, 'base64url').toString())
  return until < writer.env.now() ? 'expired' : { says }
}

function macOf(purpose: string, payload: string, { shop, keys }: Writer): Buffer {
  const mac = createHmac('sha256', keys.nameSecret)
  mac.update(`vitrine note 1\0${purpose}\0${shop.name}\0${payload}`)
  return mac.digest().subarray(0, MAC)
}
