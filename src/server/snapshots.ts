import { Engine } from '../engine/engine.ts'
import type { BlobStore } from '../store/ports.ts'

const FOLDER = 'snapshots/'
const KEPT = 2

/** The saved shared state of one shop, newest two, by log position. */
export class Snapshots {
  readonly #blobs: BlobStore

  constructor(blobs: BlobStore) {
    this.#blobs = blobs
  }

  /**
   * The engine of the newest snapshot that this build can read. `rebuild`: there are
   * snapshots and none can be read (another engine version), so everything kept beside
   * the log must be made again from it.
   */
  async restore(): Promise<{ engine: Engine; rebuild: boolean }> {
    const keys = await this.#newestFirst()
    for (const key of keys) {
      const bytes = await this.#blobs.get(key)
      const engine = bytes && readable(bytes)
      if (engine) return { engine, rebuild: false }
    }
    return { engine: new Engine(), rebuild: keys.length > 0 }
  }

  async keep(position: number, bytes: Uint8Array): Promise<void> {
    await this.#blobs.put(`${FOLDER}${String(position).padStart(16, '0')}`, bytes)
    const old = (await this.#newestFirst()).slice(KEPT)
    for (const key of old) await this.#blobs.delete(key)
  }

  async #newestFirst(): Promise<string[]> {
    return (await this.#blobs.list(FOLDER)).sort().reverse()
  }
}

/** A snapshot of another version refuses itself with a RangeError; anything else is a mistake of ours. */
function readable(bytes: Uint8Array): Engine | undefined {
  try {
    return Engine.restore(bytes)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
