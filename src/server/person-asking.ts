import type { FastifyRequest } from 'fastify'
import { COOKIE_SECRET, namedKey, visitorKey } from '../core/visitor-key.ts'
import { cookieOf } from './cookie.ts'
import type { Person } from './erasure/person-export.ts'
import { addressKeyIn } from './letters/address-key.ts'
import { type Origins, requireOwnPage } from './own-page.ts'
import { Problem } from './problem.ts'
import type { Services } from './services.ts'
import { VISITOR_COOKIE } from './visitor-cookie.ts'

export type PersonAsking = Person & { isBrowser: boolean }

/**
 * Whom a call is about that a person makes for themselves; undefined for a browser without a
 * cookie. A browser is its cookie and calls from a page of the shop; the shop's server names
 * whom it speaks for.
 */
export function personIn(
  request: Pick<FastifyRequest, 'caller' | 'headers' | 'host'>,
  { visitor }: { visitor?: string },
  services: Services & { origins: Origins },
): PersonAsking | undefined {
  if (request.caller?.kind === 'server') {
    if (visitor === undefined) {
      throw new Problem(400, 'missing', 'Send visitor, as events name them.', { field: '/visitor' })
    }
    const { nameSecret } = services.keys
    const address = addressKeyIn(visitor, nameSecret)
    return { visitor: namedKey(visitor, nameSecret), address, isBrowser: false, isWhole: true }
  }
  requireOwnPage(request, services.origins)
  if (visitor !== undefined) {
    const detail = 'A public key may not name a visitor; the browser is known by its cookie.'
    throw new Problem(403, 'visitor_from_browser', detail, { field: '/visitor' })
  }
  const cookie = cookieOf(request.headers.cookie, VISITOR_COOKIE)
  if (cookie === undefined || !COOKIE_SECRET.test(cookie)) return undefined
  return { visitor: visitorKey(cookie), isBrowser: true, isWhole: false }
}

export function nobody(): Problem {
  return new Problem(404, 'unknown_visitor', 'Nothing is kept of this visitor.', {
    field: '/visitor',
  })
}
