import { HOUR, MINUTE } from '../../core/clock.ts'
import type { Env } from '../../store/ports.ts'
import { hashOf, secretText } from './person.ts'

const IDLE_MS = 30 * MINUTE
const STAY_MS = 12 * HOUR
const MOST = 500

/** Somebody at the console in one browser. */
export interface Session {
  /** For lists: it opens nothing. */
  id: string
  /** Absent for who came by the one-time link. */
  person?: string
  /** Goes with every change: a page of another site cannot know it. */
  token: string
  agent: string
  opened: number
  /** When they last did something: reading by itself, as pages do, is nothing done. */
  seen: number
}

/**
 * Who is inside. A session is 160 random bits of which only the hash is kept, in memory: a
 * restart ends all. It ends after half an hour in which nothing was done, and after twelve hours.
 */
export class Sessions {
  readonly #env: Env
  readonly #byHash = new Map<string, Session>()

  constructor(env: Env) {
    this.#env = env
  }

  /** @returns the secret for the cookie */
  open(person: string | undefined, agent: string): string {
    this.#sweep()
    const now = this.#env.now()
    const secret = secretText(this.#env, 32)
    const id = secretText(this.#env, 12).toLowerCase()
    const token = secretText(this.#env)
    this.#byHash.set(hashOf(secret), { id, person, token, agent, opened: now, seen: now })
    return secret
  }

  /** Whose cookie this is, while the session lasts. */
  get(secret: string): Session | undefined {
    const hash = hashOf(secret)
    const session = this.#byHash.get(hash)
    if (session === undefined || this.#isLive(session)) return session
    this.#byHash.delete(hash)
    return undefined
  }

  /** They did something. */
  touch(session: Session): void {
    session.seen = this.#env.now()
  }

  /** ms; when it ends if nothing more is done. */
  endOf({ opened, seen }: Session): number {
    return Math.min(opened + STAY_MS, seen + IDLE_MS)
  }

  of(person: string | undefined): Session[] {
    return [...this.#byHash.values()].filter(each => each.person === person && this.#isLive(each))
  }

  /** @returns how many ended */
  end(which: (session: Session) => boolean): number {
    let ended = 0
    for (const [hash, session] of this.#byHash) {
      if (which(session) && this.#byHash.delete(hash)) ended++
    }
    return ended
  }

  #isLive(session: Session): boolean {
    return this.endOf(session) > this.#env.now()
  }

  #sweep(): void {
    this.end(session => !this.#isLive(session))
    for (const hash of this.#byHash.keys()) {
      if (this.#byHash.size < MOST) return
      this.#byHash.delete(hash)
    }
  }
}
