import type { FastifyReply, FastifyRequest } from 'fastify'
import { namedKey } from '../core/visitor-key.ts'
import type { Consent } from '../schema/event.ts'
import { heedSignal, type Said } from './privacy-signal.ts'
import { Problem } from './problem.ts'
import type { Services } from './services.ts'
import { recogniseBrowser } from './visitor-cookie.ts'

/** For whom a call speaks, and what may be kept of them. */
export interface Who {
  consent: Consent
  /** Visitor key; absent without personal consent. */
  visitor?: string
  /** Nobody can know this visitor yet: there is no profile to look for. */
  isNew: boolean
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
  said: Said & { visitor?: string },
  services: Services,
): Who {
  if (request.caller?.kind === 'server') return namedByShop(said, services.keys.nameSecret)
  if (said.visitor !== undefined) {
    const detail = 'A public key may not name a visitor; the browser is known by its cookie.'
    throw new Problem(403, 'visitor_from_browser', detail, { field: '/visitor' })
  }
  const { env, shop } = services
  const isForgotten = (visitor: string) => shop.forgotten.has(visitor)
  const consent = heedSignal(said, request.headers)
  return { ...recogniseBrowser(request, reply, consent, env, isForgotten), verified: false }
}

function namedByShop(said: { visitor?: string; consent?: Consent }, secret: string): Who {
  const consent = said.consent ?? (said.visitor === undefined ? 'measure' : 'personal')
  const visitor =
    consent === 'personal' && said.visitor !== undefined
      ? namedKey(said.visitor, secret)
      : undefined
  return { consent, visitor, isNew: false, verified: true }
}
