import { checkBlobKey } from '../blob-key.ts'
import type { BlobStore, Env } from '../ports.ts'
import type { SimulatedDisk } from './disk.ts'

const FOLDER = 'blobs/'

/** Blobs on a disk that breaks: written beside their place, synced, then renamed into it. */
export class SimulatedBlobStore implements BlobStore {
  readonly #disk: SimulatedDisk
  readonly #env: Env
  readonly #slowMs: () => number
  #drafts = 0

  constructor(disk: SimulatedDisk, env: Env, slowMs = () => 1) {
    this.#disk = disk
    this.#env = env
    this.#slowMs = slowMs
    for (const left of disk.list('draft-')) disk.remove(left)
  }

  async put(key: string, bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<void> {
    checkBlobKey(key)
    const whole = await collected(bytes)
    const draft = `draft-${++this.#drafts}`
    await this.#env.sleep(this.#slowMs())
    try {
      this.#disk.write(draft, 0, whole)
      this.#disk.sync(draft)
    } catch (error) {
      this.#disk.remove(draft)
      throw error
    }
    this.#disk.rename(draft, FOLDER + key)
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    checkBlobKey(key)
    await this.#env.sleep(this.#slowMs())
    return this.#disk.read(FOLDER + key)
  }

  async *stream(key: string): AsyncGenerator<Uint8Array> {
    const whole = await this.get(key)
    if (whole) yield whole
  }

  async list(prefix: string): Promise<string[]> {
    return this.#disk.list(FOLDER + prefix).map(name => name.slice(FOLDER.length))
  }

  async delete(key: string): Promise<void> {
    checkBlobKey(key)
    this.#disk.remove(FOLDER + key)
  }
}

async function collected(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<Uint8Array> {
  if (bytes instanceof Uint8Array) return bytes
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}
