import type { Delivery } from '../../schema/webhook.ts'
import type { BlobStore } from '../../store/ports.ts'

const KEY = 'outward/progress'
const KEPT = 20

/** How far one webhook is, and how it went lately. */
export interface Progress {
  /** All that happened up to this place was heard, or given up. */
  position: number
  /** Tries of what is due, and when the next may be. */
  tries: number
  dueAt: number
  failingSince?: number
  /** The newest first. */
  deliveries: Delivery[]
}

/** The only thing to remember beside the log: losing it costs a second call of the same id. */
export class ProgressBook {
  readonly #blobs: BlobStore
  #of: Record<string, Progress> = {}

  constructor(blobs: BlobStore) {
    this.#blobs = blobs
  }

  async read(): Promise<void> {
    const bytes = await this.#blobs.get(KEY)
    if (bytes) this.#of = JSON.parse(new TextDecoder().decode(bytes))
  }

  of(hook: string, from: number): Progress {
    const known = this.#of[hook]
    if (known) return known
    this.#of[hook] = { position: from, tries: 0, dueAt: 0, deliveries: [] }
    return this.#of[hook]
  }

  note(hook: string, delivery: Delivery): void {
    const progress = this.of(hook, 0)
    progress.deliveries = [delivery, ...progress.deliveries].slice(0, KEPT)
  }

  drop(hook: string): void {
    delete this.#of[hook]
  }

  async keep(): Promise<void> {
    await this.#blobs.put(KEY, new TextEncoder().encode(JSON.stringify(this.#of)))
  }
}
