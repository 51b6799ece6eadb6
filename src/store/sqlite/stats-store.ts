import type { StatementSync } from 'node:sqlite'
import { DamagedProjections, type StatsStore, type StoredSum } from '../ports.ts'
import { sumOfSum } from './profile-sum.ts'
import type { Projections } from './projections.ts'

export class SqliteStatsStore implements StatsStore {
  readonly #projections: Projections
  readonly #select: StatementSync

  constructor(projections: Projections) {
    this.#projections = projections
    this.#select = projections.db.prepare(`
      SELECT datacentre, partition, name, position, bytes, sum FROM sums WHERE name = ?
      ORDER BY datacentre, partition`)
  }

  put(sums: readonly StoredSum[]): Promise<void> {
    return this.#projections.write({ put: 'sums', rows: sums })
  }

  async get(name: string): Promise<StoredSum[]> {
    return this.#projections
      .look(() => this.#select.all(name))
      .map(row => {
        const { sum, ...stored } = row as unknown as StoredSum & { sum: number }
        if (sumOfSum(stored) !== sum)
          throw new DamagedProjections(`the sum ${name} is not what was stored`)
        return stored
      })
  }

  close(): Promise<void> {
    return this.#projections.close()
  }
}
