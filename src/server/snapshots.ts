import { begun, fed } from '../core/fed.ts'
import { Engine } from '../engine/engine.ts'
import type { BlobStore } from '../store/ports.ts'
import { frames, sectionsOf } from '../store/section-frames.ts'

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
      const engine = await readable(this.#blobs.stream(key))
      if (engine) return { engine, rebuild: false }
      process.emitWarning(`the snapshot ${key} is of another version or damaged: passed over`)
    }
    return { engine: new Engine(), rebuild: keys.length > 0 }
  }

  /** Streamed, a section at a time: what is saved is never in memory as a whole. */
  async keep(position: number, sections: Iterable<Uint8Array>): Promise<void> {
    await this.#blobs.put(keyOf(position), frames(sections))
    const old = (await this.#newestFirst()).slice(KEPT)
    for (const key of old) await this.#blobs.delete(key)
  }

  /** This one, and none of before. */
  async keepOnly(position: number): Promise<void> {
    for (const key of await this.#newestFirst()) {
      if (key !== keyOf(position)) await this.#blobs.delete(key)
    }
  }

  /** Place of the oldest one kept; undefined without any. */
  async oldest(): Promise<number | undefined> {
    const key = (await this.#newestFirst()).at(-1)
    return key === undefined ? undefined : Number(key.slice(FOLDER.length))
  }

  /** Those of before this place go; false when there is none of later, and they stay. */
  async dropBefore(position: number): Promise<boolean> {
    const keys = await this.#newestFirst()
    if (keys.length === 0 || keys[0] < keyOf(position)) return false
    for (const key of keys) if (key < keyOf(position)) await this.#blobs.delete(key)
    return true
  }

  async #newestFirst(): Promise<string[]> {
    return (await this.#blobs.list(FOLDER)).sort().reverse()
  }
}

function keyOf(position: number): string {
  return `${FOLDER}${String(position).padStart(16, '0')}`
}

/** Undefined when it is not whole, or of another version: that one refuses itself with a RangeError. */
export async function readable(blob: AsyncIterable<Uint8Array>): Promise<Engine | undefined> {
  const loading = begun(Engine.loading())
  try {
    for await (const section of sectionsOf(blob)) loading.next(section)
    return fed(loading, [])
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
