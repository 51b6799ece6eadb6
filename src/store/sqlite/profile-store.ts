import type { StatementSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { DamagedProjections, type Env, type ProfileStore, type StoredProfile } from '../ports.ts'
import { sumOfProfile } from './profile-sum.ts'
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
    const select = 'SELECT visitor, position, bytes, sum FROM profiles WHERE visitor'
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
        const row = this.#projections.look(() => this.#one.get(visitor))
        if (row) found.set(visitor, asStored(row, visitor))
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

  clear(): Promise<void> {
    return this.#projections.write({ clear: 'profiles' })
  }

  async *all(): AsyncIterable<StoredProfile> {
    for (let after = ''; ; ) {
      const page = this.#projections.look(() => this.#page.all(after))
      for (const row of page) yield asStored(row, String(row.visitor))
      if (page.length < PAGE) return
      after = String(page[page.length - 1].visitor)
      await nextTurn()
    }
  }

  close(): Promise<void> {
    return this.#projections.close()
  }
}

/** @throws DamagedProjections when it is not the row that was put for this visitor. */
function asStored(row: Record<string, unknown>, visitor: string): StoredProfile {
  const { position, bytes, sum } = row as unknown as StoredProfile & { sum: number }
  const isWhole = row.visitor === visitor && bytes instanceof Uint8Array
  const stored = { visitor, position, bytes }
  if (!isWhole || sumOfProfile(stored) !== sum)
    throw new DamagedProjections('one is not what was stored')
  return stored
}
