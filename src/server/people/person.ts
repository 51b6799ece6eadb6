import { createHash, timingSafeEqual } from 'node:crypto'
import type { Role } from '../../schema/person.ts'
import type { Env } from '../../store/ports.ts'
import { toBase32 } from './totp.ts'

/** Somebody with an account, as `people.json` keeps them: nothing in it opens by itself but the authenticator's secret. */
export interface Person {
  id: string
  email: string
  name: string
  role: Role
  language?: 'fr' | 'en'
  /** Argon2id, see `password.ts`; absent until they have joined. */
  password?: string
  /** SHA-256 of the token in their link, and until when it opens. */
  invitation?: { hash: string; until: number }
  totp?: { secret: string; usedStep: number }
  /** A second factor that waits for its first code. */
  offered?: string
  /** SHA-256 of each recovery code that was not used. */
  recovery?: string[]
  lastSeen?: number
  /** They signed out everywhere, ms: browsers marked by them until then are anybody's. */
  staffSince?: number
}

/** A random text of Base32: 130 bits, for codes that people type and links they follow. */
export function secretText(env: Env, characters = 26): string {
  return toBase32(env.random(Math.ceil((characters * 5) / 8))).slice(0, characters)
}

/** Good for secrets of 128 bits and more alone: what people choose needs a slow hash. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

export function isHashed(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(hash, 'hex'))
}

export function plainEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}
