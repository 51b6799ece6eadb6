import { type ProfileStore, SETTLED, type StoredProfile } from '../ports.ts'

export class MemoryProfileStore implements ProfileStore {
  readonly #profiles = new Map<string, StoredProfile>()

  async get(visitors: readonly string[]): Promise<Map<string, StoredProfile>> {
    const found = new Map<string, StoredProfile>()
    for (const visitor of visitors) {
      const profile = this.#profiles.get(visitor)
      if (profile) found.set(visitor, profile)
    }
    return found
  }

  async put(profiles: readonly StoredProfile[]): Promise<void> {
    for (const { visitor, position, bytes } of profiles) {
      const held = this.#profiles.get(visitor)
      if (held && held.position >= position) continue
      this.#profiles.set(visitor, { visitor, position, bytes: bytes.slice() })
    }
  }

  async delete(visitors: readonly string[]): Promise<void> {
    for (const visitor of visitors) this.#profiles.delete(visitor)
  }

  async clear(): Promise<void> {
    this.#profiles.clear()
  }

  async *all(): AsyncIterable<StoredProfile> {
    const visitors = [...this.#profiles.keys()].filter(key => key !== SETTLED).sort()
    for (const visitor of visitors) {
      const profile = this.#profiles.get(visitor)
      if (profile) yield profile
    }
  }

  async close(): Promise<void> {}
}
