import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Role } from '../schema/person.ts'
import type { Env } from '../store/ports.ts'
import { cookieOf } from './cookie.ts'
import type { People } from './people/people.ts'
import type { Person } from './people/person.ts'
import { type Session, Sessions } from './people/sessions.ts'
import { Problem } from './problem.ts'

const LINK_MS = 10 * 60_000
const COOKIE = 'vitrine_console'

/** Whoever is inside the console, and what they are there. */
export interface Inside {
  session: Session
  role: Role
  /** Absent for who came by the one-time link: the machine's owner, who may all. */
  person?: Person
}

/**
 * The console's door. It opens to people who sign in, and to a link that works once and for ten
 * minutes, for whoever can run commands on the machine. Links and sessions live in memory
 * only; a restart shuts every door.
 */
export class ConsoleDoor {
  readonly sessions: Sessions
  readonly #env: Env
  readonly #people: People
  readonly #links = new Map<string, number>() // token → expires at
  #tell: (token: string) => void = () => {}
  #renewing?: NodeJS.Timeout

  constructor(env: Env, people: People) {
    this.#env = env
    this.#people = people
    this.sessions = new Sessions(env)
  }

  /** Be told the token of a link that works: now, and again when it was used or grows old. */
  onLink(tell: (token: string) => void): void {
    this.#tell = tell
    this.#renew()
  }

  /** The token of a new link. */
  newLink(): string {
    const now = this.#env.now()
    for (const [token, expires] of this.#links) if (expires <= now) this.#links.delete(token)
    const token = Buffer.from(this.#env.random(24)).toString('base64url')
    this.#links.set(token, now + LINK_MS)
    return token
  }

  /** Opens a session by a link; false when it is used, old or not ours. */
  enter(token: string, request: FastifyRequest, reply: FastifyReply): boolean {
    if ((this.#links.get(token) ?? 0) <= this.#env.now()) return false
    requirePrivateLine(request)
    this.#links.delete(token)
    this.#renew()
    this.open(undefined, request, reply)
    return true
  }

  /** A new session, and its cookie; the one this browser had before ends. */
  open(person: Person | undefined, request: FastifyRequest, reply: FastifyReply): Inside {
    this.leave(request, reply)
    const secret = this.sessions.open(person?.id, agentOf(request))
    reply.header('set-cookie', cookieFor(secret, 12 * 3600, request))
    return { session: this.sessions.get(secret)!, role: person?.role ?? 'owner', person }
  }

  leave(request: FastifyRequest, reply: FastifyReply): void {
    const before = this.insideOf(request)
    if (before === undefined) return
    this.sessions.end(session => session === before.session)
    reply.header('set-cookie', cookieFor('', 0, request))
  }

  /** Who calls, as they are now: a role that was changed or an account that is gone counts at once. */
  insideOf(request: FastifyRequest): Inside | undefined {
    const secret = cookieOf(request.headers.cookie, nameFor(request))
    const session = secret === undefined ? undefined : this.sessions.get(secret)
    if (session === undefined) return undefined
    if (session.person === undefined) return { session, role: 'owner' }
    const person = this.#people.get(session.person)
    // Whoever has to choose a password anew comes in by their link.
    return person?.password ? { session, role: person.role, person } : undefined
  }

  isInside(request: FastifyRequest): boolean {
    return this.insideOf(request) !== undefined
  }

  #renew(): void {
    clearTimeout(this.#renewing)
    this.#renewing = setTimeout(() => this.#renew(), LINK_MS / 2).unref()
    this.#tell(this.newLink())
  }
}

/**
 * A session travels over https, or over plain http inside one machine (a tunnel ends there too).
 * @throws Problem 403 anywhere else: whoever listens would have the session.
 */
export function requirePrivateLine(request: FastifyRequest): void {
  if (isSecure(request) || /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(request.hostname)) return
  const detail =
    'The console opens over https, or on the machine itself: "ssh -L 4800:127.0.0.1:4800 HOST", then http://127.0.0.1:4800/console/.'
  throw new Problem(403, 'needs_https', detail, { field: 'host' })
}

export function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https'
}

/** `__Host-` binds a cookie to this very host, and browsers take it over https alone. */
function nameFor(request: FastifyRequest): string {
  return isSecure(request) ? `__Host-${COOKIE}` : COOKIE
}

function cookieFor(secret: string, maxAgeS: number, request: FastifyRequest): string {
  const rest = `Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Strict`
  return `${nameFor(request)}=${secret}; ${rest}${isSecure(request) ? '; Secure' : ''}`
}

/** `Firefox, Windows`: enough to know one's own browsers again. */
function agentOf(request: FastifyRequest): string {
  const agent = String(request.headers['user-agent'] ?? '').slice(0, 512)
  const browser = /\b(Edg|OPR|Firefox|Chrome|Safari)(?=\/)/.exec(agent)?.[1]
  const system = /\b(Windows|Android|iPhone|iPad|Mac OS X|CrOS|Linux)\b/.exec(agent)?.[1]
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS' }
  return [browser, system].flatMap(name => (name ? (names[name] ?? name) : [])).join(', ')
}
