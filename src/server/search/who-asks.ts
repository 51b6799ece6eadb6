import type { FastifyRequest } from 'fastify'
import { COOKIE_SECRET, namedKey, visitorKey } from '../../core/visitor-key.ts'
import type { Consent } from '../../schema/event.ts'
import { cookieOf } from '../cookie.ts'
import { heedSignal, type Said } from '../privacy-signal.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { VISITOR_COOKIE } from '../visitor-cookie.ts'

/** For whom a search is, as far as may be known. */
export interface Searcher {
  consent: Consent
  visitor?: string
}

/**
 * Who asks, without a word to the browser: an address can be put into a link by anybody, so
 * following one neither sets a cookie nor clears it.
 * @throws Problem 403 when a public key names a visitor: it could read anybody's order
 */
export function whoAsks(
  { caller, headers }: Pick<FastifyRequest, 'caller' | 'headers'>,
  said: Said & { visitor?: string },
  { keys, shop }: Services,
): Searcher {
  if (caller?.kind === 'server') {
    const consent = said.consent ?? (said.visitor === undefined ? 'measure' : 'personal')
    const isKnown = consent === 'personal' && said.visitor !== undefined
    return isKnown ? { consent, visitor: namedKey(said.visitor!, keys.nameSecret) } : { consent }
  }
  if (said.visitor !== undefined) {
    const detail = 'A public key may not name a visitor; the browser is known by its cookie.'
    throw new Problem(403, 'visitor_from_browser', detail, { field: '/visitor' })
  }
  const cookie = cookieOf(headers.cookie, VISITOR_COOKIE)
  const isOurs = cookie !== undefined && COOKIE_SECRET.test(cookie)
  const consent = heedSignal(said, headers) ?? (isOurs ? 'personal' : 'measure')
  if (consent !== 'personal' || !isOurs) return { consent }
  const visitor = visitorKey(cookie)
  return shop.forgotten.has(visitor) ? { consent } : { consent, visitor }
}
