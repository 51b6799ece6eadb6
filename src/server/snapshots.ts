import { crc32 } from 'node:zlib'
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
      process.emitWarning(`the snapshot ${key} is of another version or damaged: passed over`)
    }
    return { engine: new Engine(), rebuild: keys.length > 0 }
  }

  async keep(position: number, bytes: Uint8Array): Promise<void> {
    await this.#blobs.put(keyOf(position), sealed(bytes))
    const old = (await this.#newestFirst()).slice(KEPT)
    for (const key of old) await this.#blobs.delete(key)
  }

  /** This one, and none of before. */
  async keepOnly(position: number): Promise<void> {
    for (const key of await this.#newestFirst()) {
      if (key !== keyOf(position)) await this.#blobs.delete(key)
    }
  }

  async #newestFirst(): Promise<string[]> {
    return (await this.#blobs.list(FOLDER)).sort().reverse()
  }
}

function keyOf(position: number): string {
  return `${FOLDER}${String(position).padStart(16, '0')}`
}

/** The snapshot and, in its last four bytes, its CRC-32: a flipped bit would else be believed. */
function sealed(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(bytes.length + SEAL)
  whole.set(bytes)
  new DataView(whole.buffer).setUint32(bytes.length, crc32(bytes))
  return whole
}
const SEAL = 4

/** Undefined when it is not whole, or of another version: that one refuses itself with a RangeError. */
function readable(whole: Uint8Array): Engine | undefined {
  if (whole.length < SEAL) return undefined
  const bytes = whole.subarray(0, -SEAL)
  const seal = new DataView(whole.buffer, whole.byteOffset + bytes.length).getUint32(0)
  if (seal !== crc32(bytes)) return undefined
  try {
    return Engine.restore(bytes)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
