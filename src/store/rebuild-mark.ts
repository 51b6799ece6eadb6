import type { BlobStore } from './ports.ts'

/**
 * The mark that everything beside the log is to be made again from it: left when damage
 * is found or the engine is of another version, and taken away when the new profiles
 * and the new snapshot are whole. Killed in between, the next start begins anew.
 */
export class RebuildMark {
  readonly #blobs: BlobStore

  constructor(blobs: BlobStore) {
    this.#blobs = blobs
  }

  /** Why; undefined when there is nothing to be made again. */
  async why(): Promise<string | undefined> {
    const bytes = await this.#blobs.get(REBUILD_MARK)
    return bytes && new TextDecoder().decode(bytes)
  }

  /** The stored profiles themselves are damaged: opening the shop sets their file aside. */
  setDamaged(what: string): Promise<void> {
    return this.set(`${DAMAGED}${what}`)
  }

  async isOfDamage(): Promise<boolean> {
    return (await this.why())?.startsWith(DAMAGED) ?? false
  }

  set(why: string): Promise<void> {
    return this.#blobs.put(REBUILD_MARK, new TextEncoder().encode(why))
  }

  clear(): Promise<void> {
    return this.#blobs.delete(REBUILD_MARK)
  }
}

const REBUILD_MARK = 'rebuild'
const DAMAGED = 'damaged: '
