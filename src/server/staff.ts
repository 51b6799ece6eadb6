import type { FastifyReply, FastifyRequest } from 'fastify'
import { DAY } from '../core/clock.ts'
import { cookieOf } from './cookie.ts'
import type { Services } from './services.ts'
import { noteIn, signNote } from './signed-notes.ts'

/**
 * The shop's own people look at their pages all day, and are no customers: what they do is kept
 * and marked, and teaches nothing. A browser is theirs by a signed cookie no script can read,
 * set by a link the console or the shop's server makes.
 */
export const STAFF_COOKIE = 'vitrine_staff'
export const STAFF_MS = 90 * DAY
const PURPOSE = 'staff'

type Signers = Pick<Services, 'shop' | 'keys' | 'env'>

export function isStaff(request: FastifyRequest, services: Signers): boolean {
  const note = cookieOf(request.headers.cookie, STAFF_COOKIE)
  return note !== undefined && typeof noteIn(PURPOSE, note, services) === 'object'
}

export function markStaff(request: FastifyRequest, reply: FastifyReply, services: Signers): void {
  setCookie(request, reply, signNote(PURPOSE, {}, STAFF_MS, services), STAFF_MS)
}

export function unmarkStaff(request: FastifyRequest, reply: FastifyReply): void {
  setCookie(request, reply, '', 0)
}

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, lastsMs: number) {
  const secure = request.protocol === 'https' ? '; Secure' : ''
  const rest = `Path=/; Max-Age=${lastsMs / 1000}; HttpOnly; SameSite=Lax${secure}`
  reply.header('set-cookie', `${STAFF_COOKIE}=${value}; ${rest}`)
}
