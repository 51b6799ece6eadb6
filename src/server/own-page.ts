import type { FastifyRequest } from 'fastify'
import { Problem } from './problem.ts'

/** Other sites whose pages may call us: a list, or what is said of them now. */
export interface Origins {
  includes(origin: string): boolean
}

/**
 * A call that reads or erases a person has to come from a page of the shop: another site
 * must not be able to send it with the visitor's cookie. The cookie is `SameSite=Lax` and the
 * body has to be JSON; here the browser's own word on where the call began is asked too.
 * @param origins whose pages may call us directly
 * @throws Problem 403
 */
export function requireOwnPage(request: Asked, origins: Origins): void {
  const problem = foreignPage(request, origins)
  if (problem) throw problem
}

/** The same, for who hands it on. */
export function foreignPage(request: Asked, origins: Origins): Problem | undefined {
  const { origin, 'sec-fetch-site': site } = request.headers
  const isForeign = site === 'cross-site' || (origin !== undefined && !isOwn(origin, request))
  if (!isForeign || (origin !== undefined && origins.includes(origin))) return undefined
  const detail = 'Call this from a page of the shop itself.'
  return new Problem(403, 'foreign_page', detail, { field: 'origin' })
}

type Asked = Pick<FastifyRequest, 'headers' | 'host'>

function isOwn(origin: string, request: Asked): boolean {
  return /^https?:\/\/([^/]+)$/i.exec(origin)?.[1].toLowerCase() === request.host.toLowerCase()
}
