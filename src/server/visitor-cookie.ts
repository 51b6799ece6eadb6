import type { FastifyReply, FastifyRequest } from 'fastify'
import { COOKIE_SECRET, visitorKey } from '../core/visitor-key.ts'
import type { Consent } from '../schema/event.ts'
import { cookieOf } from './cookie.ts'
import type { Newcomers } from './newcomers.ts'

/**
 * How a browser is known: 256 random bits in a first-party cookie no script can
 * read. It is set once, with consent to personal service, lives 13 months and is
 * never renewed; when the consent is withdrawn it is cleared.
 */
export const VISITOR_COOKIE = 'vitrine'
/** The shortest thirteen months, from the first of February to the first of March, are 393 days. */
const THIRTEEN_MONTHS_S = 393 * 24 * 3600

export interface Known {
  consent: Consent
  /** Visitor key; absent without personal consent. */
  visitor?: string
  /** The cookie was made just now: nobody can have a profile under it. */
  isNew: boolean
}

/** What the body of a call says of its browser. */
export interface Introduced {
  consent?: Consent
  /** The word of a page whose browser may have no name yet. */
  newcomer?: string
}

/**
 * Who the browser is, setting or clearing the cookie as its consent asks. Without a
 * word on consent, a cookie proves it was given; without a cookie, we only count.
 */
export function recogniseBrowser(
  request: FastifyRequest,
  reply: FastifyReply,
  said: Introduced,
  newcomers: Newcomers,
  isForgotten: (visitor: string) => boolean,
): Known {
  const cookie = cookieOf(request.headers.cookie, VISITOR_COOKIE)
  const secret = cookie !== undefined && COOKIE_SECRET.test(cookie) ? cookie : undefined
  const consent = said.consent ?? (secret ? 'personal' : 'measure')
  if (consent !== 'personal') {
    if (cookie !== undefined) setCookie(request, reply, '', 0)
    return { consent, isNew: false }
  }
  if (secret !== undefined) newcomers.settle(secret)
  const known = secret === undefined ? undefined : visitorKey(secret)
  if (known !== undefined && !isForgotten(known)) return { consent, visitor: known, isNew: false }
  const [name, isNew] = newcomers.nameOf(said.newcomer, one => !isForgotten(visitorKey(one)))
  setCookie(request, reply, name, THIRTEEN_MONTHS_S)
  // What comes with the cookie of somebody forgotten is nobody's; with the fresh one they begin anew.
  if (known !== undefined) return { consent, isNew: false }
  return { consent, visitor: visitorKey(name), isNew }
}

/** The browser forgets too. */
export function clearCookie(request: FastifyRequest, reply: FastifyReply): void {
  setCookie(request, reply, '', 0)
}

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, maxAgeS: number) {
  const secure = request.protocol === 'https' ? '; Secure' : ''
  const rest = `Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${secure}`
  reply.header('set-cookie', `${VISITOR_COOKIE}=${value}; ${rest}`)
}
