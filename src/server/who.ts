import type { FastifyReply, FastifyRequest } from 'fastify'
import { COOKIE_SECRET, namedKey, visitorKey } from '../core/visitor-key.ts'
import type { Consent } from '../schema/event.ts'
import { cookieOf } from './cookie.ts'
import { withdrawnRecord } from './own-records.ts'
import { heedSignal, type Said } from './privacy-signal.ts'
import { Problem } from './problem.ts'
import type { Services } from './services.ts'
import { isStaff } from './staff.ts'
import { recogniseBrowser, VISITOR_COOKIE } from './visitor-cookie.ts'

/** For whom a call speaks, and what may be kept of them. */
export interface Who {
  consent: Consent
  /** Visitor key; absent without personal consent. */
  visitor?: string
  /** Nobody can know this visitor yet: there is no profile to look for. */
  isNew: boolean
  /** One of the shop's own people. */
  staff?: boolean
  /** A server key vouches for what is said. */
  verified: boolean
}

/**
 * A browser is known by its cookie alone; a shop's server names the visitor itself.
 * @throws Problem 403 when a public key names a visitor: it could read anybody.
 */
export function whoIs(
  request: FastifyRequest,
  reply: FastifyReply,
  said: Said & { visitor?: string; staff?: boolean; newcomer?: string },
  services: Services,
): Who {
  if (request.caller?.kind === 'server') return namedByShop(said, services.keys.nameSecret)
  if (said.staff !== undefined) throw staffFromBrowser()
  if (said.visitor !== undefined) {
    const detail = 'A public key may not name a visitor; the browser is known by its cookie.'
    throw new Problem(403, 'visitor_from_browser', detail, { field: '/visitor' })
  }
  const { newcomers, shop } = services
  const isForgotten = (visitor: string) => shop.forgotten.has(visitor)
  const consent = heedSignal(said, request.headers)
  const introduced = { consent, newcomer: said.newcomer }
  const known = recogniseBrowser(request, reply, introduced, newcomers, isForgotten)
  if (known.consent !== 'personal') noteWithdrawal(request, services)
  return { ...known, staff: isStaff(request, services), verified: false }
}

/**
 * The cookie is cleared, and with it goes all that ties the browser to an account; the account
 * stays. A CRM was to hear of it by a consent that is no more. Said once, there is nobody to
 * tell of: whoever sends an old cookie again and again writes nothing.
 */
function noteWithdrawal({ headers }: FastifyRequest, { shop, env }: Services): void {
  const secret = cookieOf(headers.cookie, VISITOR_COOKIE)
  if (secret === undefined || !COOKIE_SECRET.test(secret)) return
  const visitor = visitorKey(secret)
  if (!shop.engine.isTold(visitor)) return
  // A page waits for no disk; what is wrong with it is told elsewhere.
  shop.take([withdrawnRecord(visitor, env)]).catch(() => {})
}

function staffFromBrowser(): Problem {
  const detail = 'A public key may not say so; open a link of POST /v1/staff/links instead.'
  return new Problem(403, 'staff_from_browser', detail, { field: '/staff' })
}

function namedByShop(
  said: { visitor?: string; consent?: Consent; staff?: boolean },
  secret: string,
): Who {
  const consent = said.consent ?? (said.visitor === undefined ? 'measure' : 'personal')
  const visitor =
    consent === 'personal' && said.visitor !== undefined
      ? namedKey(said.visitor, secret)
      : undefined
  return { consent, visitor, isNew: false, staff: said.staff ?? false, verified: true }
}
