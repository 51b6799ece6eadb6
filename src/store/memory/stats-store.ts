import type { StatsStore, StoredSum } from '../ports.ts'

export class MemoryStatsStore implements StatsStore {
  readonly #sums = new Map<string, StoredSum>()

  async put(sums: readonly StoredSum[]): Promise<void> {
    for (const sum of sums) {
      const key = JSON.stringify([sum.name, sum.datacentre, sum.partition])
      const held = this.#sums.get(key)
      if (held && held.position >= sum.position) continue
      this.#sums.set(key, { ...sum, bytes: sum.bytes.slice() })
    }
  }

  async get(name: string): Promise<StoredSum[]> {
    return [...this.#sums.values()]
      .filter(sum => sum.name === name)
      .sort((a, b) => compare(a.datacentre, b.datacentre) || a.partition - b.partition)
  }

  async close(): Promise<void> {}
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
