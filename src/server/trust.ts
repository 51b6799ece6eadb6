import type { FastifyReply, FastifyRequest } from 'fastify'

import { ROLES, type Role } from '../schema/person.ts'
import type { Inside } from './console-door.ts'
import { type Caller, isSame, type Scope } from './keys.ts'
import { networkOf } from './network-of.ts'
import { foreignPage } from './own-page.ts'
import { Problem } from './problem.ts'
import type { Services } from './services.ts'
import { isStaff } from './staff.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `requireKey`; the console's people have none. */
    caller: Caller | undefined
    /** Set for the console's people alone. */
    inside: Inside | undefined
  }
}

/** A hook that lets in who holds a key with this scope, within the rates. */
export function requireKey(services: Services, scope: Scope) {
  return (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void) => {
    done(admit(request, services, scope))
  }
}

/** The same, for what only the shop's own server may ask. */
export function requireServerKey(services: Services, scope: Scope) {
  return (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void) => {
    const problem = admit(request, services, scope)
    if (problem || request.caller?.kind === 'server') return done(problem)
    const detail = 'Only a server key may do this.'
    done(new Problem(403, 'server_only', detail, { field: 'authorization' }))
  }
}

/** For what the console reads: a session whose role may, or a server key that may read. */
export function requireReader(services: Services) {
  return requireDeskOr(services, requireKey(services, 'read'))
}

/** For what a merchandiser decides: a session whose role may, or a server key of this scope. */
export function requireDesk(services: Services, scope: Scope) {
  return requireDeskOr(services, requireServerKey(services, scope))
}

/** For what concerns the people of the console alone: no key opens it. */
export function requirePerson(services: Services) {
  return requireDeskOr(services, (request, _reply, done) => {
    const key = keyOf(request)
    const slow = withinRate(request, services)
    const isKnown = key !== undefined && services.keys.recognise(key) !== undefined
    done(slow ?? (isKnown ? peopleOnly() : noSession()))
  })
}

/** Who did it, as the log keeps it: an account's id, the hash of a key, or `console` for the link. */
export function whoOf({ caller, inside }: FastifyRequest): string {
  return caller?.name ?? inside?.person?.id ?? 'console'
}

export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least)
}

type Hook = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void

function requireDeskOr({ door, ...services }: Services, requireOther: Hook): Hook {
  return (request, reply, done) => {
    const inside = door.insideOf(request)
    if (inside === undefined) return requireOther(request, reply, done)
    request.inside = inside
    done(withinRate(request, services) ?? beyondRole(request, inside) ?? forged(request, inside))
  }
}

/** A route says the least role it takes; one that does not is for owners until it does. */
function beyondRole(request: FastifyRequest, { role }: Inside): Problem | undefined {
  const least = request.routeOptions.schema?.role ?? 'owner'
  if (isAtLeast(role, least)) return undefined
  const detail = `This takes the role "${least}", and yours is "${role}": ask an owner of the console.`
  return new Problem(403, 'role', detail, { params: { least, role } })
}

/**
 * A session serves the console's own page. Another site's has the cookie neither sent
 * (`SameSite=Strict`) nor let through (`Origin`, `Sec-Fetch-Site`): a sibling of our domain that
 * may call with a key does not even read with it. A change needs the session's token besides.
 */
function forged(request: FastifyRequest, { session }: Inside): Problem | undefined {
  const foreign = foreignPage(request, [])
  if (foreign || request.method === 'GET' || request.method === 'HEAD') return foreign
  const token = String(request.headers['x-vitrine-token'] ?? '')
  if (isSame(token, session.token)) return undefined
  const detail = 'Send the token of your session (GET /v1/session) as "x-vitrine-token".'
  return new Problem(403, 'session_token', detail, { field: 'x-vitrine-token' })
}

function peopleOnly(): Problem {
  const detail = 'No key opens this: sign in to the console.'
  return new Problem(403, 'people_only', detail, { field: 'authorization' })
}

function noSession(): Problem {
  return new Problem(401, 'no_session', 'Sign in to the console first.', { field: 'cookie' })
}

/** For the shop's own people: a browser marked by a pass, or a session of the console. */
export function requireStaff(services: Services) {
  return (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void) => {
    if (isStaff(request, services) || services.door.isInside(request)) {
      return done(withinRate(request, services))
    }
    const detail =
      'This is for the shop’s own people: open a link of "npm exec --no vitrine -- staff", or the console on this host.'
    done(new Problem(401, 'staff_only', detail, { field: 'cookie' }))
  }
}

function admit(request: FastifyRequest, services: Services, scope: Scope): Problem | undefined {
  const key = keyOf(request)
  const caller = key === undefined ? undefined : services.keys.recognise(key)
  // The shop's server speaks for everybody from one address; its key has a rate of its own.
  const slow = caller?.kind === 'server' ? undefined : withinRate(request, services)
  if (slow) return slow
  if (!caller) return unknownKey(key)
  if (!caller.scopes.includes(scope)) {
    return new Problem(403, 'scope', `This key may not do this: it lacks the scope "${scope}".`, {
      field: 'authorization',
    })
  }
  request.caller = caller
  return waitOf(services.rates.perKey.take(caller.name, services.env.now()))
}

/** @returns a problem for an address that asks too much */
export function withinRate(
  request: FastifyRequest,
  services: Pick<Services, 'rates' | 'env'>,
): Problem | undefined {
  return waitOf(services.rates.perAddress.take(networkOf(request.ip), services.env.now()))
}

function waitOf(waitMs: number): Problem | undefined {
  if (waitMs === 0) return undefined
  const seconds = Math.ceil(waitMs / 1000)
  return new Problem(429, 'too_many', `Too many requests; try again in ${seconds} s.`, {
    params: { seconds },
    headers: { 'retry-after': String(seconds) },
  })
}

function unknownKey(key: string | undefined): Problem {
  const detail =
    key === undefined
      ? 'Send a key: "Authorization: Bearer pk_…", or ?key=pk_… where a header cannot be set.'
      : 'This key is not known here; "npm exec --no vitrine -- keys" prints the public one, run.json in the data folder holds both.'
  return new Problem(401, 'key', detail, {
    field: 'authorization',
    headers: { 'www-authenticate': 'Bearer' },
  })
}

/**
 * From `Bearer`, from `Basic` (Segment's libraries send the write key as the user), or from
 * `?key=`, for a beacon can set no header. Addresses are written down on their way, so a
 * server key in one is as good as told, and opens nothing.
 */
function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  if (header?.startsWith('Bearer ')) return header.slice(7).trim()
  if (header?.startsWith('Basic ')) {
    const [user] = Buffer.from(header.slice(6), 'base64').toString('utf8').split(':', 1)
    return user
  }
  const key = (request.query as { key?: unknown } | undefined)?.key
  return typeof key === 'string' && key.startsWith('pk_') ? key : undefined
}
