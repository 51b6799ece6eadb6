import type { FastifyRequest } from 'fastify'
import type { Env } from '../store/ports.ts'
import { cookieOf } from './cookie.ts'

const COOKIE = 'vitrine_console'
const LINK_MS = 15 * 60_000
const STAY_MS = 12 * 3_600_000

/**
 * The console's door: a link that works once and for 15 minutes opens a session of
 * 12 hours. Links and sessions live in memory only; a restart shuts every door.
 */
export class ConsoleDoor {
  readonly #env: Env
  readonly #links = new Map<string, number>() // token → expires at
  readonly #sessions = new Map<string, number>()
  #tell: (token: string) => void = () => {}
  #renewing?: NodeJS.Timeout

  constructor(env: Env) {
    this.#env = env
  }

  /** Be told the token of a link that works: now, and again when it was used or grows old. */
  onLink(tell: (token: string) => void): void {
    this.#tell = tell
    this.#renew()
  }

  /** The token of a new link. */
  newLink(): string {
    return this.#remember(this.#links, LINK_MS)
  }

  /** The `Set-Cookie` of a new session, or undefined when the token is used, old or not ours. */
  enter(token: string, secure: boolean): string | undefined {
    if (!this.#isLive(this.#links, token)) return undefined
    this.#links.delete(token)
    this.#renew()
    const session = this.#remember(this.#sessions, STAY_MS)
    const rest = `Path=/; Max-Age=${STAY_MS / 1000}; HttpOnly; SameSite=Strict`
    return `${COOKIE}=${session}; ${rest}${secure ? '; Secure' : ''}`
  }

  isInside(request: FastifyRequest): boolean {
    const session = cookieOf(request.headers.cookie, COOKIE)
    return session !== undefined && this.#isLive(this.#sessions, session)
  }

  #renew(): void {
    clearTimeout(this.#renewing)
    this.#renewing = setTimeout(() => this.#renew(), LINK_MS / 2).unref()
    this.#tell(this.newLink())
  }

  #remember(map: Map<string, number>, forMs: number): string {
    const now = this.#env.now()
    for (const [key, expires] of map) if (expires <= now) map.delete(key)
    const token = Buffer.from(this.#env.random(24)).toString('base64url')
    map.set(token, now + forMs)
    return token
  }

  #isLive(map: Map<string, number>, token: string): boolean {
    return (map.get(token) ?? 0) > this.#env.now()
  }
}
