import { checkBlobKey } from '../blob-key.ts'
import type { BlobStore } from '../ports.ts'

export class MemoryBlobStore implements BlobStore {
  readonly #blobs = new Map<string, Uint8Array>()

  async put(key: string, bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<void> {
    checkBlobKey(key)
    this.#blobs.set(key, await collect(bytes))
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    checkBlobKey(key)
    return this.#blobs.get(key)?.slice()
  }

  async *stream(key: string): AsyncGenerator<Uint8Array> {
    const whole = await this.get(key)
    if (whole) yield whole
  }

  async list(prefix: string): Promise<string[]> {
    return [...this.#blobs.keys()].filter(key => key.startsWith(prefix)).sort()
  }

  async delete(key: string): Promise<void> {
    checkBlobKey(key)
    this.#blobs.delete(key)
  }
}

async function collect(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<Uint8Array> {
  if (bytes instanceof Uint8Array) return bytes.slice()
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part.slice())
  return new Uint8Array(Buffer.concat(parts))
}
