import type { LogRecord } from '../schema/record.ts'
import type { BlobStore } from '../store/ports.ts'

/** The engine was given a record that it could not take in; what it knows now is half of it. */
export class Stumbled extends Error {
  readonly record: LogRecord

  constructor(record: LogRecord, cause: unknown) {
    super(`record ${record.position} (${record.type}) cannot be taken in: ${reasonOf(cause)}`, {
      cause,
    })
    this.record = record
  }
}

/** So often a record is tried before it is set aside. */
export const TRIES = 3
const KEY = 'stumble'

interface Stumble {
  position: number
  tries: number
}

/** How often the engine stumbled over the record it is at, kept over restarts. */
export class Stumbles {
  readonly #blobs: BlobStore

  constructor(blobs: BlobStore) {
    this.#blobs = blobs
  }

  /** @returns tries so far, this one included */
  async count({ record: { position } }: Stumbled): Promise<number> {
    const before = await this.#last()
    const tries = before?.position === position ? before.tries + 1 : 1
    const stumble: Stumble = { position, tries }
    await this.#blobs.put(KEY, new TextEncoder().encode(JSON.stringify(stumble)))
    return tries
  }

  async #last(): Promise<Stumble | undefined> {
    const bytes = await this.#blobs.get(KEY)
    try {
      return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Stumble)
    } catch {
      return undefined // damaged: it is counted from the beginning
    }
  }
}

/** The error without what it quotes, which may be somebody's words. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : 'an error'
  return text
    .split('\n', 1)[0]
    .replace(/(["'`]).*\1/g, '"…"')
    .slice(0, 200)
}
