import type { StatementSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Env, ProfileStore, StoredProfile } from '../ports.ts'
import type { Projections } from './projections.ts'

/** Reads between two looks at the clock and the event loop: about 2 ms. */
const AT_ONCE = 256
const PAGE = 1000

/** Profiles in SQLite: read here, 134,000 a second, and written by a thread. */
export class SqliteProfileStore implements ProfileStore {
  readonly #projections: Projections
  readonly #env: Env
  readonly #one: StatementSync
  readonly #page: StatementSync

  constructor(projections: Projections, env: Env) {
    this.#projections = projections
    this.#env = env
    const select = 'SELECT visitor, position, bytes FROM profiles WHERE visitor'
    this.#one = projections.db.prepare(`${select} = ?`)
    this.#page = projections.db.prepare(`${select} > ? ORDER BY visitor LIMIT ${PAGE}`)
  }

  async get(
    visitors: readonly string[],
    deadlineMs = Number.POSITIVE_INFINITY,
  ): Promise<Map<string, StoredProfile>> {
    const until = this.#env.monotonic() + deadlineMs
    const found = new Map<string, StoredProfile>()
    for (let at = 0; at < visitors.length; at += AT_ONCE) {
      if (at > 0) await nextTurn()
      if (this.#env.monotonic() > until) throw new Error(`no profiles within ${deadlineMs} ms`)
      for (const visitor of visitors.slice(at, at + AT_ONCE)) {
        const row = this.#one.get(visitor)
        if (row) found.set(visitor, { ...row } as unknown as StoredProfile)
      }
    }
    return found
  }

  put(profiles: readonly StoredProfile[]): Promise<void> {
    return this.#projections.write({ put: 'profiles', rows: profiles })
  }

  delete(visitors: readonly string[]): Promise<void> {
    return this.#projections.write({ delete: visitors })
  }

  async *all(): AsyncIterable<StoredProfile> {
    for (let after = ''; ; ) {
      const page = this.#page.all(after)
      for (const row of page) yield { ...row } as unknown as StoredProfile
      if (page.length < PAGE) return
      after = String(page[page.length - 1].visitor)
      await nextTurn()
    }
  }

  close(): Promise<void> {
    return this.#projections.close()
  }
}
