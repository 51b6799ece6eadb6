import type { FastifyReply, FastifyRequest } from 'fastify'
import { DAY } from '../core/clock.ts'
import { cookieOf } from './cookie.ts'
import type { Services } from './services.ts'
import { noteIn, signNote } from './signed-notes.ts'

/**
 * The shop's own people look at their pages all day, and are no customers: what they do is kept
 * and marked, and teaches nothing. A browser is theirs by a signed cookie no script can read,
 * set by a link the console or the shop's server makes.
 *
 * The mark says who had it made and when. It ends after thirty days, with the account of who had
 * it made, when they sign out everywhere, and when all marks are taken back (`staffSince`).
 */
export const STAFF_COOKIE = 'vitrine_staff'
export const STAFF_MS = 30 * DAY
const PURPOSE = 'staff'

/** Who had a browser marked, as the log names them, and when. */
export interface Mark {
  by: string
  at: number
}

type Signers = Pick<Services, 'shop' | 'keys' | 'env' | 'people'>

export function isStaff(request: FastifyRequest, services: Signers): boolean {
  const note = cookieOf(request.headers.cookie, STAFF_COOKIE)
  const found = note === undefined ? 'forged' : noteIn<Partial<Mark>>(PURPOSE, note, services)
  return typeof found === 'object' && stands(found.says, services)
}

/** Was it not taken back since? Marks of before they said by whom are. */
export function stands({ by, at }: Partial<Mark>, { shop, people }: Signers): boolean {
  if (by === undefined || at === undefined) return false
  if (at <= (shop.engine.settings.staffSince ?? 0)) return false
  if (!by.startsWith('p_')) return true
  const person = people.get(by)
  return person?.password !== undefined && at > (person.staffSince ?? 0)
}

export function markStaff(
  request: FastifyRequest,
  reply: FastifyReply,
  by: string,
  services: Signers,
): void {
  const mark: Mark = { by, at: services.env.now() }
  setCookie(request, reply, signNote(PURPOSE, mark, STAFF_MS, services), STAFF_MS)
}

export function unmarkStaff(request: FastifyRequest, reply: FastifyReply): void {
  setCookie(request, reply, '', 0)
}

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, lastsMs: number) {
  const secure = request.protocol === 'https' ? '; Secure' : ''
  const rest = `Path=/; Max-Age=${lastsMs / 1000}; HttpOnly; SameSite=Lax${secure}`
  reply.header('set-cookie', `${STAFF_COOKIE}=${value}; ${rest}`)
}
